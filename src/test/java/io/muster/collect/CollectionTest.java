package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The resources of a listing are in the order of their ARNs, each once. */
class CollectionTest {

    private static final ResourceKind KIND = ResourceKind.KEY_PAIR;
    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");
    private static final Scope OTHER = Scope.of("222222222222", "eu-central-1");

    @Test
    void ofAResourceThatIsListedTwiceTheLastCounts() {
        // given
        List<Resource<KeyPair>> listed = List.of(key("b", SCOPE, 1), key("a", SCOPE, 2), key("b", SCOPE, 3));

        // when
        Collection<KeyPair> collection = new Collection.Complete<>(listed);

        // then
        assertThat(collection.resources()).containsExactly(key("a", SCOPE, 2), key("b", SCOPE, 3));
    }

    /** Ids of which one begins as another does, of two accounts, and ARNs that do not follow from the id. */
    @Property(tries = 300)
    void isAMapByArn(@ForAll @Size(max = 20) List<@IntRange(max = 17) Integer> numbers) {
        List<Resource<KeyPair>> listed = IntStream.range(0, numbers.size())
                .mapToObj(at -> any(numbers.get(at), at))
                .toList();
        Map<String, Resource<KeyPair>> byArn = new TreeMap<>();
        listed.forEach(resource -> byArn.put(resource.arn(), resource));

        List<Resource<KeyPair>> distinct = new Collection.Complete<>(listed).resources();

        assertThat(distinct).containsExactlyElementsOf(byArn.values());
    }

    private static Resource<KeyPair> any(int number, int at) {
        String id = "a".repeat(1 + number % 3);
        Scope scope = number % 2 == 0 ? SCOPE : OTHER;
        String given = number / 6 == 2 ? "arn:aws:given:" + id : scope.arn(KIND, id);
        return key(given, id, scope, at);
    }

    private static Resource<KeyPair> key(String id, Scope scope, int at) {
        return key(scope.arn(KIND, id), id, scope, at);
    }

    /** @param at makes it other than those with the same ARN */
    private static Resource<KeyPair> key(String arn, String id, Scope scope, int at) {
        return new Resource<>(arn, KIND, scope, id, null, Map.of(), new KeyPair("key " + at, "rsa", null, null));
    }
}
