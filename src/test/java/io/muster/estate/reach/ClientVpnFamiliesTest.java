package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Client VPN endpoints with routes of both address families, of which they carry one or both.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/what-is.html">AWS Client VPN Administrator Guide, IP address types</a>
 */
class ClientVpnFamiliesTest {

    private static Estates.Made<?> vpn(String carried, String authorized) {
        return Made.of(
                "cvpn-endpoint-1",
                Parts.of(
                        ClientVpnEndpoint.class,
                        "vpcId",
                        "vpc-1",
                        "securityGroupIds",
                        List.of("sg-vpn"),
                        "authentications",
                        List.of(),
                        "authorizationRules",
                        List.of(rule("10.0.0.0/16"), rule(authorized)),
                        "routes",
                        List.of(route("10.0.0.0/16"), route("2600:1f18:1::/56")),
                        "targetNetworks",
                        List.of(new ClientVpnTargetNetwork("subnet-1", "vpc-1", "associated", List.of())),
                        "trafficIpAddressType",
                        carried));
    }

    private static ClientVpnAuthorizationRule rule(String destination) {
        return Parts.of(
                ClientVpnAuthorizationRule.class, "destination", destination, "accessAll", true, "state", "active");
    }

    private static ClientVpnRoute route(String destination) {
        return new ClientVpnRoute(destination, "subnet-1", "add-route", "active");
    }

    /** To an interface with an IPv4 address that nobody admits, and to one with IPv6 alone. */
    @ParameterizedTest
    @CsvSource({
        "dual-stack, 2600:1f18:1::/56, true,  UNKNOWN, as whom cvpn-endpoint-1 shows devices over IPv6",
        "dual-stack, 2600:1f18:2::/56, true,  NO,      no rule of",
        "ipv6,       2600:1f18:1::/56, true,  UNKNOWN, as whom cvpn-endpoint-1 shows devices over IPv6",
        "ipv4,       2600:1f18:1::/56, true,  NO,      no rule of",
        ",           2600:1f18:1::/56, true,  NO,      no rule of",
        "dual-stack, 2600:1f18:1::/56, false, UNKNOWN, as whom cvpn-endpoint-1 shows devices over IPv6",
        "dual-stack, 2600:1f18:2::/56, false, NO,      no authorization rule",
        "ipv4,       2600:1f18:1::/56, false, NO,      it carries no traffic of the address's family",
        "new,        2600:1f18:1::/56, true,  UNKNOWN, 'an authorization rule, route or network'"
    })
    void leadToAddresses(String carried, String authorized, boolean both, Reachable expected, String why) {
        // given
        MadeInterface host = eni("eni-b")
                .of("i-b")
                .in("subnet-2")
                .privateIps(both ? new String[] {"10.0.2.10"} : new String[0])
                .ipv6("2600:1f18:1:1::5")
                .groups("sg-b");
        Map<String, Estates.Made<?>> parts = network(
                "outOfVpn",
                group("sg-vpn").out("-1", null, null, "0.0.0.0/0"),
                "vpn",
                vpn(carried, authorized),
                "groupB",
                group("sg-b").in("tcp", 443, 443, "10.0.0.0/16"));

        // when
        List<GuardedWay> ways = GuardedWays.of(Hosts.estate(parts)).to(host.resource(), SSH);

        // then
        assertThat(ways).singleElement().satisfies(way -> {
            assertThat(way.outcome().reachable()).isEqualTo(expected);
            assertThat(way.toString()).contains(why);
        });
    }
}
