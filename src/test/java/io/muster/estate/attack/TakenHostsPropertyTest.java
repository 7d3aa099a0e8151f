package io.muster.estate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Against a search that tries every pair of instances, forwards from those that the internet reaches. */
class TakenHostsPropertyTest {

    @Property(tries = 500)
    void tellsOfAllHostsThatAreTaken(@ForAll long seed) {
        // given
        Estate estate = LateralWaysPropertyTest.world(new Random(seed)).build();

        // when
        AttackPaths search = AttackPaths.in(estate, Map.of());
        List<OfferedHost> held = search.hosts().among(search.instances());

        // then
        Map<String, Integer> expected = AttackPathOracle.taken(estate);
        assertThat(held.stream()
                        .collect(Collectors.toMap(host -> host.instance().resourceId(), TakenHostsPropertyTest::hops)))
                .isEqualTo(expected);
        assertThat(held).allMatch(OfferedHost::certain);
        assertThat(search.hosts().isComplete()).isTrue();
        collect(expected);
    }

    /** Each number of hops is taken in some of the estates. */
    private static void collect(Map<String, Integer> taken) {
        for (int hops = 0; hops <= LateralPaths.HOPS; hops++) {
            Statistics.label(hops + " hops")
                    .collect(taken.containsValue(hops))
                    .coverage(coverage -> coverage.check(true).count(number -> number > 0));
        }
    }

    /** Each instance on the way is a step, and is behind the interface or load balancer by which the internet gets in. */
    private static int hops(OfferedHost host) {
        long instances = host.steps().stream()
                .filter(step -> step.kind() == ResourceKind.INSTANCE)
                .count();
        return (int) instances - 1;
    }
}
