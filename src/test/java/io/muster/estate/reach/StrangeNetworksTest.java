package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicTable;
import static io.muster.estate.reach.SmallVpc.range;
import static io.muster.estate.reach.SmallVpc.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.PrivateAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrangeNetworksTest {

    private static final NetworkAclEntry IN = in(900, true, "-1", null, null, "0.0.0.0/0");
    private static final NetworkAclEntry OUT = out(900, true, "-1", null, null, "0.0.0.0/0");

    private static ServiceRange svc(String protocol, Integer port) {
        return ServiceRange.asked(protocol, port).orElseThrow();
    }

    private static Arguments into(
            String name, Reachable expected, ServiceRange services, String from, Object... changes) {
        return Arguments.of(name, expected, SmallVpc.into(network(changes), range(from), "eni-a", services));
    }

    private static Arguments leave(
            String name, Reachable expected, ServiceRange services, String eni, String to, Object... changes) {
        return Arguments.of(name, expected, SmallVpc.out(network(changes), eni, range(to), services));
    }

    private static Arguments path(String name, Reachable expected, Object... changes) {
        return Arguments.of(name, expected, SmallVpc.between(network(changes), "eni-a", "eni-b"));
    }

    private static Object[] aclA(NetworkAclEntry... entries) {
        return new Object[] {"publicAcl", acl("acl-1", List.of("subnet-1"), entries)};
    }

    private static Object[] sg(Estates.Made<?> group) {
        return new Object[] {"group", group};
    }

    private static MadeInterface a() {
        return eni("eni-a").of("i-a").in("subnet-1").privateIps("10.0.1.10").groups("sg-1");
    }

    private static PrivateAddress address(String ip, boolean primary, Object... more) {
        return Parts.of(PrivateAddress.class, Network.with(new Object[] {"privateIp", ip, "primary", primary}, more));
    }

    private static final String X = "8.8.8.8/32";

    static Stream<Arguments> filters() {
        ServiceRange ssh = svc("tcp", 22);
        return Stream.of(
                into("1", YES, ssh, X, sg(group("sg-1").in("-1", 0, 0, "0.0.0.0/0"))),
                into("2", YES, ssh, X, sg(group("sg-1").in("6", 0, 65535, "0.0.0.0/0"))),
                into("3", YES, svc("47", null), X, sg(group("sg-1").in("47", null, null, "0.0.0.0/0"))),
                into("3b", YES, svc("47", null), X, sg(group("sg-1").in("47", -1, -1, "0.0.0.0/0"))),
                into("3c", YES, svc("47", null), X, sg(group("sg-1").in("47", 0, 0, "0.0.0.0/0"))),
                into("4", NO, ssh, X, sg(group("sg-1").in("47", null, null, "0.0.0.0/0"))),
                into("5", YES, svc("50", null), X, sg(group("sg-1").in("50", null, null, "0.0.0.0/0"))),
                into("5b", NO, svc("50", null), X, sg(group("sg-1").in("51", null, null, "0.0.0.0/0"))),
                into("6", YES, svc("icmp", null), X, sg(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0"))),
                into("6b", YES, svc("icmp", null), X, sg(group("sg-1").in("1", 8, -1, "0.0.0.0/0"))),
                into("7", YES, svc("icmp", null), X, sg(group("sg-1").in("icmp", 3, 4, "0.0.0.0/0"))),
                into("8", YES, svc("-1", null), X, sg(group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"))),
                into("8b", YES, svc("tcp", null), X, sg(group("sg-1").in("tcp", 0, 0, "0.0.0.0/0"))),
                into("8c", NO, ssh, X, sg(group("sg-1").in("tcp", 0, 0, "0.0.0.0/0"))),
                into("9", YES, ssh, X, aclA(in(50, false, "6", 0, 0, "0.0.0.0/0"), IN, OUT)),
                into("10", YES, ssh, X, aclA(in(50, true, "6", 0, 65535, "0.0.0.0/0"), OUT)),
                into("11", NO, ssh, X, aclA(in(50, true, "17", 0, 65535, "0.0.0.0/0"), OUT)),
                into(
                        "12",
                        YES,
                        svc("icmp", null),
                        X,
                        Network.with(
                                sg(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0")),
                                aclA(in(50, true, "1", 8, -1, "0.0.0.0/0"), out(50, true, "1", 0, -1, "0.0.0.0/0")))),
                into(
                        "13",
                        NO,
                        svc("icmp", null),
                        X,
                        Network.with(
                                sg(group("sg-1").in("icmp", -1, -1, "0.0.0.0/0")),
                                aclA(in(50, true, "1", 0, -1, "9.0.0.0/8"), OUT))),
                into(
                        "14",
                        YES,
                        ssh,
                        X,
                        aclA(
                                in(200, false, "-1", null, null, "0.0.0.0/0"),
                                in(100, true, "6", 22, 22, "0.0.0.0/0"),
                                OUT)),
                into(
                        "15",
                        NO,
                        ssh,
                        X,
                        aclA(in(100, true, "-1", null, null, "::/0"), out(100, true, "-1", null, null, "::/0"))),
                into("16", NO, ssh, "8.8.9.9/32", aclA(in(100, true, "6", 22, 22, "8.8.8.0/24"), OUT)),
                into("16b", YES, ssh, X, aclA(in(100, true, "6", 22, 22, "8.8.8.0/24"), OUT)),
                into("17", YES, ssh, X, aclA(IN, out(100, true, "6", 1024, 1024, "0.0.0.0/0"))),
                into("18", NO, ssh, X, aclA(IN, out(100, true, "6", 1, 1023, "0.0.0.0/0"))),
                into("19", YES, ssh, X, aclA(IN, out(100, false, "6", 32768, 65535, "0.0.0.0/0"), OUT)),
                into("20", UNKNOWN, ssh, X, "publicAcl", openAcl("acl-1", "subnet-7")),
                into("22", YES, ssh, X, sg(group("sg-1").in("tcp", 22, 22, "8.8.8.8/32"))),
                into(
                        "23",
                        NO,
                        ssh,
                        X,
                        Network.with(
                                sg(group("sg-1").inFromList("tcp", 22, 22, "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "six", Estates.ACCOUNT, "2001:db8::/32"))),
                into("24", NO, ssh, X, sg(group("sg-1").inFromForeign("sg-x", Estates.OTHER_ACCOUNT, "deleted"))),
                into("24b", NO, ssh, X, sg(group("sg-1").inFromForeign("sg-x", Estates.OTHER_ACCOUNT, "active"))),
                into(
                        "25",
                        YES,
                        ssh,
                        X,
                        "a",
                        a().privateIps("10.0.1.10", "10.0.1.11")
                                .publicIps("52.0.0.9")
                                .addresses(
                                        address("10.0.1.10", true),
                                        address("10.0.1.11", false, "publicIp", "52.0.0.9"))),
                into(
                        "26",
                        NO,
                        ssh,
                        X,
                        "a",
                        a().publicIps("155.0.0.9").addresses(address("10.0.1.10", true, "carrierIp", "155.0.0.9"))),
                into(
                        "27",
                        NO,
                        ssh,
                        X,
                        "a",
                        a().publicIps("155.0.0.9")
                                .addresses(address("10.0.1.10", true, "customerOwnedIp", "155.0.0.9"))),
                into("29", NO, ssh, X, "gateway", gateway("igw-1", "vpc-7")),
                into(
                        "32",
                        YES,
                        ssh,
                        "2001:4860::8/128",
                        "a",
                        a().ipv6("2600:1f00:0:1::10"),
                        "publicTable",
                        publicTable(route("2000::/3", "igw-1"))),
                into(
                        "33",
                        NO,
                        ssh,
                        "2001:4860::8/128",
                        Network.with(
                                sg(group("sg-1").in("tcp", 22, 22, "0.0.0.0/0")), "a", a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "34",
                        YES,
                        svc("icmpv6", null),
                        "2001:4860::8/128",
                        Network.with(sg(group("sg-1").in("58", -1, -1, "::/0")), "a", a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "34b",
                        NO,
                        svc("icmpv6", null),
                        "2001:4860::8/128",
                        Network.with(sg(group("sg-1").in("1", -1, -1, "::/0")), "a", a().ipv6("2600:1f00:0:1::10"))),
                into(
                        "34c",
                        NO,
                        svc("icmp", null),
                        X,
                        Network.with(sg(group("sg-1").in("58", -1, -1, "0.0.0.0/0")))),
                into(
                        "35",
                        NO,
                        ssh,
                        X,
                        "a",
                        a().status("available").publicIps("52.0.0.1").of(null)),
                into("36", NO, ssh, X, "a", a().groups().publicIps("52.0.0.1")),
                into("37", NO, ssh, "0.0.0.0/32"),
                into("38", NO, ssh, "240.0.0.1/32"),
                into("39", NO, ssh, "192.0.2.1/32"),
                into("40", NO, ssh, "169.254.1.1/32"),
                into("41", NO, ssh, "127.0.0.1/32"),
                into("42", NO, ssh, "224.0.0.5/32"),
                into("43", NO, ssh, "2001:db8::1/128", "a", a().ipv6("2600:1f00:0:1::10")));
    }

    static Stream<Arguments> outwards() {
        ServiceRange https = svc("tcp", 443);
        return Stream.of(
                leave("51", YES, https, "eni-b", X, sg(group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"))),
                leave("51b", NO, svc("tcp", 80), "eni-b", X, sg(group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"))),
                leave(
                        "52",
                        YES,
                        https,
                        "eni-b",
                        X,
                        Network.with(
                                sg(group("sg-1").outToList("tcp", "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "x", Estates.ACCOUNT, "8.8.8.0/24"))),
                leave(
                        "52b",
                        NO,
                        https,
                        "eni-b",
                        "9.9.9.9/32",
                        Network.with(
                                sg(group("sg-1").outToList("tcp", "pl-1")),
                                "list",
                                Made.prefixList("pl-1", "x", Estates.ACCOUNT, "8.8.8.0/24"))),
                leave("53", NO, https, "eni-b", X, sg(group("sg-1"))),
                leave("55", NO, https, "eni-a", X, aclA(in(100, true, "6", 443, 443, "0.0.0.0/0"), OUT)),
                leave("56", YES, https, "eni-a", X, aclA(in(100, true, "6", 1024, 65535, "0.0.0.0/0"), OUT)),
                leave("57", YES, svc("udp", 53), "eni-b", X),
                leave("58", NO, svc("47", null), "eni-b", X),
                leave("58b", YES, svc("47", null), "eni-a", X),
                leave("60", UNKNOWN, svc("tcp", 80), "eni-a", "169.254.169.254/32"),
                leave("61", NO, https, "eni-a", "224.0.0.1/32"),
                leave("62", NO, https, "eni-a", "240.0.0.1/32"),
                leave("62b", NO, https, "eni-a", "255.255.255.255/32"),
                leave("62c", NO, https, "eni-a", "0.1.2.3/32"),
                leave("62d", NO, https, "eni-b", "240.0.0.1/32"),
                leave("63", UNKNOWN, svc("udp", 53), "eni-a", "10.0.0.2/32"),
                leave("63b", NO, svc("udp", 53), "eni-a", "10.0.0.3/32"));
    }

    static Stream<Arguments> paths() {
        MadeInterface b =
                eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-b");
        Estates.Made<?> sgB = group("sg-b").in("tcp", 22, 22, "10.0.1.11/32");
        return Stream.of(
                path("70", YES, "b", b, "sgb", sgB, "a", a().privateIps("10.0.1.10", "10.0.1.11")),
                path("71", NO, "b", b, "sgb", sgB),
                path(
                        "72",
                        NO,
                        "privateAcl",
                        acl("acl-2", List.of("subnet-2"), in(50, false, "-1", null, null, "10.0.1.0/24"), IN, OUT)),
                path(
                        "73",
                        YES,
                        "privateAcl",
                        acl(
                                "acl-2",
                                List.of("subnet-2"),
                                in(50, true, "6", 22, 22, "10.0.1.0/24"),
                                out(50, true, "6", 1024, 65535, "10.0.1.10/32"))),
                path(
                        "74",
                        YES,
                        "b",
                        b,
                        "sgb",
                        group("sg-b").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "x", Estates.ACCOUNT, "10.0.1.10/32")),
                path(
                        "75",
                        NO,
                        "b",
                        b,
                        "sgb",
                        group("sg-b").inFromList("tcp", 22, 22, "pl-1"),
                        "list",
                        Made.prefixList("pl-1", "x", Estates.ACCOUNT)),
                path("76", NO, "b", b, "sgb", group("sg-b").inFromForeign("sg-1", Estates.OTHER_ACCOUNT, "deleted")),
                path(
                        "77",
                        NO,
                        "b",
                        b.sourceDestCheck(false),
                        "sgb",
                        group("sg-b").in("tcp", 22, 22, "52.0.0.1/32")),
                path(
                        "78",
                        YES,
                        "b",
                        eni("eni-b")
                                .of("i-b")
                                .in("subnet-2")
                                .privateIps("100.64.2.10")
                                .groups("sg-1"),
                        "private",
                        subnet("subnet-2", "vpc-1", "100.64.2.0/24", null, SmallVpc.ZONE),
                        "vpc",
                        Made.of(
                                "vpc-1",
                                Parts.of(
                                        io.muster.inventory.kind.Vpc.class,
                                        "cidrBlocks",
                                        List.of("10.0.0.0/16", "100.64.0.0/16"),
                                        "ipv6CidrBlocks",
                                        List.of(),
                                        "ownerId",
                                        Estates.ACCOUNT)),
                        "publicTable",
                        publicTable(route("100.64.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
                        "privateTable",
                        mainTable("rtb-2", "vpc-1", route("10.0.0.0/16", "local"), route("100.64.0.0/16", "local"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"filters", "outwards", "paths"})
    void answers(String name, Reachable expected, Outcome outcome) {
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
