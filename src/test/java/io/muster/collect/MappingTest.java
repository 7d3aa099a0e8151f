package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.ToggleState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

class MappingTest {

    /** Mapping alone calls nothing, so there is no session. */
    private static final AwsScope AWS = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);

    @Test
    void anAclEntryTellsPortsOrIcmpTypes() {
        assertThat(NetworkAclCollector.entry(
                        entry("6").portRange(p -> p.from(22).to(23)).build()))
                .isEqualTo(new NetworkAclEntry(100, true, true, "6", 22, 23, "10.0.0.0/8"));
        assertThat(NetworkAclCollector.entry(
                        entry("1").icmpTypeCode(i -> i.type(8).code(-1)).build()))
                .isEqualTo(new NetworkAclEntry(100, true, true, "1", 8, null, "10.0.0.0/8"));
        assertThat(NetworkAclCollector.entry(entry("-1").build()))
                .isEqualTo(new NetworkAclEntry(100, true, true, "-1", null, null, "10.0.0.0/8"));
    }

    private static software.amazon.awssdk.services.ec2.model.NetworkAclEntry.Builder entry(String protocol) {
        return software.amazon.awssdk.services.ec2.model.NetworkAclEntry.builder()
                .ruleNumber(100)
                .egress(true)
                .ruleAction("allow")
                .protocol(protocol)
                .cidrBlock("10.0.0.0/8");
    }

    @ParameterizedTest
    @MethodSource
    void aRouteLeadsToWhateverAwsNames(
            software.amazon.awssdk.services.ec2.model.Route.Builder route, String target, ResourceKind kind) {
        assertThat(RouteTableCollector.route(
                        route.destinationCidrBlock("0.0.0.0/0").state("active").build()))
                .isEqualTo(new Route("0.0.0.0/0", target, kind, "active", false, null, null));
    }

    static Stream<Arguments> aRouteLeadsToWhateverAwsNames() {
        return Stream.of(
                arguments(route().gatewayId("local"), "local", null),
                arguments(route().gatewayId("igw-1"), "igw-1", ResourceKind.INTERNET_GATEWAY),
                arguments(route().gatewayId("vgw-1"), "vgw-1", ResourceKind.VPN_GATEWAY),
                arguments(route().gatewayId("vpce-1"), "vpce-1", ResourceKind.VPC_ENDPOINT),
                arguments(route().natGatewayId("nat-1"), "nat-1", ResourceKind.NAT_GATEWAY),
                arguments(
                        route().egressOnlyInternetGatewayId("eigw-1"),
                        "eigw-1",
                        ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY),
                arguments(route().transitGatewayId("tgw-1"), "tgw-1", ResourceKind.TRANSIT_GATEWAY),
                arguments(route().vpcPeeringConnectionId("pcx-1"), "pcx-1", ResourceKind.VPC_PEERING_CONNECTION),
                arguments(
                        route().instanceId("i-1").networkInterfaceId("eni-1"), "eni-1", ResourceKind.NETWORK_INTERFACE),
                arguments(route().carrierGatewayId("cagw-1"), "cagw-1", ResourceKind.CARRIER_GATEWAY),
                arguments(
                        route().coreNetworkArn("arn:aws:networkmanager::1:core-network/c"),
                        "arn:aws:networkmanager::1:core-network/c",
                        null),
                arguments(route(), null, null));
    }

    private static software.amazon.awssdk.services.ec2.model.Route.Builder route() {
        return software.amazon.awssdk.services.ec2.model.Route.builder();
    }

    @ParameterizedTest
    @CsvSource({
        "associated, true",
        "associating, true",
        "disassociating, false",
        "disassociated, false",
        "failed, false",
        ", true",
    })
    void addressRangesCountWhileTheyAreInForce(String state, boolean counts) {
        var subnet = software.amazon.awssdk.services.ec2.model.Subnet.builder()
                .subnetId("subnet-1")
                .ipv6CidrBlockAssociationSet(SubnetIpv6CidrBlockAssociation.builder()
                        .ipv6CidrBlock("2001:db8::/64")
                        .ipv6CidrBlockState(s -> s.state(state))
                        .build())
                .blockPublicAccessStates(s -> s.internetGatewayBlockMode("block-ingress"))
                .build();
        Subnet stored = new SubnetCollector().resource(AWS, subnet).attributes();
        assertThat(stored.ipv6CidrBlocks()).hasSize(counts ? 1 : 0);
        assertThat(stored.internetGatewayBlockMode()).isEqualTo("block-ingress");
    }

    @ParameterizedTest
    @CsvSource({"enabled, true", "disabled, false", "pending, false", "disabling, false", ", false"})
    void monitoringIsOnOnceItIsEnabled(String state, boolean on) {
        Instance instance = InstanceCollector.resource(
                        AWS,
                        software.amazon.awssdk.services.ec2.model.Instance.builder()
                                .instanceId("i-1")
                                .monitoring(m -> m.state(state))
                                .build(),
                        new InstanceImages(Map.of(), List.of()))
                .attributes();
        assertThat(instance.detailedMonitoring()).isEqualTo(on);
        assertThat(instance.monitoringState()).isEqualTo(state);
    }

    @Test
    void whatAwsLeavesOutIsAbsentAndNotANo() {
        var volume = VolumeCollector.resource(
                        AWS, Volume.builder().volumeId("vol-1").build())
                .attributes();
        assertThat(volume.encrypted()).isNull();
        assertThat(volume.sizeGiB()).isNull();
        assertThat(volume.operator()).isNull();
        assertThat(RouteTableCollector.route(route().build()))
                .isEqualTo(new Route(null, null, null, null, false, null, null));
        assertThat(NetworkAclCollector.entry(software.amazon.awssdk.services.ec2.model.NetworkAclEntry.builder()
                        .build()))
                .isEqualTo(new NetworkAclEntry(null, false, null, null, null, null, null));
    }

    @Test
    void aPropagatedRouteOfABrokenGatewayIsToldAsSuch() {
        Route route = RouteTableCollector.route(route().destinationPrefixListId("pl-1")
                .gatewayId("vgw-1")
                .origin("EnableVgwRoutePropagation")
                .state("blackhole")
                .build());
        assertThat(route)
                .isEqualTo(new Route(
                        "pl-1",
                        "vgw-1",
                        ResourceKind.VPN_GATEWAY,
                        "blackhole",
                        true,
                        "EnableVgwRoutePropagation",
                        null));
    }

    @Test
    void metadataOptionsThatAwsLeavesOutAreNotReported() {
        assertThat(InstanceFacts.metadataOptions(null)).isEqualTo(MetadataOptions.unreported());
        assertThat(InstanceFacts.metadataOptions(InstanceMetadataOptionsResponse.builder()
                        .httpEndpoint("enabled")
                        .build()))
                .isEqualTo(MetadataOptions.unreported());
        assertThat(InstanceFacts.metadataOptions(InstanceMetadataOptionsResponse.builder()
                        .state("pending")
                        .httpEndpoint("disabled")
                        .httpTokens("required")
                        .httpPutResponseHopLimit(3)
                        .instanceMetadataTags("enabled")
                        .build()))
                .isEqualTo(new MetadataOptions(
                        ToggleState.DISABLED, HttpTokens.REQUIRED, 3, ToggleState.ENABLED, true, true));
    }

    @Test
    void metadataOptionsThatAreNewAreNotReported() {
        InstanceMetadataOptionsResponse.Builder options = InstanceMetadataOptionsResponse.builder()
                .httpEndpoint("enabled")
                .httpTokens("required")
                .instanceMetadataTags("enabled");
        assertThat(InstanceFacts.metadataOptions(
                        options.copy().httpTokens("by-contract").build()))
                .isEqualTo(MetadataOptions.unreported());
        assertThat(InstanceFacts.metadataOptions(
                        options.copy().httpEndpoint("at-times").build()))
                .isEqualTo(MetadataOptions.unreported());
        assertThat(InstanceFacts.metadataOptions(
                                options.copy().instanceMetadataTags("some").build())
                        .instanceMetadataTags())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "running, RUNNING",
        "shutting-down, SHUTTING_DOWN",
        "terminated, TERMINATED",
        "stopping, STOPPING",
        "stopped, STOPPED",
        "hibernating-deeply, RUNNING",
    })
    void everyStateIsKnownOrCountsAsRunning(String given, InstanceState stored) {
        assertThat(InstanceFacts.state(software.amazon.awssdk.services.ec2.model.InstanceState.builder()
                        .name(given)
                        .build()))
                .isEqualTo(stored);
    }

    @Test
    void anInstanceHasTheGroupsAndAddressesOfAllItsInterfaces() {
        Instance instance = InstanceCollector.resource(
                        AWS,
                        software.amazon.awssdk.services.ec2.model.Instance.builder()
                                .instanceId("i-1")
                                .instanceType("z99.brandnew")
                                .securityGroups(group("sg-2"))
                                .networkInterfaces(
                                        eni("eni-2", "sg-1", "2001:db8::2"), eni("eni-1", "sg-2", "2001:db8::1"))
                                .build(),
                        new InstanceImages(Map.of(), List.of()))
                .attributes();
        assertThat(instance.securityGroupIds()).containsExactly("sg-1", "sg-2");
        assertThat(instance.networkInterfaceIds()).containsExactly("eni-1", "eni-2");
        assertThat(instance.ipv6Addresses()).containsExactly("2001:db8::1", "2001:db8::2");
        assertThat(instance.instanceType()).isEqualTo("z99.brandnew");
    }

    private static InstanceNetworkInterface eni(String id, String group, String ipv6) {
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(id)
                .groups(group(group))
                .ipv6Addresses(InstanceIpv6Address.builder().ipv6Address(ipv6).build())
                .build();
    }

    private static GroupIdentifier group(String id) {
        return GroupIdentifier.builder().groupId(id).build();
    }

    @Test
    void anInterfaceHasThePublicAddressesOfAllItsPrivateOnes() {
        NetworkInterface eni = new NetworkInterfaceCollector()
                .resource(
                        AWS,
                        software.amazon.awssdk.services.ec2.model.NetworkInterface.builder()
                                .networkInterfaceId("eni-1")
                                .association(a -> a.publicIp("203.0.113.2"))
                                .privateIpAddresses(
                                        privateIp("10.0.0.2", "203.0.113.2"), privateIp("10.0.0.1", "203.0.113.1"))
                                .build())
                .attributes();
        assertThat(eni.publicIps()).containsExactly("203.0.113.1", "203.0.113.2");
        assertThat(eni.privateIps()).containsExactly("10.0.0.1", "10.0.0.2");
    }

    private static NetworkInterfacePrivateIpAddress privateIp(String address, String publicIp) {
        return NetworkInterfacePrivateIpAddress.builder()
                .privateIpAddress(address)
                .association(a -> a.publicIp(publicIp))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "false, , true",
        "true, arn:aws:kms:eu-west-1:1:key/k, true",
        "true, arn:aws:kms:eu-west-1:1:alias/aws/ebs, false",
        "true, , true",
    })
    void aSnapshotUnderAwsOwnKeyCannotBeShared(boolean encrypted, String key, boolean shareable) {
        Snapshot snapshot =
                Snapshot.builder().encrypted(encrypted).kmsKeyId(key).build();
        assertThat(SnapshotCollector.shareable(snapshot)).isEqualTo(shareable);
    }

    @Test
    void anImagesTimeThatCannotBeReadIsAbsent() {
        assertThat(ImageCollector.instant("2026-01-02T03:04:05.000Z")).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(ImageCollector.instant("yesterday")).isNull();
        assertThat(ImageCollector.instant(null)).isNull();
    }

    @Test
    void theNameTagNamesAResourceUnlessItIsBlank() {
        assertThat(Tags.name(Map.of("Name", "db"), "own")).isEqualTo("db");
        assertThat(Tags.name(Map.of("Name", " "), "own")).isEqualTo("own");
        assertThat(Tags.name(Map.of("name", "db"))).isNull();
    }

    @Test
    void tagsAreSortedAndMayBeWithoutValue() {
        Map<String, String> tags = Tags.of(List.of(
                Tag.builder().key("b").build(),
                Tag.builder().key("a").value("1").build()));
        assertThat(tags).containsExactly(Map.entry("a", "1"), Map.entry("b", ""));
    }
}
