package io.muster.estate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Extent;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Where a kind was not read, no attack path is found that there is not, and none is lost without a word. */
class UnreadKindsPropertyTest {

    /** The shortest way leads over a load balancer, which is cut, and a longer one over others. */
    @Example
    void aLongerWayMayBeLeft() {
        aCutListingHidesNoPath(993555523494042662L);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aCutListingHidesNoPath(@ForAll long seed) {
        Random random = new Random(seed);
        AttackPaths.Found whole = AttackPaths.of(world(seed).build());
        Set<String> paths = paths(whole);
        for (ResourceKind kind : AttackPaths.KINDS.stream().sorted().toList()) {
            boolean partly = random.nextBoolean();

            AttackPaths.Found left = AttackPaths.of(cut(seed, kind, partly, random));

            assertThat(left.paths())
                    .filteredOn(AttackPath::certain)
                    .as("seed %s without %s, partly %s", seed, kind, partly)
                    .allMatch(path -> whole.paths().stream().anyMatch(shortest -> isWayOf(path, shortest)));
            if (left.missing().isEmpty()) {
                assertThat(left.paths().stream().map(AttackPathOracle::word).collect(Collectors.toSet()))
                        .as("seed %s without %s, partly %s, certain or not", seed, kind, partly)
                        .containsAll(paths);
            }
        }
    }

    private static Estates world(long seed) {
        return LateralWaysPropertyTest.world(new Random(seed));
    }

    /** The shortest way to a prize is told alone: another one may be left. */
    private static boolean isWayOf(AttackPath path, AttackPath shortest) {
        return shortest.certain()
                && shortest.entry().arn().equals(path.entry().arn())
                && shortest.prize() == path.prize()
                && (shortest.lateral() == path.lateral()
                        || (shortest.lateral() > 0 && shortest.lateral() < path.lateral()));
    }

    /** Those that are certain. */
    private static Set<String> paths(AttackPaths.Found found) {
        return found.paths().stream()
                .filter(AttackPath::certain)
                .map(AttackPathOracle::word)
                .collect(Collectors.toSet());
    }

    private static Estate cut(long seed, ResourceKind kind, boolean partly, Random random) {
        String region = kind.global() ? Scope.GLOBAL : Estates.REGION.region();
        Set<String> lost = world(seed).build().all(kind).stream()
                .filter(one -> random.nextInt(3) > 0)
                .map(Resource::arn)
                .collect(Collectors.toSet());
        return world(seed)
                .reaching(kind, new Extent(Set.of(region), partly, Set.of()))
                .build()
                .with(List.of(), lost, Map.of());
    }
}
