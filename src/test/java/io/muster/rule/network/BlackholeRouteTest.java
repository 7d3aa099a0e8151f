package io.muster.rule.network;

import static io.muster.estate.Made.route;
import static io.muster.estate.Made.routes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlackholeRouteTest {

    private static final Route LOCAL = route("10.0.0.0/16", "local");

    @ParameterizedTest
    @MethodSource
    void judges(Estates.Made<RouteTable> table, String expected) {
        assertThat(Judging.judge(new BlackholeRoute(), table)).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("no routes", routes("rtb-1", List.of()), "PASS"),
                argumentSet("active ones", routes("rtb-1", List.of(), LOCAL, route("0.0.0.0/0", "nat-1")), "PASS"),
                argumentSet("one is gone", routes("rtb-1", List.of(), LOCAL, gone("pcx-1")), "FAIL LOW"),
                argumentSet(
                        "all are gone", routes("rtb-1", List.of("subnet-1"), gone("pcx-1"), gone("tgw-1")), "FAIL LOW"),
                argumentSet("the target is not told", routes("rtb-1", List.of(), gone(null)), "FAIL LOW"),
                argumentSet("no state told", routes("rtb-1", List.of(), LOCAL, state(null)), "UNKNOWN"),
                argumentSet(
                        "no state told, another is gone",
                        routes("rtb-1", List.of(), state(null), gone("pcx-1")),
                        "FAIL LOW"),
                argumentSet(
                        "another account's",
                        Made.of(
                                "rtb-1",
                                new RouteTable(
                                        "vpc-1",
                                        true,
                                        List.of(),
                                        List.of(),
                                        List.of(gone("pcx-1")),
                                        Estates.OTHER_ACCOUNT,
                                        null)),
                        "NOT_APPLICABLE"));
    }

    @Test
    void evidenceNamesTheRoutesThatLeadNowhere() {
        assertThat(Judging.evidence(new BlackholeRoute(), routes("rtb-1", List.of("subnet-1"), LOCAL, gone("pcx-1"))))
                .containsEntry(
                        "routes", List.of(Map.of("destination", "10.9.0.0/16", "target", "pcx-1", "propagated", false)))
                .containsEntry("subnetIds", List.of("subnet-1"));
    }

    private static Route gone(String target) {
        return new Route("10.9.0.0/16", target, null, "blackhole", false, null, null);
    }

    private static Route state(String state) {
        return new Route("10.8.0.0/16", "eni-1", null, state, false, null, null);
    }
}
