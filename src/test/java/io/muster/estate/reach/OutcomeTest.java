package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static Outcome outcome(Reachable reachable, List<Reachable> asked) {
        asked.add(reachable);
        Hop hop = new Hop("eni-1", ResourceKind.NETWORK_INTERFACE, "");
        return switch (reachable) {
            case YES -> Outcome.open(hop);
            case NO -> Outcome.blocked(hop);
            case UNKNOWN -> Outcome.unknown("");
        };
    }

    private static Outcome open(int port, String... sources) {
        Traffic traffic = Traffic.of(ServiceRange.ports(ServiceRange.TCP, port, port), CidrSet.parse(sources));
        return Outcome.open(new Hop("eni-" + port, ResourceKind.NETWORK_INTERFACE, ""))
                .with(traffic, traffic);
    }

    @Test
    void whatGetsThroughByAnyIsAdmitted() {
        // given
        Outcome first = open(22, "10.0.0.0/8");
        List<Outcome> all = List.of(
                Outcome.unknown("a cell"),
                first,
                open(80, "10.1.0.0/16"),
                open(22, "192.168.0.0/16"),
                outcome(Reachable.NO, new ArrayList<>()));

        // when
        Outcome together = Outcome.together(all).orElseThrow();

        // then
        assertThat(together.reachable()).isEqualTo(Reachable.YES);
        assertThat(together.hops()).isEqualTo(first.hops());
        assertThat(together.admitted())
                .isEqualTo(Traffic.unionOf(List.of(
                        open(22, "10.0.0.0/8", "192.168.0.0/16").admitted(),
                        open(80, "10.1.0.0/16").admitted())));
        assertThat(together.possible()).isEqualTo(together.admitted());
    }

    @ParameterizedTest
    @CsvSource({"NO YES NO YES, YES, 2", "NO UNKNOWN YES, YES, 3", "NO UNKNOWN NO, UNKNOWN, 3", "NO NO, NO, 2"})
    void noneIsAskedAfterTheFirstThatGetsThrough(String all, Reachable expected, int count) {
        // given
        List<Reachable> asked = new ArrayList<>();
        Stream<Outcome> outcomes = Stream.of(all.split(" ", -1)).map(word -> outcome(Reachable.valueOf(word), asked));

        // when
        Outcome best = Outcome.best(outcomes).orElseThrow();

        // then
        assertThat(best.reachable()).isEqualTo(expected);
        assertThat(asked).hasSize(count);
    }
}
