package io.muster.rule.network;

import static io.muster.estate.MadeInterface.eni;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AclRulesTest {

    private static final String ANY = "0.0.0.0/0";
    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final NetworkAclEntry ALL = in(100, true, "-1", null, null, ANY);
    private static final NetworkAclEntry ALL_OUT = out(100, true, ANY);
    private static final NetworkAclEntry LAST = in(32767, false, "-1", null, null, ANY);

    @ParameterizedTest
    @MethodSource
    void judgesAdministrationPorts(Estates.Made<NetworkAcl> acl, String expected) {
        assertThat(Judging.judge(new AclAdminPort(), acl)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesAdministrationPorts() {
        return Stream.of(
                argumentSet("no entries", acl(), "PASS"),
                argumentSet("nothing but the built-in denial", acl(LAST), "PASS"),
                argumentSet("everything", acl(ALL, LAST), MEDIUM),
                argumentSet("SSH", acl(tcp(100, true, 22)), MEDIUM),
                argumentSet("RDP", acl(tcp(100, true, 3389)), MEDIUM),
                argumentSet("RDP over UDP", acl(in(100, true, "17", 3389, 3389, ANY)), MEDIUM),
                argumentSet("SSH in a range", acl(in(100, true, "6", 20, 25, ANY)), MEDIUM),
                argumentSet("all of TCP, ports left out", acl(in(100, true, "6", null, null, ANY)), MEDIUM),
                argumentSet("HTTPS", acl(tcp(100, true, 443)), "PASS"),
                argumentSet("SSH over IPv6", acl(in(100, true, "6", 22, 22, "::/0")), MEDIUM),
                argumentSet("SSH from private space", acl(in(100, true, "6", 22, 22, "10.0.0.0/8")), "PASS"),
                argumentSet(
                        "from two halves (string comparison misses it)",
                        acl(in(100, true, "6", 22, 22, "0.0.0.0/1"), in(110, true, "6", 22, 22, "128.0.0.0/1")),
                        MEDIUM),
                argumentSet(
                        "a denial before it (Powerpipe ignores the order)",
                        acl(tcp(90, false, 22), tcp(91, false, 3389), in(92, false, "17", 3389, 3389, ANY), ALL),
                        "PASS"),
                argumentSet(
                        "denials of TCP alone leave RDP over UDP (checkov 4518)",
                        acl(in(10, false, "6", 20, 22, ANY), tcp(20, false, 3389), ALL),
                        MEDIUM),
                argumentSet("a denial of everything (trivy 7006)", acl(in(200, false, "-1", null, null, ANY)), "PASS"),
                argumentSet(
                        "the same port denied and allowed (prowler 785)",
                        acl(tcp(100, false, 3389), tcp(200, true, 3389)),
                        "PASS"),
                argumentSet("a denial behind it", acl(ALL, tcp(110, false, 22), tcp(111, false, 3389)), MEDIUM),
                argumentSet("the same, given in another order", acl(tcp(110, false, 22), ALL), MEDIUM),
                argumentSet("a denial of SSH alone leaves RDP", acl(tcp(90, false, 22), ALL), MEDIUM),
                argumentSet(
                        "a denial of a part leaves the rest",
                        acl(in(90, false, "6", 22, 22, "0.0.0.0/1"), tcp(100, true, 22)),
                        MEDIUM),
                argumentSet(
                        "a denial of IPv4 leaves IPv6",
                        acl(tcp(90, false, 22), in(100, true, "6", 22, 22, "::/0")),
                        MEDIUM),
                argumentSet("outbound only", acl(ALL_OUT), "PASS"),
                argumentSet("an entry that cannot be read", acl(in(90, null, "6", 22, 22, ANY), LAST), "UNKNOWN"),
                argumentSet(
                        "an entry that cannot be read, behind a denial",
                        acl(in(80, false, "-1", null, null, ANY), in(90, null, "6", 22, 22, ANY)),
                        "PASS"),
                argumentSet("no subnet", made(false, Estates.ACCOUNT, List.of(), ALL), "FAIL INFO"),
                argumentSet("AWS's default", made(true, Estates.ACCOUNT, List.of("subnet-1"), ALL, ALL_OUT), NA),
                argumentSet(
                        "a default that lets in by IPv4 alone, and out by IPv6 alone",
                        made(true, Estates.ACCOUNT, List.of("subnet-1"), ALL, out(100, true, "::/0")),
                        MEDIUM),
                argumentSet(
                        "a default that lets IPv6 through, with SSH over IPv4",
                        made(
                                true,
                                Estates.ACCOUNT,
                                List.of("subnet-1"),
                                tcp(100, true, 22),
                                in(101, true, "-1", null, null, "::/0"),
                                out(101, true, "::/0")),
                        MEDIUM),
                argumentSet(
                        "a default that lets IPv6 through, with HTTPS over IPv4",
                        made(
                                true,
                                Estates.ACCOUNT,
                                List.of("subnet-1"),
                                tcp(100, true, 443),
                                in(101, true, "-1", null, null, "::/0"),
                                out(101, true, "::/0")),
                        NA),
                argumentSet(
                        "a default that was changed",
                        made(true, Estates.ACCOUNT, List.of("subnet-1"), tcp(100, true, 22), ALL_OUT),
                        MEDIUM),
                argumentSet("another account's", made(false, Estates.OTHER_ACCOUNT, List.of("subnet-1"), ALL), NA));
    }

    @Test
    void evidenceNamesTheEntriesThatDecide() {
        assertThat(Judging.evidence(new AclAdminPort(), acl(tcp(90, false, 3389), tcp(100, true, 22), LAST)))
                .containsEntry("ports", List.of("tcp/22"))
                .containsEntry(
                        "entries",
                        List.of(Map.of(
                                "ruleNumber",
                                100,
                                "egress",
                                false,
                                "action",
                                "allow",
                                "protocol",
                                "6",
                                "fromPort",
                                22,
                                "toPort",
                                22,
                                "cidr",
                                ANY)));
    }

    @ParameterizedTest
    @MethodSource
    void judgesShadowedEntries(Estates.Made<NetworkAcl> acl, String expected) {
        assertThat(Judging.judge(new AclShadowedEntry(), acl)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesShadowedEntries() {
        return Stream.of(
                argumentSet("none", acl(), "PASS"),
                argumentSet("AWS's default", acl(ALL, LAST), "PASS"),
                argumentSet("a denial behind everything", acl(ALL, tcp(110, false, 22)), MEDIUM),
                argumentSet("a denial before everything", acl(tcp(90, false, 22), ALL), "PASS"),
                argumentSet("a permission behind a denial", acl(tcp(90, false, 22), tcp(100, true, 22)), LOW),
                argumentSet(
                        "two permissions cover it together",
                        acl(
                                in(80, true, "6", 0, 1023, ANY),
                                in(90, true, "6", 1024, 65535, ANY),
                                in(100, false, "6", 22, 2222, ANY)),
                        MEDIUM),
                argumentSet(
                        "two networks cover it together",
                        acl(
                                in(80, true, "6", 22, 22, "0.0.0.0/1"),
                                in(90, true, "6", 22, 22, "128.0.0.0/1"),
                                tcp(100, false, 22)),
                        MEDIUM),
                argumentSet("a part is left", acl(in(80, true, "6", 22, 22, "0.0.0.0/1"), tcp(100, false, 22)), "PASS"),
                argumentSet(
                        "TCP does not cover every protocol",
                        acl(in(80, true, "6", 0, 65535, ANY), in(100, false, "-1", null, null, "10.0.0.0/8")),
                        "PASS"),
                argumentSet("another protocol", acl(in(80, true, "17", 22, 22, ANY), tcp(100, false, 22)), "PASS"),
                argumentSet(
                        "the other family", acl(in(80, true, "-1", null, null, "::/0"), tcp(100, false, 22)), "PASS"),
                argumentSet("the other direction", acl(ALL_OUT, tcp(110, false, 22)), "PASS"),
                argumentSet(
                        "redundant, but no harm: an earlier denial does the same",
                        acl(tcp(80, false, 22), ALL, tcp(110, false, 22)),
                        "PASS"),
                argumentSet(
                        "an ICMP type behind all of ICMP",
                        acl(in(80, true, "1", -1, -1, ANY), in(90, false, "1", 8, -1, ANY)),
                        MEDIUM),
                argumentSet(
                        "another ICMP type",
                        acl(in(80, true, "1", 3, -1, ANY), in(90, false, "1", 8, -1, ANY)),
                        "PASS"),
                argumentSet(
                        "an earlier entry that cannot be read",
                        acl(in(80, null, "-1", null, null, ANY), ALL),
                        "UNKNOWN"),
                argumentSet(
                        "another account's",
                        made(false, Estates.OTHER_ACCOUNT, List.of(), ALL, tcp(110, false, 22)),
                        NA));
    }

    @ParameterizedTest
    @MethodSource
    void judgesPassThrough(Estates.Made<NetworkAcl> acl, MadeInterface eni, String expected) {
        assertThat(Judging.judge(new AclAllowAll(), acl, eni)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesPassThrough() {
        return Stream.of(
                argumentSet("a public instance behind it", acl(ALL, ALL_OUT), exposed(), "FAIL INFO"),
                argumentSet(
                        "a private instance behind it",
                        acl(ALL, ALL_OUT),
                        eni("eni-1").of("i-1"),
                        "PASS"),
                argumentSet(
                        "a public instance elsewhere",
                        acl(ALL, ALL_OUT),
                        exposed().in("subnet-2"),
                        "PASS"),
                argumentSet("one direction", acl(ALL), exposed(), "PASS"),
                argumentSet("in by IPv4, out by IPv6", acl(ALL, out(100, true, "::/0")), exposed(), "PASS"),
                argumentSet(
                        "a denial before it",
                        acl(in(90, false, "-1", null, null, "0.0.0.0/1"), ALL, ALL_OUT),
                        exposed(),
                        "PASS"),
                argumentSet(
                        "an entry that cannot be read",
                        acl(in(90, null, "-1", null, null, ANY), ALL_OUT),
                        exposed(),
                        "UNKNOWN"),
                argumentSet(
                        "another account's",
                        made(true, Estates.OTHER_ACCOUNT, List.of("subnet-1"), ALL, ALL_OUT),
                        exposed(),
                        NA));
    }

    private static MadeInterface exposed() {
        return eni("eni-1").of("i-1").publicIps("3.1.2.3");
    }

    private static NetworkAclEntry tcp(int number, boolean allow, int port) {
        return in(number, allow, "6", port, port, ANY);
    }

    private static NetworkAclEntry in(
            int number, Boolean allow, String protocol, Integer from, Integer to, String cidr) {
        return new NetworkAclEntry(number, false, allow, protocol, from, to, cidr);
    }

    private static NetworkAclEntry out(int number, boolean allow, String cidr) {
        return new NetworkAclEntry(number, true, allow, "-1", null, null, cidr);
    }

    private static Estates.Made<NetworkAcl> acl(NetworkAclEntry... entries) {
        return made(false, Estates.ACCOUNT, List.of("subnet-1"), entries);
    }

    private static Estates.Made<NetworkAcl> made(
            boolean isDefault, String owner, List<String> subnets, NetworkAclEntry... entries) {
        return Made.of(
                "acl-1",
                Parts.of(
                        NetworkAcl.class,
                        "vpcId",
                        "vpc-1",
                        "isDefault",
                        isDefault,
                        "subnetIds",
                        subnets,
                        "entries",
                        List.of(entries),
                        "ownerId",
                        owner));
    }
}
