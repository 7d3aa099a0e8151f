package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.publicTable;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** From and to addresses of every sort. */
class BoundaryAddressesTest extends BoundaryNetworks {

    static Stream<Arguments> networks() {
        ServiceRange ssh = services("tcp", 22);
        return Stream.of(
                into(
                        "a group that admits the one client",
                        YES,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").in("tcp", 22, 22, "8.8.8.8/32"))),
                into(
                        "a list of the other family",
                        NO,
                        ssh,
                        CLIENT,
                        Network.with(
                                admitting(group("sg-1").inFromList("tcp", 22, 22, "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "six", Estates.ACCOUNT, "2001:db8::/32"))),
                into(
                        "a stale reference to a group of a peered VPC",
                        NO,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").inFromForeign("sg-x", Estates.OTHER_ACCOUNT, "deleted"))),
                into(
                        "a reference to a group of a peered VPC",
                        NO,
                        ssh,
                        CLIENT,
                        admitting(group("sg-1").inFromForeign("sg-x", Estates.OTHER_ACCOUNT, "active"))),
                into(
                        "an Elastic IP address of the second private address",
                        YES,
                        ssh,
                        CLIENT,
                        "a",
                        a().privateIps("10.0.1.10", "10.0.1.11")
                                .publicIps("52.0.0.9")
                                .addresses(
                                        address("10.0.1.10", true),
                                        address("10.0.1.11", false, "publicIp", "52.0.0.9"))),
                into(
                        "an address of a carrier",
                        NO,
                        ssh,
                        CLIENT,
                        "a",
                        a().publicIps("155.0.0.9").addresses(address("10.0.1.10", true, "carrierIp", "155.0.0.9"))),
                into(
                        "an address of an Outpost",
                        NO,
                        ssh,
                        CLIENT,
                        "a",
                        a().publicIps("155.0.0.9")
                                .addresses(address("10.0.1.10", true, "customerOwnedIp", "155.0.0.9"))),
                into("an internet gateway of another VPC", NO, ssh, CLIENT, "gateway", gateway("igw-1", "vpc-7")),
                into(
                        "a route for global IPv6 alone",
                        YES,
                        ssh,
                        "2001:4860::8/128",
                        "a",
                        a().ipv6("2600:1f00:0:1::10"),
                        "publicTable",
                        publicTable(route("2000::/3", "igw-1"))),
                into(
                        "IPv6 where the group admits IPv4",
                        NO,
                        ssh,
                        "2001:4860::8/128",
                        Network.with(
                                admitting(group("sg-1").in("tcp", 22, 22, "0.0.0.0/0")),
                                "a",
                                a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "ICMPv6",
                        YES,
                        services("icmpv6", null),
                        "2001:4860::8/128",
                        Network.with(
                                admitting(group("sg-1").in("58", -1, -1, "::/0")), "a", a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "ICMPv6 where ICMP is admitted",
                        NO,
                        services("icmpv6", null),
                        "2001:4860::8/128",
                        Network.with(
                                admitting(group("sg-1").in("1", -1, -1, "::/0")), "a", a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "ICMP where ICMPv6 is admitted",
                        NO,
                        services("icmp", null),
                        CLIENT,
                        Network.with(admitting(group("sg-1").in("58", -1, -1, "0.0.0.0/0")))),
                into(
                        "an interface that is attached to nothing",
                        NO,
                        ssh,
                        CLIENT,
                        "a",
                        a().status("available").publicIps("52.0.0.1").of(null)),
                into(
                        "an instance without a group",
                        NO,
                        ssh,
                        CLIENT,
                        "a",
                        a().groups().publicIps("52.0.0.1")),
                into("from this network", NO, ssh, "0.0.0.0/32"),
                into("from a reserved address", NO, ssh, "240.0.0.1/32"),
                into("from an address of documentation", NO, ssh, "192.0.2.1/32"),
                into("from a link-local address", NO, ssh, "169.254.1.1/32"),
                into("from a loopback address", NO, ssh, "127.0.0.1/32"),
                into("from a multicast address", NO, ssh, "224.0.0.5/32"),
                into(
                        "from an IPv6 address of documentation",
                        NO,
                        ssh,
                        "2001:db8::1/128",
                        "a",
                        a().ipv6("2600:1f00:0:1::10")));
    }
}
