package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Reachable.NO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways from host A to SSH of another, with the hop that says why: each subject has them in a static method {@code traps}. */
abstract class LateralWays {

    static Arguments row(String trap, MadeInterface to, Reachable expected, String why, Object... changes) {
        return argumentSet(trap, to, expected, why, network(changes));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void theHopThatDecidesIsNamed(
            MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts)).ask(host(A), host(to), SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
        assertThat(outcome.blocking() != null).isEqualTo(expected == NO);
    }
}
