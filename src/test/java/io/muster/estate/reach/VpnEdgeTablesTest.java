package io.muster.estate.reach;

import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The route table of a virtual private gateway may have what comes in from a VPN connection inspected, answers included. */
class VpnEdgeTablesTest {

    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.1/32"));

    @ParameterizedTest
    @MethodSource
    void nothingIsCertainBehindAnAppliance(Estates.Made<?> edge, Reachable expected) {
        Questions questions = Questions.of(estate(edge));

        assertThat(questions.ask(OFFICE, host(B), SSH).reachable()).isEqualTo(expected);
        assertThat(questions.ask(host(A), OFFICE, SSH).reachable()).isEqualTo(expected);
    }

    static Stream<Arguments> nothingIsCertainBehindAnAppliance() {
        return Stream.of(
                Arguments.of(edgeTable("rtb-e", "igw-1", route("10.0.0.0/16", "eni-9")), YES),
                Arguments.of(edgeTable("rtb-e", "vgw-1", route("10.0.0.0/16", "local")), YES),
                Arguments.of(edgeTable("rtb-e", "vgw-1", route("10.0.2.0/24", "eni-9")), UNKNOWN),
                Arguments.of(edgeTable("rtb-e", "vgw-1", route("10.0.2.0/24", "vpce-9")), UNKNOWN),
                Arguments.of(edgeTable("rtb-e", "vgw-1", blackhole("10.0.2.0/24", "eni-9")), UNKNOWN));
    }

    @Test
    void atATableThatWasNotReadNothingIsCertain() {
        Estate estate = Estates.unread(estate(edgeTable("rtb-e", "igw-1")), ResourceKind.ROUTE_TABLE, "rtb-e");

        assertThat(Questions.of(estate).ask(OFFICE, host(B), SSH).reachable()).isEqualTo(UNKNOWN);
    }

    private static Estate estate(Estates.Made<?> edge) {
        Estates.Made<?> table =
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("192.168.0.0/16", "vgw-1"));
        return Hosts.estate(
                Hosts.network(Network.with(QuestionsTest.behind(table, "192.168.0.0/16", "available"), "edge", edge)));
    }
}
