package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which resources events may be about. */
class ConcernedResourcesTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");

    @Test
    void thoseThatAreNamed() {
        ConcernedResources concerned = new ConcernedResources(Set.of("key-1"), Set.of(ResourceKind.KEY_PAIR), Set.of());

        assertThat(concerned.meaning().test(key("key-1"))).isTrue();
        assertThat(concerned.meaning().test(key("key-2"))).isFalse();
    }

    @Test
    void anyOfAKindOfWhichAnEventNamedNoneWhateverOthersNamed() {
        ConcernedResources concerned =
                new ConcernedResources(Set.of("key-1"), Set.of(ResourceKind.KEY_PAIR), Set.of(ResourceKind.KEY_PAIR));

        assertThat(concerned.meaning().test(key("key-2"))).isTrue();
    }

    @Test
    void noneOfAKindThatIsReadAsAWholeWhereEachEventNamedItsOwn() {
        Set<String> volume = Set.of("vol-0123456789abcdef0");

        assertThat(new ConcernedResources(volume, Set.of(ResourceKind.KEY_PAIR), Set.of(ResourceKind.VOLUME))
                        .meaning()
                        .test(key("key-2")))
                .isFalse();
    }

    private static Resource<KeyPair> key(String id) {
        return new Resource<>(
                SCOPE.arn(ResourceKind.KEY_PAIR, id),
                ResourceKind.KEY_PAIR,
                SCOPE,
                id,
                id,
                Map.of(),
                new KeyPair(id, "rsa", null, null));
    }
}
