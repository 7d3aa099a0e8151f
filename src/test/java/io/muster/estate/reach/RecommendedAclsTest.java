package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.propagated;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.SmallVpc.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The network ACLs that AWS recommended for VPCs of its wizard, and those of an example of terraform-aws-modules/terraform-aws-vpc, with groups that let
 * everything through: host A is the public one, host B the private one.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html">Control subnet traffic with network access control lists</a>
 * @see <a href="https://github.com/terraform-aws-modules/terraform-aws-vpc/tree/master/examples/network-acls">The example</a>
 */
class RecommendedAclsTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String PUBLIC = "10.0.1.0/24";
    private static final String PRIVATE = "10.0.2.0/24";
    private static final String HOME = "172.31.1.0/24";

    private static NetworkAclEntry tcpIn(int number, int from, int to, String cidr) {
        return in(number, true, "6", from, to, cidr);
    }

    private static NetworkAclEntry tcpOut(int number, int from, int to, String cidr) {
        return out(number, true, "6", from, to, cidr);
    }

    private static Estates.Made<?> publicAcl() {
        return acl(
                "acl-1",
                List.of("subnet-1"),
                tcpIn(100, 80, 80, ANY),
                tcpIn(110, 443, 443, ANY),
                tcpIn(120, 22, 22, HOME),
                tcpIn(140, 1024, 65535, ANY),
                tcpOut(100, 80, 80, ANY),
                tcpOut(110, 443, 443, ANY),
                tcpOut(120, 1433, 1433, PRIVATE),
                tcpOut(140, 32768, 65535, ANY),
                tcpOut(150, 22, 22, PRIVATE));
    }

    @ParameterizedTest(name = "{0} to {1}, {2} {3}")
    @CsvSource({
        "internet, eni-a, tcp, 80, YES",
        "internet, eni-a, tcp, 22, NO",
        "internet, eni-a, tcp, 8080, YES",
        "internet, eni-a, udp, 5000, NO",
        "internet, eni-b, tcp, 1433, NO",
        "eni-a, eni-b, tcp, 1433, YES",
        "eni-a, eni-b, tcp, 22, YES",
        "eni-a, eni-b, tcp, 3306, NO",
        "eni-a, eni-b, tcp, 80, NO",
        "eni-b, eni-a, tcp, 80, YES",
        "eni-b, eni-a, tcp, 22, NO",
        "eni-a, 8.8.8.8, tcp, 443, YES",
        "eni-a, 8.8.8.8, tcp, 25, NO",
        "eni-b, 8.8.8.8, tcp, 443, YES",
        "eni-b, 8.8.8.8, tcp, 22, NO",
        "eni-b, 8.8.8.8, tcp, 8080, NO",
    })
    void withNatGateway(String from, String to, String protocol, int port, Reachable expected) {
        Estates.Made<?> privateAcl = acl(
                "acl-2",
                List.of("subnet-2"),
                tcpIn(100, 1433, 1433, PUBLIC),
                tcpIn(120, 22, 22, PUBLIC),
                tcpIn(140, 1024, 65535, ANY),
                tcpOut(100, 80, 80, ANY),
                tcpOut(110, 443, 443, ANY),
                tcpOut(120, 32768, 65535, PUBLIC));

        check(from, to, protocol, port, expected, "publicAcl", publicAcl(), "privateAcl", privateAcl);
    }

    @ParameterizedTest(name = "{0} to {1}, {2} {3}")
    @CsvSource({
        "172.31.1.9, eni-b, tcp, 22, YES",
        "172.31.1.9, eni-b, tcp, 80, NO",
        "172.31.1.9, eni-b, tcp, 8080, YES",
        "172.31.1.9, eni-a, tcp, 22, NO",
        "eni-b, 172.31.1.9, tcp, 443, YES",
        "eni-b, 172.31.1.9, udp, 53, NO",
        "eni-b, 172.31.2.9, tcp, 443, NO",
        "eni-b, 8.8.8.8, tcp, 443, NO",
        "eni-a, eni-b, tcp, 1433, YES",
        "eni-a, 172.31.1.9, tcp, 443, NO",
        "eni-b, eni-a, tcp, 80, NO",
    })
    void withVpn(String from, String to, String protocol, int port, Reachable expected) {
        Estates.Made<?> privateAcl = acl(
                "acl-2",
                List.of("subnet-2"),
                tcpIn(100, 1433, 1433, PUBLIC),
                tcpIn(120, 22, 22, HOME),
                tcpIn(140, 1024, 65535, ANY),
                out(100, true, "-1", null, null, HOME),
                tcpOut(110, 32768, 65535, PUBLIC));

        check(
                from,
                to,
                protocol,
                port,
                expected,
                "publicAcl",
                publicAcl(),
                "privateAcl",
                privateAcl,
                "privateTable",
                mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), propagated(HOME, "vgw-1")),
                "vpnGateway",
                VpnParts.gateway("vpc-1"),
                "vpn",
                VpnParts.routing(HOME));
    }

    @ParameterizedTest(name = "{0} to {1}, {2} {3}")
    @CsvSource({
        "internet, eni-a, tcp, 80, YES",
        "internet, eni-a, tcp, 8080, YES",
        "internet, eni-a, tcp, 21, NO",
        "eni-a, 8.8.8.8, tcp, 443, YES",
        "eni-a, 8.8.8.8, tcp, 22, NO",
        "eni-a, 8.8.8.8, tcp, 8080, NO",
        "eni-a, 8.8.8.8, tcp, 40000, YES",
        "eni-a, 8.8.8.8, udp, 53, NO",
        "eni-b, 8.8.8.8, tcp, 443, YES",
        "eni-b, 8.8.8.8, tcp, 8443, NO",
        "eni-a, eni-b, tcp, 22, NO",
        "eni-b, eni-a, tcp, 22, YES",
        "eni-b, eni-a, tcp, 1023, NO",
    })
    void ofTerraform(String from, String to, String protocol, int port, Reachable expected) {
        Estates.Made<?> acl = acl(
                "acl-1",
                List.of("subnet-1"),
                tcpIn(100, 80, 80, ANY),
                tcpIn(110, 443, 443, ANY),
                tcpIn(120, 22, 22, ANY),
                tcpIn(900, 1024, 65535, ANY),
                tcpOut(100, 80, 80, ANY),
                tcpOut(110, 443, 443, ANY),
                tcpOut(120, 1433, 1433, "10.0.100.0/22"),
                tcpOut(130, 22, 22, "10.0.100.0/22"),
                tcpOut(900, 32768, 65535, ANY));

        check(from, to, protocol, port, expected, "publicAcl", acl);
    }

    private static void check(
            String from, String to, String protocol, int port, Reachable expected, Object... changes) {
        Map<String, Estates.Made<?>> parts = network(Network.with(
                changes, "group", group("sg-1").in("-1", null, null, ANY).out("-1", null, null, ANY)));
        Estate estate = Hosts.estate(parts);

        Outcome outcome = Questions.of(estate)
                .ask(
                        end(estate, from),
                        end(estate, to),
                        ServiceRange.asked(protocol, port).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static Endpoint end(Estate estate, String side) {
        if (side.equals("internet")) {
            return new Endpoint.Everyone();
        }
        return side.startsWith("eni-") ? ReachCase.host(estate, side) : SmallVpc.range(side);
    }
}
