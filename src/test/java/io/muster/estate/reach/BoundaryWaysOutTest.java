package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Out of the VPC, and to addresses that no router hands on. */
class BoundaryWaysOutTest extends BoundaryNetworks {

    static Stream<Arguments> networks() {
        ServiceRange https = services("tcp", 443);
        return Stream.of(
                leaving(
                        "to the port that the group lets out",
                        YES,
                        https,
                        "eni-b",
                        CLIENT,
                        admitting(group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"))),
                leaving(
                        "to another port",
                        NO,
                        services("tcp", 80),
                        "eni-b",
                        CLIENT,
                        admitting(group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"))),
                leaving(
                        "to an address of a list",
                        YES,
                        https,
                        "eni-b",
                        CLIENT,
                        Network.with(
                                admitting(group("sg-1").outToList("tcp", "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "x", Estates.ACCOUNT, "8.8.8.0/24"))),
                leaving(
                        "to an address beside the list",
                        NO,
                        https,
                        "eni-b",
                        "9.9.9.9/32",
                        Network.with(
                                admitting(group("sg-1").outToList("tcp", "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "x", Estates.ACCOUNT, "8.8.8.0/24"))),
                leaving("by a group that lets nothing out", NO, https, "eni-b", CLIENT, admitting(group("sg-1"))),
                leaving(
                        "without answers by the ACL",
                        NO,
                        https,
                        "eni-a",
                        CLIENT,
                        filtered(in(100, true, "6", 443, 443, "0.0.0.0/0"), OUT)),
                leaving(
                        "with answers by the ACL",
                        YES,
                        https,
                        "eni-a",
                        CLIENT,
                        filtered(in(100, true, "6", 1024, 65535, "0.0.0.0/0"), OUT)),
                leaving("UDP by a NAT gateway", YES, services("udp", 53), "eni-b", CLIENT),
                leaving("GRE by a NAT gateway", NO, services("47", null), "eni-b", CLIENT),
                leaving("GRE by an internet gateway", YES, services("47", null), "eni-a", CLIENT),
                leaving("to instance metadata", UNKNOWN, services("tcp", 80), "eni-a", "169.254.169.254/32"),
                leaving("to a multicast address", NO, https, "eni-a", "224.0.0.1/32"),
                leaving("to a reserved address", NO, https, "eni-a", "240.0.0.1/32"),
                leaving("to the broadcast address", NO, https, "eni-a", "255.255.255.255/32"),
                leaving("to this network", NO, https, "eni-a", "0.1.2.3/32"),
                leaving("to a reserved address by a NAT gateway", NO, https, "eni-b", "240.0.0.1/32"),
                leaving("to the resolver of the VPC", UNKNOWN, services("udp", 53), "eni-a", "10.0.0.2/32"),
                leaving(
                        "to the resolver, which groups and network ACLs do not filter",
                        UNKNOWN,
                        services("udp", 53),
                        "eni-a",
                        "10.0.0.2/32",
                        mute()),
                leaving(
                        "to the resolver of a range behind another one",
                        UNKNOWN,
                        services("udp", 53),
                        "eni-a",
                        "10.0.0.2/32",
                        behindAnotherRange()),
                leaving("to a port of the resolver that groups filter", NO, https, "eni-a", "10.0.0.2/32", mute()),
                leaving(
                        "to the resolver in a subnet, which groups do not filter",
                        UNKNOWN,
                        services("tcp", 53),
                        "eni-a",
                        "10.0.0.2/32",
                        firstSubnet()),
                leaving(
                        "to another port of the resolver in a subnet",
                        UNKNOWN,
                        https,
                        "eni-a",
                        "10.0.0.2/32",
                        firstSubnet()),
                leaving("to the router of a subnet", NO, https, "eni-a", "10.0.1.1/32"),
                leaving("to an address that AWS may use some day", NO, https, "eni-a", "10.0.1.3/32"),
                leaving("to the broadcast address of a subnet", NO, https, "eni-a", "10.0.1.255/32"),
                leaving("to the first address of hosts", YES, https, "eni-a", "10.0.1.4/32"),
                leaving("to an address beside the resolver", NO, services("udp", 53), "eni-a", "10.0.0.3/32"));
    }

    /** A group that lets nothing out, and a network ACL that neither. */
    private static Object[] mute() {
        return Network.with(admitting(group("sg-1")), filtered());
    }

    private static Object[] firstSubnet() {
        return new Object[] {"first", SmallVpc.subnet("subnet-0", "vpc-1", "10.0.0.0/24", null, SmallVpc.ZONE)};
    }

    /** The VPC has a range before the other, which both are one interval. */
    private static Object[] behindAnotherRange() {
        return Network.with(
                firstSubnet(),
                "vpc",
                Made.of(
                        "vpc-1",
                        Parts.of(
                                Vpc.class,
                                "cidrBlocks",
                                List.of("9.255.0.0/16", "10.0.0.0/16"),
                                "ipv6CidrBlocks",
                                List.of("2600:1f00::/56"),
                                "ownerId",
                                Estates.ACCOUNT)));
    }
}
