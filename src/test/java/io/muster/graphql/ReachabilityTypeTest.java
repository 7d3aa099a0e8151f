package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.reach.Hop;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTypeTest {

    /** The internet has no private addresses. */
    @ParameterizedTest
    @CsvSource({"false, 10.1.0.0/16 52.0.0.1/32", "true, 52.0.0.1/32"})
    void theSourcesAreShown(boolean internet, String expected) {
        // given
        Traffic admitted =
                Traffic.of(ServiceRange.asked("tcp", 22).orElseThrow(), CidrSet.parse("10.1.0.0/16", "52.0.0.1"));
        Outcome outcome = new Outcome(
                Reachable.YES,
                admitted,
                admitted,
                List.of(new Hop("sg-1", ResourceKind.SECURITY_GROUP, "rule sgr-1")),
                null,
                Set.of(),
                Set.of());

        // when
        ReachabilityType told = ReachabilityType.of(outcome, List.of(), internet);

        // then
        assertThat(told.admitted())
                .extracting(ExposedPortsType::sources)
                .containsExactly(List.of(expected.split(" ", -1)));
    }
}
