package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalancerNetworkTest {

    private static final CidrSet ONE = CidrSet.parse("10.1.0.0/16");
    private static final CidrSet OTHER = CidrSet.parse("10.2.0.0/16");

    @Test
    void aWayOfSeveralPlacesIsAskedOnce() {
        // given
        Stream<BalancerNetwork> places = Stream.of(
                BalancerNetwork.of(Scope.of("111122223333", "eu-central-1"), ONE, false),
                BalancerNetwork.of(Scope.of("444455556666", "eu-central-1"), ONE, false),
                BalancerNetwork.unknown(OTHER, false, "the load balancers that tgw-1 leads to"),
                BalancerNetwork.unknown(ONE, true, "the owner of vpc-1"),
                BalancerNetwork.unknown(ONE, false, "who carries sg-1").carrying(Set.of("sg-1")));
        List<BalancerNetwork.Way> asked = new ArrayList<>();

        // when
        Stream<String> doubts = BalancerNetwork.doubts(places, way -> {
            asked.add(way);
            return way.equals(new BalancerNetwork.Way(ONE, Set.of(), false));
        });

        // then
        assertThat(doubts)
                .containsExactlyInAnyOrder(
                        "LOAD_BALANCER in eu-central-1 of account 111122223333",
                        "LOAD_BALANCER in eu-central-1 of account 444455556666");
        assertThat(asked).hasSize(4).doesNotHaveDuplicates();
    }
}
