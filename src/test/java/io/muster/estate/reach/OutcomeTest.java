package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
