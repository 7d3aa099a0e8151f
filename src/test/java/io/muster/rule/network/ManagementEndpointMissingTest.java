package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code i-1} in {@code subnet-1} of {@code vpc-1}, with one route table. */
class ManagementEndpointMissingTest {

    private static final Estates.Made<Vpc> VPC = Made.vpc("vpc-1", false, Estates.ACCOUNT);
    private static final MadeInterface PRIVATE = eni("eni-1").of("i-1").groups("sg-1");

    @ParameterizedTest
    @CsvSource({
        "'', FAIL LOW",
        "ssm, FAIL LOW",
        "ssmmessages, FAIL LOW",
        "ec2messages ec2, FAIL LOW",
        "ssm ssmmessages, PASS",
        "ssm-fips ssmmessages, PASS",
        "ssm ssmmessages ec2messages, PASS",
        "ssm ssm-contacts, FAIL LOW"
    })
    void judgesEndpoints(String services, String expected) {
        Estates estate = network().with(instance("i-1"), PRIVATE);
        for (String service : services.split(" ", -1)) {
            estate.with(endpoint("vpce-" + service, "Interface", "available", "vpc-1", service));
        }
        assertThat(judge(estate)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"Available, vpc-1, PASS", "pending, vpc-1, FAIL LOW", ", vpc-1, FAIL LOW", "available, vpc-2, FAIL LOW"
    })
    void anEndpointCountsWhereItWorks(String state, String vpc, String expected) {
        assertThat(judge(network()
                        .with(instance("i-1"), PRIVATE)
                        .with(endpoint("vpce-1", "Interface", "available", "vpc-1", "ssm"))
                        .with(endpoint("vpce-2", "Interface", state, vpc, "ssmmessages"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void waysOut(MadeInterface eni, Route route, String expected) {
        assertThat(judge(network(route).with(instance("i-1"), eni))).isEqualTo(expected);
    }

    static Stream<Arguments> waysOut() {
        return Stream.of(
                argumentSet("within the VPC", PRIVATE, route("10.0.0.0/16", "local"), "FAIL LOW"),
                argumentSet("an internet gateway", publicEni(), route("0.0.0.0/0", "igw-1"), "PASS"),
                argumentSet("a gateway without address", PRIVATE, route("0.0.0.0/0", "igw-1"), "FAIL LOW"),
                argumentSet("a NAT gateway", PRIVATE, route("0.0.0.0/0", "nat-1"), "PASS"),
                argumentSet(
                        "a NAT gateway, of an interface for EFA alone",
                        eni("eni-1").of("i-1").groups("sg-1").privateIps().type("efa-only"),
                        route("0.0.0.0/0", "nat-1"),
                        "FAIL LOW"),
                argumentSet("a NAT gateway that is not listed", PRIVATE, route("0.0.0.0/0", "nat-2"), "UNKNOWN"),
                argumentSet("a NAT instance", PRIVATE, route("0.0.0.0/0", "eni-9"), "UNKNOWN"),
                argumentSet("a peering", PRIVATE, route("10.9.0.0/16", "pcx-1"), "UNKNOWN"),
                argumentSet("a VPN", PRIVATE, route("192.168.0.0/16", "vgw-1"), "UNKNOWN"),
                argumentSet("a gateway endpoint", PRIVATE, route("52.95.0.0/16", "vpce-s3"), "FAIL LOW"));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 443, 443, 0.0.0.0/0, PASS",
        "tcp, 1, 65535, 0.0.0.0/0, PASS",
        "tcp, 5432, 5432, 0.0.0.0/0, FAIL LOW",
        "udp, 123, 123, 0.0.0.0/0, FAIL LOW",
        "udp, 443, 443, 0.0.0.0/0, FAIL LOW",
        "tcp, 443, 443, 52.94.0.0/16, UNKNOWN"
    })
    void theAgentTalksHttpsToTheInternet(String protocol, int first, int last, String peers, String expected) {
        assertThat(judge(network(route("0.0.0.0/0", "nat-1"))
                        .with(
                                instance("i-1"),
                                eni("eni-1").of("i-1").groups("sg-out"),
                                group("sg-out").out(protocol, first, last, peers))))
                .isEqualTo(expected);
    }

    @Test
    void aRouteToAPartnersAddressesNeedNotLeadToSystemsManager() {
        assertThat(judge(network(route("52.94.0.0/16", "igw-1")).with(instance("i-1"), publicEni())))
                .isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({"nat-1, UNKNOWN", "local, FAIL LOW"})
    void aNatGatewayMayTranslateIpv6(String target, String expected) {
        assertThat(judge(network(route("64:ff9b::/96", target))
                        .with(
                                instance("i-1"),
                                eni("eni-1").of("i-1").groups("sg-6").ipv6("2600:1f18::10"),
                                group("sg-6").out("-1", null, null, "::/0"))))
                .isEqualTo(expected);
    }

    @Test
    void aHostOfIpv4AloneHasNoWayOutOfIpv6() {
        assertThat(judge(network(route("::/0", "eigw-1"))
                        .with(
                                instance("i-1"),
                                eni("eni-1").of("i-1").groups("sg-6"),
                                group("sg-6").out("-1", null, null, "::/0"))))
                .isEqualTo("FAIL LOW");
    }

    @Test
    void aGatewayEndpointBehindANatGatewayServesOneServiceAlone() {
        assertThat(judge(network(route("0.0.0.0/0", "nat-2"))
                        .with(
                                instance("i-1"),
                                PRIVATE,
                                natGateway("nat-2", "subnet-3"),
                                subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, "off"),
                                openAcl("acl-3", "subnet-3"),
                                table("rtb-3", "vpc-1", false, List.of("subnet-3"), route("pl-1", "vpce-s3")),
                                Made.prefixList("pl-1", "com.amazonaws.eu-central-1.s3", "AWS", "52.216.0.0/15"))))
                .isEqualTo("FAIL LOW");
    }

    @Test
    void endpointsBeyondATransitGatewayMayServe() {
        assertThat(judge(network(route("10.0.0.0/8", "tgw-1")).with(instance("i-1"), PRIVATE)))
                .isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource("instances")
    void judgesInstances(MadeInstance instance, String expected) {
        assertThat(judge(network().with(instance, PRIVATE))).isEqualTo(expected);
    }

    static Stream<Arguments> instances() {
        return Stream.of(
                argumentSet("running", instance("i-1"), "FAIL LOW"),
                argumentSet("stopped", instance("i-1").state(InstanceState.STOPPED), "FAIL LOW"),
                argumentSet("terminated", instance("i-1").state(InstanceState.TERMINATED), "NOT_APPLICABLE"),
                argumentSet("a service's", instance("i-1").operatorManaged(), "NOT_APPLICABLE"),
                argumentSet("another VPC's", instance("i-1").vpc("vpc-2"), "NOT_APPLICABLE"),
                argumentSet("without known interface", instance("i-2"), "UNKNOWN"));
    }

    @Test
    void aSharedVpcIsItsOwners() {
        Estates.Made<Vpc> shared = Made.vpc("vpc-1", false, Estates.OTHER_ACCOUNT);
        assertThat(Judging.judge(new ManagementEndpointMissing(), shared, instance("i-1"), PRIVATE))
                .isEqualTo("NOT_APPLICABLE");
    }

    @ParameterizedTest
    @CsvSource({"SECURITY_GROUP, UNKNOWN", "NAT_GATEWAY, UNKNOWN"})
    void isUnknownWithoutWhatTheWayOutRestsOn(ResourceKind missing, String expected) {
        assertThat(judge(network(route("0.0.0.0/0", "nat-1"))
                        .with(instance("i-1"), PRIVATE)
                        .without(missing)))
                .isEqualTo(expected);
    }

    @Test
    void evidenceNamesServicesAndInstances() {
        assertThat(Judging.evidence(
                        new ManagementEndpointMissing(),
                        VPC,
                        instance("i-1"),
                        PRIVATE,
                        subnet("subnet-1"),
                        table("rtb-1", "vpc-1", true, List.of())))
                .containsEntry("missingServices", List.of("ssm", "ssmmessages"))
                .containsEntry("instanceIds", List.of("i-1"));
    }

    private static String judge(Estates estate) {
        return Judging.judge(
                new ManagementEndpointMissing(), VPC, estate.with(VPC).build());
    }

    private static Estates network(Route... routes) {
        return Estates.estate()
                .with(
                        subnet("subnet-1"),
                        subnet("subnet-2", "vpc-1", "10.0.1.0/24", null, "off"),
                        mainTable("rtb-1", "vpc-1", routes),
                        table("rtb-2", "vpc-1", false, List.of("subnet-2"), route("0.0.0.0/0", "igw-1")),
                        gateway("igw-1", "vpc-1"),
                        openAcl("acl-1", "subnet-1", "subnet-2"),
                        group("sg-1").out("-1", null, null, "0.0.0.0/0"),
                        endpoint("vpce-s3", "Gateway", "available", "vpc-1", "s3"),
                        natGateway("nat-1", "subnet-2"));
    }

    private static Estates.Made<NatGateway> natGateway(String id, String subnet) {
        return Made.of(
                id,
                new NatGateway(
                        "available", "public", null, "vpc-1", subnet, null, List.of(), null, List.of(), null, null));
    }

    private static MadeInterface publicEni() {
        return eni("eni-1").of("i-1").groups("sg-1").publicIps("198.51.100.7");
    }

    private static Estates.Made<VpcEndpoint> endpoint(
            String id, String type, String state, String vpc, String service) {
        return Made.of(
                id,
                new VpcEndpoint(
                        type,
                        state,
                        "com.amazonaws.eu-central-1." + service,
                        null,
                        vpc,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null,
                        false,
                        Estates.ACCOUNT,
                        null,
                        null,
                        null,
                        null));
    }
}
