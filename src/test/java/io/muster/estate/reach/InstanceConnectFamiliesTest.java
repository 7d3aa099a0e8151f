package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** By an Instance Connect Endpoint to SSH of a host: no packet changes its family on the way. */
class InstanceConnectFamiliesTest extends InstanceConnectWays {

    private static final String IPV4 = "0.0.0.0/0";
    private static final String IPV6 = "::/0";
    private static final MadeInterface DUAL = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .privateIps("10.0.2.10")
            .ipv6("2001:db8:0:2::10")
            .groups("sg-b");

    static Stream<Arguments> ways() {
        return Stream.of(
                row("out by IPv6 and in by IPv4", DUAL, NO, "no rule of sg-", keeping("dualstack", IPV6, IPV4)),
                row("out by IPv4 and in by IPv6", DUAL, NO, "no rule of sg-", keeping("dualstack", IPV4, IPV6)),
                row("out and in by IPv6", DUAL, YES, "::/0", keeping("dualstack", IPV6, IPV6)),
                row("where the type is not told", DUAL, YES, "::/0", keeping(null, IPV6, IPV6)),
                row("by one of IPv6", DUAL, YES, "::/0", keeping("ipv6", IPV6, IPV6)),
                row("by one of IPv4", DUAL, NO, "no rule of sg-eice", keeping("ipv4", IPV6, IPV6)),
                row("by one of IPv6 to a host of IPv4", B, NO, "no address of eni-b", keeping("ipv6", IPV6, IPV4)),
                row("by one that hides the client", DUAL, YES, "::/0", hiding("dualstack")),
                row("by one of IPv4 that hides the client", DUAL, NO, "no rule of sg-eice", hiding("ipv4")));
    }

    private static Arguments row(
            String trap, MadeInterface host, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        return argumentSet(trap, host, expected, why, parts);
    }

    private static Map<String, Estates.Made<?>> keeping(String type, String out, String in) {
        return network(
                "eice",
                GuardedWaysTest.endpoint("vpc-1", "create-complete", true, type),
                "out",
                group("sg-eice").out("-1", null, null, out),
                "groupB",
                group("sg-b").in("tcp", 22, 22, in));
    }

    /** With groups that let IPv6 alone pass. */
    private static Map<String, Estates.Made<?>> hiding(String type) {
        return network(
                "eice",
                GuardedWaysTest.endpoint("vpc-1", "create-complete", false, type),
                "own",
                eni("eni-e")
                        .status("in-use")
                        .in("subnet-1")
                        .privateIps("10.0.1.99")
                        .ipv6("2001:db8:0:1::99")
                        .groups("sg-eice"),
                "table",
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("2001:db8::/56", "local")),
                "out",
                group("sg-eice").out("-1", null, null, IPV6),
                "groupB",
                group("sg-b").in("tcp", 22, 22, IPV6));
    }
}
