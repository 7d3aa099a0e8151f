package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which resources events may be about. */
class ConcernedTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");
    private static final Set<String> MANY = IntStream.range(0, Concerned.MOST_NAMED)
            .mapToObj(number -> "key-%017x".formatted(number))
            .collect(Collectors.toSet());

    @Test
    void thoseThatAreNamed() {
        Concerned concerned = new Concerned(Set.of("key-1"), Set.of(ResourceKind.KEY_PAIR));

        assertThat(concerned.meaning().test(key("key-1"))).isTrue();
        assertThat(concerned.meaning().test(key("key-2"))).isFalse();
    }

    @Test
    void whereNamesWereLeftOutAnyOfTheKindsThatAreReadAsAWhole() {
        assertThat(new Concerned(MANY, Set.of(ResourceKind.KEY_PAIR)).meaning().test(key("key-2")))
                .isTrue();
        assertThat(new Concerned(MANY, Set.of(ResourceKind.VOLUME)).meaning().test(key("key-2")))
                .isFalse();
        Set<String> fewer = new HashSet<>(MANY);
        fewer.remove(MANY.iterator().next());
        assertThat(new Concerned(fewer, Set.of(ResourceKind.KEY_PAIR)).meaning().test(key("key-2")))
                .isFalse();
    }

    @Test
    void whereNoneOfAKindIsNamedAnyOfThoseThatAreReadAsAWhole() {
        Set<String> volume = Set.of("vol-0123456789abcdef0");

        assertThat(new Concerned(volume, Set.of(ResourceKind.KEY_PAIR))
                        .meaning()
                        .test(key("key-2")))
                .isTrue();
        assertThat(new Concerned(volume, Set.of(ResourceKind.VOLUME)).meaning().test(key("key-2")))
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
