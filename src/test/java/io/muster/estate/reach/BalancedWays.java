package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Reachable.NO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From host A to port 22 of another through load balancers: each subject has the ways in a static method {@code paths}, and in
 * {@code unread} those of which a part was not read. A way that leads nowhere leaves the hop that stops the direct one.
 */
abstract class BalancedWays {

    static Arguments row(
            String trap, MadeInterface to, Reachable expected, String missing, ResourceKind kind, Object... changes) {
        return argumentSet(trap, to, expected, missing, kind, Hosts.network(changes));
    }

    @ParameterizedTest
    @MethodSource("unread")
    void anUnreadKindLeavesTheAnswerUnknown(
            MadeInterface to,
            Reachable expected,
            String missing,
            ResourceKind kind,
            Map<String, Estates.Made<?>> parts) {
        Estates made = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(A, to);
        Estate estate = (kind == null ? made : made.without(kind)).build();

        Outcome outcome = Questions.of(estate).ask(host(A), host(to), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.missing().toString()).contains(missing);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void thePathIsFoundWithItsReason(
            MadeInterface to, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(A, to)
                .build();

        Outcome outcome = Questions.of(estate).ask(host(A), host(to), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(expected == NO ? outcome.blocking().why() : outcome.toString())
                .contains(why);
    }
}
