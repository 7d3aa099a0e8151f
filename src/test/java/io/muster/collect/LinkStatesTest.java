package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** What one resource has of another, by the state in which EC2 tells their link to be. */
class LinkStatesTest {

    private static final AwsScope AWS = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);

    @ParameterizedTest
    @CsvSource({
        "associated, true",
        "associating, true",
        "disassociating, true",
        "disassociated, false",
        "failed, false",
        ", true",
    })
    void aRouteTableServesWhatItIsAssociatedWith(String state, boolean counts) {
        RouteTable table = new RouteTableCollector()
                .resource(
                        AWS,
                        software.amazon.awssdk.services.ec2.model.RouteTable.builder()
                                .routeTableId("rtb-1")
                                .associations(
                                        association(state).main(true).build(),
                                        association(state).subnetId("subnet-1").build(),
                                        association(state).gatewayId("igw-1").build())
                                .build())
                .attributes();
        assertThat(table.main()).isEqualTo(counts);
        assertThat(table.subnetIds()).hasSize(counts ? 1 : 0);
        assertThat(table.gatewayIds()).hasSize(counts ? 1 : 0);
    }

    private static RouteTableAssociation.Builder association(String state) {
        return RouteTableAssociation.builder().associationState(s -> s.state(state));
    }

    /** EC2 says available of an internet gateway that is attached. */
    @ParameterizedTest
    @CsvSource({"available, true", "attached, true", "attaching, true", "detaching, true", "detached, false", ", true"})
    void anInternetGatewayIsOfAVpcUntilItIsDetached(String state, boolean counts) {
        InternetGateway gateway = InternetGateway.builder()
                .internetGatewayId("igw-1")
                .attachments(InternetGatewayAttachment.builder()
                        .vpcId("vpc-1")
                        .state(state)
                        .build())
                .build();
        assertThat(new InternetGatewayCollector()
                        .resource(AWS, gateway)
                        .attributes()
                        .vpcIds())
                .hasSize(counts ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"attached, true", "attaching, true", "detaching, true", "detached, false", ", true"})
    void aGatewayOfAVpcIsItsUntilItIsDetached(String state, boolean counts) {
        EgressOnlyInternetGateway egress = EgressOnlyInternetGateway.builder()
                .egressOnlyInternetGatewayId("eigw-1")
                .attachments(InternetGatewayAttachment.builder()
                        .vpcId("vpc-1")
                        .state(state)
                        .build())
                .build();
        VpnGateway vpn = VpnGateway.builder()
                .vpnGatewayId("vgw-1")
                .vpcAttachments(
                        VpcAttachment.builder().vpcId("vpc-1").state(state).build())
                .build();
        int ofCounting = counts ? 1 : 0;
        assertThat(new EgressOnlyInternetGatewayCollector()
                        .resource(AWS, egress)
                        .attributes()
                        .vpcIds())
                .hasSize(ofCounting);
        assertThat(new VpnGatewayCollector().resource(AWS, vpn).attributes().vpcIds())
                .hasSize(ofCounting);
    }

    @ParameterizedTest
    @CsvSource({"attached, true", "attaching, true", "detaching, true", "busy, true", "detached, false", ", true"})
    void aVolumeIsAttachedUntilItIsDetached(String state, boolean counts) {
        Volume volume = Volume.builder()
                .volumeId("vol-1")
                .attachments(VolumeAttachment.builder()
                        .instanceId("i-1")
                        .state(state)
                        .build())
                .build();
        assertThat(VolumeCollector.resource(AWS, volume).attributes().attachments())
                .hasSize(counts ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"attached, true", "attaching, true", "detaching, true", "detached, false", ", true"})
    void anInterfaceIsAnInstancesUntilItIsDetached(String state, boolean counts) {
        NetworkInterface eni = NetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .attachment(a -> a.instanceId("i-1").status(state))
                .build();
        assertThat(new NetworkInterfaceCollector()
                        .resource(AWS, eni)
                        .attributes()
                        .instanceId())
                .isEqualTo(counts ? "i-1" : null);
    }

    @ParameterizedTest
    @CsvSource({"attached, true", "attaching, true", "detaching, true", "detached, false", ", true"})
    void anInstanceHasWhatIsNotDetached(String state, boolean counts) {
        Instance instance = InstanceCollector.resource(
                        AWS,
                        software.amazon.awssdk.services.ec2.model.Instance.builder()
                                .instanceId("i-1")
                                .networkInterfaces(InstanceNetworkInterface.builder()
                                        .networkInterfaceId("eni-1")
                                        .groups(GroupIdentifier.builder()
                                                .groupId("sg-1")
                                                .build())
                                        .attachment(a -> a.status(state))
                                        .build())
                                .blockDeviceMappings(InstanceBlockDeviceMapping.builder()
                                        .deviceName("/dev/xvda")
                                        .ebs(e -> e.volumeId("vol-1").status(state))
                                        .build())
                                .build(),
                        new InstanceImages(Map.of(), List.of()))
                .attributes();
        int ofCounting = counts ? 1 : 0;
        assertThat(instance.networkInterfaceIds()).hasSize(ofCounting);
        assertThat(instance.securityGroupIds()).hasSize(ofCounting);
        assertThat(instance.blockDevices()).hasSize(ofCounting);
    }
}
