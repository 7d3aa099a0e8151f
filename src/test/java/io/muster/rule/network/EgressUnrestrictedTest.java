package io.muster.rule.network;

import static io.muster.estate.Made.profile;
import static io.muster.estate.Made.route;
import static io.muster.estate.Made.routes;
import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EgressUnrestrictedTest {

    private static final String ANY = "0.0.0.0/0";

    @ParameterizedTest
    @MethodSource
    void judgesWaysOut(MadeGroup group, Estates estate, String expected) {
        assertThat(Judging.judge(
                        new EgressUnrestricted(), group, estate.with(group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWaysOut() {
        return Stream.of(
                argumentSet("nothing out", group("sg-1"), Estates.estate(), "PASS"),
                argumentSet("HTTPS out", group("sg-1").out("tcp", 443, 443, ANY), Estates.estate(), "PASS"),
                argumentSet("all of TCP out", group("sg-1").out("tcp", 0, 65535, ANY), Estates.estate(), "PASS"),
                argumentSet(
                        "all to private space",
                        group("sg-1").out("-1", null, null, "10.0.0.0/8"),
                        Estates.estate(),
                        "PASS"),
                argumentSet("all to a group", group("sg-1").outToGroup("sg-2"), Estates.estate(), "PASS"),
                argumentSet("all to half", group("sg-1").out("-1", null, null, "0.0.0.0/1"), Estates.estate(), "PASS"),
                argumentSet("all, nobody uses it", open(), Estates.estate(), "FAIL INFO"),
                argumentSet(
                        "all over IPv6", group("sg-1").out("-1", null, null, "::/0"), Estates.estate(), "FAIL INFO"),
                argumentSet(
                        "all by two halves",
                        group("sg-1").out("-1", null, null, "0.0.0.0/1").out("-1", null, null, "128.0.0.0/1"),
                        Estates.estate(),
                        "FAIL INFO"),
                argumentSet(
                        "all to a list that is not there",
                        group("sg-1").outToList("-1", "pl-1"),
                        Estates.estate(),
                        "UNKNOWN"),
                argumentSet(
                        "the table of a member is not shown, as of a shared VPC",
                        open(),
                        Estates.estate().with(eni("eni-1").of("i-1").groups("sg-1")),
                        "FAIL LOW"),
                argumentSet("no default route", open(), routed(false, route("10.0.0.0/16", "local")), "FAIL INFO"),
                argumentSet("NAT", open(), routed(false, route(ANY, "nat-1")), "FAIL LOW"),
                argumentSet("transit gateway", open(), routed(false, route(ANY, "tgw-1")), "FAIL LOW"),
                argumentSet("appliance", open(), routed(false, route(ANY, "vpce-1")), "FAIL LOW"),
                argumentSet("virtual private gateway", open(), routed(false, route(ANY, "vgw-1")), "FAIL LOW"),
                argumentSet("carrier gateway", open(), routed(false, route(ANY, "cagw-1")), "FAIL LOW"),
                argumentSet(
                        "core network",
                        open(),
                        routed(false, route(ANY, "arn:aws:networkmanager::111111111111:core-network/core-network-1")),
                        "FAIL LOW"),
                argumentSet(
                        "NAT by two halves",
                        open(),
                        routed(false, route("0.0.0.0/1", "nat-1"), route("128.0.0.0/1", "nat-1")),
                        "FAIL LOW"),
                argumentSet(
                        "NAT by a prefix list",
                        open(),
                        routed(false, route("pl-all", "nat-1"))
                                .with(Made.prefixList("pl-all", "all", Estates.ACCOUNT, "0.0.0.0/1", "128.0.0.0/1")),
                        "FAIL LOW"),
                argumentSet(
                        "NAT by a list that is not there", open(), routed(false, route("pl-1", "nat-1")), "FAIL LOW"),
                argumentSet(
                        "NAT by a list that may not be read",
                        open(),
                        routed(false, route("pl-1", "nat-1"))
                                .with(Made.unreadableList("pl-1", "closed", Estates.OTHER_ACCOUNT)),
                        "FAIL LOW"),
                argumentSet(
                        "gateway endpoint, and AWS's list may not be read",
                        open(),
                        routed(false, route("pl-1", "vpce-1"))
                                .with(Made.unreadableList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS")),
                        "FAIL INFO"),
                argumentSet(
                        "NAT by a list, and lists not known",
                        open(),
                        routed(false, route("pl-1", "nat-1")).without(ResourceKind.PREFIX_LIST),
                        "FAIL LOW"),
                argumentSet(
                        "NAT by a destination that makes no sense",
                        open(),
                        routed(false, route("everything", "nat-1")),
                        "FAIL LOW"),
                argumentSet(
                        "NAT by a list of some networks",
                        open(),
                        routed(false, route("pl-1", "nat-1"))
                                .with(Made.prefixList("pl-1", "some", Estates.ACCOUNT, "0.0.0.0/1")),
                        "FAIL INFO"),
                argumentSet(
                        "a list that is not there leads elsewhere",
                        open(),
                        routed(false, route("pl-1", "pcx-1"), route("pl-2", "igw-1")),
                        "FAIL INFO"),
                argumentSet(
                        "a blackhole by a list that is not there",
                        open(),
                        routed(false, new Route("pl-1", "nat-1", null, "blackhole", false, null, null)),
                        "FAIL INFO"),
                argumentSet(
                        "internet gateway, private address", open(), routed(false, route(ANY, "igw-1")), "FAIL INFO"),
                argumentSet("internet gateway, public address", open(), routed(true, route(ANY, "igw-1")), "FAIL LOW"),
                argumentSet("IPv6, egress-only, no IPv4", open(), routed(false, route("::/0", "eigw-1")), "FAIL LOW"),
                argumentSet("peering", open(), routed(false, route(ANY, "pcx-1")), "FAIL INFO"),
                argumentSet(
                        "blackhole",
                        open(),
                        routed(false, new Route(ANY, "nat-1", null, "blackhole", false, null, null)),
                        "FAIL INFO"),
                argumentSet(
                        "the subnet's own table goes before the main one",
                        open(),
                        routed(false, route(ANY, "nat-1")).with(routes("rtb-2", List.of("subnet-1"))),
                        "FAIL INFO"),
                argumentSet(
                        "a role that reads all buckets",
                        open(),
                        routed(false, route(ANY, "nat-1"))
                                .with(profile("p", "r"), role("r").inline(allow("s3:*", "*"))),
                        "FAIL MEDIUM"),
                argumentSet(
                        "roles not known",
                        open(),
                        routed(false, route(ANY, "nat-1"))
                                .with(profile("p", "r"), role("r").inline(allow("s3:*", "*")))
                                .without(ResourceKind.ROLE),
                        "FAIL LOW"),
                argumentSet(
                        "profiles not known",
                        open(),
                        routed(false, route(ANY, "nat-1"))
                                .with(profile("p", "r"), role("r").inline(allow("s3:*", "*")))
                                .without(ResourceKind.INSTANCE_PROFILE),
                        "FAIL LOW"),
                argumentSet(
                        "prefix lists not known",
                        group("sg-1").outToList("-1", "pl-1"),
                        Estates.estate()
                                .with(Made.prefixList("pl-1", "all", Estates.ACCOUNT, ANY))
                                .without(ResourceKind.PREFIX_LIST),
                        "UNKNOWN"),
                argumentSet(
                        "a role that reads one bucket",
                        open(),
                        routed(false, route(ANY, "nat-1"))
                                .with(profile("p", "r"), role("r").inline(allow("s3:*", "arn:aws:s3:::b/*"))),
                        "FAIL LOW"),
                argumentSet(
                        "another account's", open().owner(Estates.OTHER_ACCOUNT), Estates.estate(), "NOT_APPLICABLE"));
    }

    private static MadeGroup open() {
        return group("sg-1").out("-1", null, null, ANY);
    }

    private static Estates routed(boolean publicIp, Route... routes) {
        return Estates.estate()
                .with(
                        eni("eni-1")
                                .of("i-1")
                                .groups("sg-1")
                                .publicIps(publicIp ? new String[] {"3.1.2.3"} : new String[0]),
                        instance("i-1").profile("p"),
                        routes("rtb-1", List.of(), routes));
    }
}
