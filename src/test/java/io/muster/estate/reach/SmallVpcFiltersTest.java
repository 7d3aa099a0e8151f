package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through the filters of small networks that are seldom drawn: what AWS documents of each is in the name. */
class SmallVpcFiltersTest {

    private static final String ECHO = "an echo request";
    private static final Endpoint V4 = range("8.8.8.8/32");
    private static final Endpoint V6 = range("2001:4860::8/128");
    private static final NetworkAclEntry ALL_IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(900, true, "-1", null, null, "0.0.0.0/0");

    static Stream<Arguments> filters() {
        return Stream.of(
                row("another port", NO, V4, "tcp 23"),
                row(
                        "a denial before the permission",
                        NO,
                        V4,
                        "tcp 22",
                        publicAcl(in(90, false, "6", 22, 22, "0.0.0.0/0"), ALL_IN, ALL_OUT)),
                row(
                        "a denial behind the permission",
                        YES,
                        V4,
                        "tcp 22",
                        publicAcl(
                                in(90, true, "6", 22, 22, "0.0.0.0/0"),
                                in(91, false, "6", 22, 22, "0.0.0.0/0"),
                                ALL_OUT)),
                row(
                        "a denial of others",
                        YES,
                        V4,
                        "tcp 22",
                        publicAcl(in(90, false, "6", 22, 22, "9.0.0.0/8"), ALL_IN, ALL_OUT)),
                row("no answers", NO, V4, "tcp 22", publicAcl(ALL_IN, out(90, true, "6", 0, 1023, "0.0.0.0/0"))),
                row(
                        "answers to the ports of some clients",
                        YES,
                        V4,
                        "tcp 22",
                        publicAcl(ALL_IN, out(90, true, "6", 32768, 60999, "0.0.0.0/0"))),
                row(
                        "answers by UDP alone",
                        NO,
                        V4,
                        "tcp 22",
                        publicAcl(ALL_IN, out(90, true, "17", null, null, "0.0.0.0/0"))),
                row(
                        "two groups of which one admits",
                        YES,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1"),
                        "group2",
                        group("sg-2").in("6", 22, 22, "8.0.0.0/8"),
                        "a",
                        a().groups("sg-1", "sg-2")),
                row(
                        "a range of ports",
                        YES,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").in("tcp", 20, 25, "0.0.0.0/0")),
                row("all protocols", YES, V4, "tcp 22", "group", group("sg-1").in("-1", null, null, "0.0.0.0/0")),
                row(
                        "private addresses alone",
                        NO,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").in("tcp", 22, 22, "10.0.0.0/8")),
                row(
                        "members of its own group",
                        NO,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").inFromGroup("sg-1")),
                row(
                        "a prefix list that holds the client",
                        YES,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "l", Estates.ACCOUNT, "8.8.0.0/16")),
                row(
                        "a prefix list that does not",
                        NO,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "l", Estates.ACCOUNT, "9.8.0.0/16")),
                row(
                        "rules of the other family",
                        NO,
                        V4,
                        "tcp 22",
                        "group",
                        group("sg-1").in("tcp", 22, 22, "::/0")),
                row(
                        "an echo request where TCP alone is admitted",
                        NO,
                        V4,
                        ECHO,
                        "group",
                        group("sg-1").in("tcp", null, null, "0.0.0.0/0")),
                row("an echo request", YES, V4, ECHO, "group", group("sg-1").in("icmp", 8, -1, "0.0.0.0/0")),
                row(
                        "an echo request that the ACL takes for TCP",
                        NO,
                        V4,
                        ECHO,
                        Network.with(
                                publicAcl(in(90, true, "6", null, null, "0.0.0.0/0"), ALL_OUT),
                                "group",
                                group("sg-1").in("icmp", -1, -1, "0.0.0.0/0"))),
                row(
                        "an ACL for IPv4 alone",
                        NO,
                        V6,
                        "tcp 22",
                        Network.with(publicAcl(ALL_IN, ALL_OUT), "a", a().ipv6("2600:1f00:0:1::10"))),
                row(
                        "a block of ingress",
                        NO,
                        V4,
                        "tcp 22",
                        "public",
                        Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "block-ingress")),
                row(
                        "a block both ways",
                        NO,
                        V4,
                        "tcp 22",
                        "public",
                        Network.subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "block-bidirectional")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersDecideAsDocumented(Reachable expected, Endpoint from, String service, Object[] changes) {
        Outcome outcome = SmallVpc.into(network(changes), from, "eni-a", service(service));

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static ServiceRange service(String text) {
        return text.equals(ECHO)
                ? Answers.request(ServiceRange.ICMP)
                : ServiceRange.asked("tcp", Integer.valueOf(text.substring(4))).orElseThrow();
    }

    private static MadeInterface a() {
        return eni("eni-a")
                .of("i-a")
                .in("subnet-1")
                .privateIps("10.0.1.10")
                .publicIps("52.0.0.1")
                .groups("sg-1");
    }

    private static Object[] publicAcl(NetworkAclEntry... entries) {
        return new Object[] {"publicAcl", acl("acl-1", List.of("subnet-1"), entries)};
    }

    private static Arguments row(String name, Reachable expected, Endpoint from, String service, Object... changes) {
        return argumentSet(name, expected, from, service, changes);
    }
}
