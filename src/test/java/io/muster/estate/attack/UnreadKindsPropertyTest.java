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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Where a kind was not read, no attack path is found that there is not, and none is lost without a word. */
class UnreadKindsPropertyTest {

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void aCutListingHidesNoPath(@ForAll long seed) {
        Random random = new Random(seed);
        Set<String> paths = paths(AttackPaths.of(world(seed).build()));
        for (ResourceKind kind : AttackPaths.KINDS.stream().sorted().toList()) {
            boolean partly = random.nextBoolean();

            AttackPaths.Found left = AttackPaths.of(cut(seed, kind, partly, random));

            assertThat(paths)
                    .as("seed %s without %s, partly %s", seed, kind, partly)
                    .containsAll(paths(left));
            if (left.readable() && left.missing().isEmpty()) {
                assertThat(left.paths().stream().map(AttackPathOracle::word).collect(Collectors.toSet()))
                        .as("seed %s without %s, partly %s, certain or not", seed, kind, partly)
                        .containsAll(paths);
            }
        }
    }

    private static Estates world(long seed) {
        return LateralWaysPropertyTest.world(new Random(seed));
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
