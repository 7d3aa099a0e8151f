package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Between host B and an office behind a virtual private gateway, where the tunnels of its VPN connection may carry the packets of some
 * addresses alone: at the customer's end the local ones, at Amazon's end the remote ones.
 */
class VpnSelectorsTest {

    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));

    @ParameterizedTest(name = "local {0}, remote {1}")
    @CsvSource({
        ",,YES",
        "0.0.0.0/0,0.0.0.0/0,YES",
        "192.168.0.0/16,10.0.2.0/24,YES",
        "192.168.2.0/24,,UNKNOWN",
        ",10.0.1.0/24,UNKNOWN",
    })
    void tunnelsCarryTheirSelectorsAlone(String local, String remote, Reachable expected) {
        // given
        Estate byStaticRoute = office(route("192.168.0.0/16", "vgw-1"), local, remote);
        Estate byPropagation = office(propagated("192.168.0.0/16", "vgw-1"), local, remote);

        for (Estate estate : List.of(byStaticRoute, byPropagation)) {
            // when
            Outcome in = Questions.of(estate).ask(OFFICE, host(B), SSH);
            Outcome out = Questions.of(estate).ask(host(B), OFFICE, SSH);

            // then
            assertThat(in.reachable()).as("%s", in).isEqualTo(expected);
            assertThat(out.reachable()).as("%s", out).isEqualTo(expected);
        }
    }

    private static Estate office(Route route, String local, String remote) {
        return Hosts.estate(network(
                "table",
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route),
                "groupB",
                group("sg-b").in("tcp", 22, 22, "192.168.0.0/16").out("-1", null, null, "0.0.0.0/0"),
                "gatewayOfVpn",
                VpnParts.gateway("vpc-1"),
                "vpn",
                connection(local, remote)));
    }

    private static Estates.Made<?> connection(String local, String remote) {
        return VpnParts.connection(
                "available",
                "localIpv4Cidr",
                local,
                "remoteIpv4Cidr",
                remote,
                "staticRoutes",
                List.of(new VpnStaticRoute("192.168.0.0/16", "available")));
    }
}
