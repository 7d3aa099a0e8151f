package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactTagsTest {

    @Property(tries = 300)
    void isTheMapThatItWasMadeOf(@ForAll @Size(max = 6) Map<String, String> tags, @ForAll String key) {
        TreeMap<String, String> sorted = new TreeMap<>(tags);

        Map<String, String> compact = CompactTags.of(sorted, UnaryOperator.identity());

        assertThat(compact).isEqualTo(sorted).hasSameHashCodeAs(sorted).hasSize(sorted.size());
        assertThat(compact.entrySet()).containsExactlyElementsOf(sorted.entrySet());
        assertThat(compact.get(key)).isEqualTo(sorted.get(key));
        assertThat(compact.keySet()).allSatisfy(known -> {
            assertThat(compact).containsKey(known);
            assertThat(compact.get(known)).isEqualTo(sorted.get(known));
        });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCOUNT_SETTINGS")
    void aResourceIsTheSameWithSharedParts(ResourceKind kind) {
        Resource<?> resource = Filled.resource(kind, Scope.of("111122223333", "eu-west-1"));

        assertThat(Shared.of(resource)).isEqualTo(resource);
    }
}
