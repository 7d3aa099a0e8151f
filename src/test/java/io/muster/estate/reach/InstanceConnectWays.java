package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.SSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judgement of the one way by an Instance Connect Endpoint to SSH of a host, by the rows of each test. */
abstract class InstanceConnectWays {

    @ParameterizedTest
    @MethodSource("ways")
    void aWayIsOpenForThoseWhoMayOpenTunnels(
            MadeInterface host, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        List<GuardedWay> ways = GuardedWays.of(Hosts.estate(parts)).to(host.resource(), SSH);

        assertThat(ways).singleElement().satisfies(way -> {
            assertThat(way.outcome().reachable()).as("%s", way).isEqualTo(expected);
            assertThat(way.toString()).contains(why);
        });
    }
}
