package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.NetworkAclEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Between the hosts of a small network: what AWS documents of each is in the name. */
class SmallVpcPathsTest {

    private static final NetworkAclEntry ALL_IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry ALL_OUT = out(900, true, "-1", null, null, "0.0.0.0/0");

    static Stream<Arguments> between() {
        return Stream.of(
                path("straight", YES, "eni-a", "eni-b"),
                path(
                        "an ACL of the one subnet",
                        NO,
                        "eni-a",
                        "eni-b",
                        publicAcl(ALL_IN, out(90, false, "-1", null, null, "10.0.2.0/24"), ALL_OUT)),
                path(
                        "an ACL within one subnet, which does not count",
                        YES,
                        "eni-a",
                        "eni-c",
                        Network.with(publicAcl(), "c", near())),
                path("a group that admits members", YES, "eni-a", "eni-b", members("sg-1")),
                path("a group that admits members of another", NO, "eni-a", "eni-b", members("sg-9")),
                path(
                        "an interface in the same group, with a rule for it",
                        YES,
                        "eni-a",
                        "eni-b",
                        "group",
                        group("sg-1").inFromGroup("sg-1").out("-1", null, null, "0.0.0.0/0")),
                path("a more specific route to an appliance", UNKNOWN, "eni-a", "eni-b", toAppliance(false)),
                path("a more specific route to what passes nothing on", NO, "eni-a", "eni-b", toAppliance(true)),
                path(
                        "a route by a prefix list to what passes nothing on",
                        NO,
                        "eni-a",
                        "eni-b",
                        Network.with(
                                toAppliance("pl-1", true),
                                "list",
                                Made.prefixList("pl-1", "near", Estates.ACCOUNT, "10.0.2.0/24"))),
                path(
                        "a route by a prefix list that is not read to what passes nothing on",
                        UNKNOWN,
                        "eni-a",
                        "eni-b",
                        toAppliance("pl-1", true)),
                path(
                        "a group that lets nothing out",
                        NO,
                        "eni-a",
                        "eni-b",
                        "a",
                        eni("eni-a")
                                .of("i-a")
                                .in("subnet-1")
                                .privateIps("10.0.1.10")
                                .groups("sg-0"),
                        "group0",
                        group("sg-0")),
                path(
                        "a group that lets members out",
                        YES,
                        "eni-a",
                        "eni-b",
                        "a",
                        eni("eni-a")
                                .of("i-a")
                                .in("subnet-1")
                                .privateIps("10.0.1.10")
                                .groups("sg-0"),
                        "group0",
                        group("sg-0").outToGroup("sg-1")),
                path(
                        "no answers by the ACL of the one that is asked",
                        NO,
                        "eni-a",
                        "eni-b",
                        "privateAcl",
                        acl("acl-2", List.of("subnet-2"), ALL_IN, out(90, true, "6", 22, 22, "0.0.0.0/0"))),
                path(
                        "no answers by the ACL of the one that asks",
                        NO,
                        "eni-a",
                        "eni-b",
                        publicAcl(in(90, true, "6", 22, 22, "0.0.0.0/0"), ALL_OUT)),
                path(
                        "IPv6 alone, between two that have it",
                        YES,
                        "eni-a",
                        "eni-b",
                        "a",
                        six("eni-a", "i-a", "subnet-1", "2600:1f00:0:1::10"),
                        "b",
                        six("eni-b", "i-b", "subnet-2", "2600:1f00:0:2::10")),
                path(
                        "one family each",
                        NO,
                        "eni-a",
                        "eni-b",
                        "a",
                        six("eni-a", "i-a", "subnet-1", "2600:1f00:0:1::10").publicIps()));
    }

    @ParameterizedTest
    @MethodSource("between")
    void pathsLeadAsDocumented(Reachable expected, String from, String to, Object[] changes) {
        Outcome outcome = SmallVpc.between(network(changes), from, to);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    private static MadeInterface near() {
        return eni("eni-c").of("i-c").in("subnet-1").privateIps("10.0.1.20").groups("sg-1");
    }

    private static MadeInterface six(String id, String instance, String subnet, String address) {
        return eni(id).of(instance).in(subnet).privateIps().ipv6(address).groups("sg-1");
    }

    private static Object[] publicAcl(NetworkAclEntry... entries) {
        return new Object[] {"publicAcl", acl("acl-1", List.of("subnet-1"), entries)};
    }

    private static Object[] members(String group) {
        return new Object[] {
            "groupB", group("sg-b").inFromGroup(group),
            "b", eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b")
        };
    }

    private static Object[] toAppliance(boolean checked) {
        return toAppliance("10.0.2.0/24", checked);
    }

    private static Object[] toAppliance(String destination, boolean checked) {
        return new Object[] {
            "publicTable",
                    table(
                            "rtb-1",
                            "vpc-1",
                            false,
                            List.of("subnet-1"),
                            route("10.0.0.0/16", "local"),
                            route(destination, "eni-c")),
            "c", near().sourceDestCheck(checked)
        };
    }

    private static Arguments path(String name, Reachable expected, String from, String to, Object... changes) {
        return argumentSet(name, expected, from, to, changes);
    }
}
