package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.CellState;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which resources events may be about. */
class ConcernedResourcesTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");
    private static final String VOLUME = "vol-0123456789abcdef0";
    private static final ConcernedResources VOLUMES = new ConcernedResources(Set.of(VOLUME), Set.of(), Set.of());

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

    @Test
    void areReadAloneWhereTheLastListingReadThem() {
        assertThat(idsWhere(Unread.nothing())).containsExactly(VOLUME);
        assertThat(idsWhere(Unread.only(Set.of(SCOPE.arn(ResourceKind.VOLUME, "vol-2")))))
                .containsExactly(VOLUME);
    }

    @Test
    void areReadWithAllOfTheirKindWhereTheLastListingDidNotReadThem() {
        assertThat(idsWhere(Unread.everythingElse())).isEmpty();
        assertThat(idsWhere(Unread.only(Set.of(SCOPE.arn(ResourceKind.VOLUME, VOLUME)))))
                .isEmpty();
        assertThat(VOLUMES.ids(ResourceKind.VOLUME, SCOPE, null))
                .as("never listed")
                .isEmpty();
    }

    private static Set<String> idsWhere(Unread unread) {
        return VOLUMES.ids(ResourceKind.VOLUME, SCOPE, new CellState(unread, null, false, 1));
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
