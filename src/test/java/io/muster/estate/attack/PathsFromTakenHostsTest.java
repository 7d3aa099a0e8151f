package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.attack.TwoNetworks.OTHER_ACCOUNT;
import static io.muster.estate.attack.TwoNetworks.OTHER_REGION;
import static io.muster.estate.attack.TwoNetworks.attached;
import static io.muster.estate.attack.TwoNetworks.far;
import static io.muster.estate.attack.TwoNetworks.farGroup;
import static io.muster.estate.attack.TwoNetworks.peered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.HeldHosts.HeldHost;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a host of another account or region that the internet does not reach, but a host beside it which the internet reaches. */
class PathsFromTakenHostsTest {

    private static final String TUNNEL = "ec2-instance-connect:OpenTunnel";
    private static final String PERHAPS = "{'Effect': 'Allow', 'Action': '" + TUNNEL + "', 'Resource': '*',"
            + " 'Condition': {'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}}";

    /** The first region admits the address of i-4 alone, which is taken from i-2. */
    private static TwoNetworks chain(TwoNetworks networks) {
        return networks.far(far("i-2", "10.2.1.100", true), inner("i-4", "10.2.1.104", "sg-4", true))
                .with("far inner group", admittingFirst("sg-4"))
                .with("group", group("sg-1").in("tcp", 22, 22, "10.2.1.104/32"));
    }

    private static AttackHost inner(String id, String address, String group, boolean weak) {
        return new AttackHost(id, "vpc-2", "subnet-2", address, List.of(group), List.of(), weak, "none");
    }

    private static MadeGroup admittingFirst(String id) {
        return group(id).of("vpc-2").inFromGroup("sg-2").out("-1", null, null, "0.0.0.0/0");
    }

    static Stream<TwoNetworks> chains() {
        return Stream.of(chain(peered(OTHER_ACCOUNT)), chain(peered(OTHER_REGION)), chain(attached()));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void threeHostsInTwoPlaces(TwoNetworks networks) {
        List<AttackPath> paths = AttackPaths.of(networks.here()).paths();

        assertThat(paths).singleElement().satisfies(path -> {
            assertThat(path.certain()).isTrue();
            assertThat(path.steps())
                    .extracting(step -> step.resourceArn().replaceAll(".*/", ""))
                    .containsExactly("eni-i-2", "i-2", "i-4", "i-1", "admin");
            assertThat(path.steps().get(2).why())
                    .startsWith("the instance before reaches it by ")
                    .contains("sg-4")
                    .endsWith(", and it answers IMDSv1 requests");
        });
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                argumentSet(
                        "the second host admits no other",
                        chain(peered(OTHER_ACCOUNT))
                                .with("far inner group", group("sg-4").of("vpc-2"))),
                argumentSet(
                        "the second host is not weak",
                        chain(peered(OTHER_ACCOUNT))
                                .far(far("i-2", "10.2.1.100", true), inner("i-4", "10.2.1.104", "sg-4", false))),
                argumentSet(
                        "the internet does not get in",
                        chain(peered(OTHER_ACCOUNT)).with("far group", farGroup())));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenChainBeginsNoPath(TwoNetworks networks) {
        AttackPaths.Found found = AttackPaths.of(networks.here());

        assertThat(found.paths()).isEmpty();
        assertThat(found.missing()).isEmpty();
    }

    /** As paths within a region, which take at most three other instances. */
    @Test
    void hostsAreTakenOverThreeHops() {
        // given a row of hosts, of which each admits the one before
        TwoNetworks networks = peered(OTHER_ACCOUNT);
        AttackHost[] row = Stream.iterate(3, number -> number + 1)
                .limit(5)
                .map(number -> {
                    networks.with(
                            "far group " + number,
                            group("sg-" + number)
                                    .of("vpc-2")
                                    .inFromGroup("sg-" + (number - 1))
                                    .out("-1", null, null, "0.0.0.0/0"));
                    return inner("i-" + number, "10.2.1.10" + number, "sg-" + number, true);
                })
                .toArray(AttackHost[]::new);
        networks.far(Stream.concat(Stream.of(far("i-2", "10.2.1.100", true)), Stream.of(row))
                .toArray(AttackHost[]::new));

        // when, then
        assertThat(networks.held().hosts())
                .allMatch(HeldHost::certain)
                .extracting(host -> host.arn().replaceAll(".*/", ""))
                .containsExactlyInAnyOrder("i-2", "i-3", "i-4", "i-5");
    }

    /** What was not read leaves open whether the second host is taken. */
    @Test
    void aWayThatIsNotKnownMakesTheHostUncertain() {
        // given
        TwoNetworks networks = chain(peered(OTHER_ACCOUNT)).untold(ResourceKind.SECURITY_GROUP);
        Estate there = networks.there();
        AttackPaths search = AttackPaths.in(there, Map.of());

        // when, then
        assertThat(search.hosts().among(search.instances()))
                .filteredOn(host -> host.instance().resourceId().equals("i-4"))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.certain()).isFalse();
                    assertThat(host.steps().get(2).why()).contains("not known: SECURITY_GROUP in eu-central-1");
                });
    }

    /** The role of the first host opens tunnels, by which alone the second one is taken. */
    private static TwoNetworks tunnelled(String statement) {
        return tunnelled(statement, false);
    }

    private static TwoNetworks tunnelled(String statement, Boolean preserves) {
        AttackHost first = new AttackHost(
                "i-2", "vpc-2", "subnet-2", "10.2.1.100", List.of("sg-2"), List.of("52.0.0.2"), true, "tunnel");
        return peered(OTHER_REGION)
                .far(first, inner("i-4", "10.2.1.104", "sg-4", true))
                .with("far inner group", group("sg-4").of("vpc-2").inFromGroup("sg-eice"))
                .with("far role", role("tunnel").trustedByEc2().inline(statement))
                .with("far profile", Made.profile("p-tunnel", "tunnel"))
                .with("far endpoint group", group("sg-eice").of("vpc-2").out("-1", null, null, "0.0.0.0/0"))
                .with(
                        "far endpoint eni",
                        eni("eni-e")
                                .status("in-use")
                                .inVpc("vpc-2")
                                .in("subnet-2")
                                .privateIps("10.2.1.99")
                                .groups("sg-eice"))
                .with(
                        "far endpoint",
                        Made.of(
                                "eice-1",
                                Parts.of(
                                        InstanceConnectEndpoint.class,
                                        "state",
                                        "create-complete",
                                        "vpcId",
                                        "vpc-2",
                                        "subnetId",
                                        "subnet-2",
                                        "securityGroupIds",
                                        List.of("sg-eice"),
                                        "networkInterfaceIds",
                                        List.of("eni-e"),
                                        "preserveClientIp",
                                        preserves)));
    }

    private static List<OfferedHost> offered(TwoNetworks networks, String id) {
        AttackPaths search = AttackPaths.in(networks.there(), Map.of());
        return search.hosts().among(search.instances()).stream()
                .filter(host -> host.instance().resourceId().equals(id))
                .toList();
    }

    @Test
    void aHostIsTakenByATunnel() {
        assertThat(offered(tunnelled(allow(TUNNEL, "*")), "i-4"))
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.certain()).isTrue();
                    assertThat(host.steps().get(2).why())
                            .startsWith("the role of the instance before opens a tunnel to it through eice-1 with "
                                    + TUNNEL);
                });
    }

    static Stream<Arguments> doubtfulTunnels() {
        MadeGroup endpoint = group("sg-4").of("vpc-2").inFromGroup("sg-eice");
        MadeGroup client = group("sg-4").of("vpc-2").in("tcp", 22, 22, "8.8.8.8/32");
        return Stream.of(
                Arguments.of(PERHAPS, false, endpoint, ", and "),
                Arguments.of(PERHAPS, null, client, "; not known: "),
                Arguments.of(allow(TUNNEL, "*"), null, client, "; not known: "));
    }

    /** By the role of the first host, or because it is not told whether the endpoint keeps the address of the client. */
    @ParameterizedTest
    @MethodSource
    void doubtfulTunnels(String statement, Boolean preserves, MadeGroup inner, String rest) {
        TwoNetworks networks = tunnelled(statement, preserves).with("far inner group", inner);

        assertThat(offered(networks, "i-4")).singleElement().satisfies(host -> {
            assertThat(host.certain()).isFalse();
            assertThat(host.steps().get(2).why())
                    .startsWith("perhaps the role of the instance before opens a tunnel to it through eice-1")
                    .contains(rest);
        });
    }

    /** Of two hosts which the internet reaches, one admits the internet at large and the other one a chosen address. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHostWithTheMoreSeverePathTakesTheOthers(boolean atLargeFirst) {
        // given
        AttackHost chosen = far("i-2", "10.2.1.100", true);
        AttackHost atLarge = new AttackHost(
                "i-3", "vpc-2", "subnet-2", "10.2.1.103", List.of("sg-3"), List.of("52.0.0.3"), true, "none");
        AttackHost inner = inner("i-4", "10.2.1.104", "sg-4", true);
        TwoNetworks networks = peered(OTHER_ACCOUNT)
                .with("far group", farGroup().in("tcp", 443, 443, "8.8.8.8/32"))
                .with(
                        "far second group",
                        group("sg-3")
                                .of("vpc-2")
                                .in("tcp", 443, 443, "0.0.0.0/0")
                                .out("-1", null, null, "0.0.0.0/0"))
                .with(
                        "far inner group",
                        group("sg-4").of("vpc-2").inFromGroup("sg-2").inFromGroup("sg-3"));

        // when
        networks.far(atLargeFirst ? atLarge : chosen, atLargeFirst ? chosen : atLarge, inner);

        // then
        assertThat(offered(networks, "i-2")).noneMatch(OfferedHost::atLarge);
        assertThat(offered(networks, "i-4")).singleElement().satisfies(host -> {
            assertThat(host.atLarge()).isTrue();
            assertThat(host.steps())
                    .extracting(step -> step.resourceArn().replaceAll(".*/", ""))
                    .containsExactly("eni-i-3", "i-3", "i-4");
        });
    }

    /** Without them it is not known by what else hosts are taken. */
    @ParameterizedTest
    @EnumSource(
            names = {"INSTANCE_CONNECT_ENDPOINT", "LOAD_BALANCER", "TARGET_GROUP", "VPC_ENDPOINT", "INSTANCE", "ROLE"})
    void whatWasNotReadIsNotToldToBeAll(ResourceKind kind) {
        // given
        TwoNetworks networks = tunnelled(allow(TUNNEL, "*"));
        assertThat(AttackPaths.in(networks.there(), Map.of()).tellsHeld()).isTrue();

        // when, then
        assertThat(AttackPaths.in(networks.untold(kind).there(), Map.of()).tellsHeld())
                .isFalse();
    }

    /** The role of the first host opens tunnels, perhaps, to the third one, to which certain ways lead over the second. */
    @Test
    void aShorterWayThatIsNotKnownLeadsFurther() {
        // given
        TwoNetworks networks = tunnelled(PERHAPS)
                .with(
                        "far inner group",
                        group("sg-4")
                                .of("vpc-2")
                                .inFromGroup("sg-eice")
                                .inFromGroup("sg-6")
                                .out("-1", null, null, "0.0.0.0/0"));
        row(networks, "sg-2", 5, "sg-5");
        row(networks, "sg-5", 6, "sg-6");
        row(networks, "sg-4", 7, "sg-7");
        AttackHost first = new AttackHost(
                "i-2", "vpc-2", "subnet-2", "10.2.1.100", List.of("sg-2"), List.of("52.0.0.2"), true, "tunnel");
        networks.far(
                first,
                inner("i-4", "10.2.1.104", "sg-4", true),
                inner("i-5", "10.2.1.105", "sg-5", true),
                inner("i-6", "10.2.1.106", "sg-6", true),
                inner("i-7", "10.2.1.107", "sg-7", true));

        // when, then
        assertThat(offered(networks, "i-4")).extracting(OfferedHost::certain).containsExactly(true);
        assertThat(offered(networks, "i-7")).extracting(OfferedHost::certain).containsExactly(false);
    }

    private static void row(TwoNetworks networks, String before, int number, String id) {
        networks.with(
                "far group " + number, group(id).of("vpc-2").inFromGroup(before).out("-1", null, null, "0.0.0.0/0"));
    }
}
