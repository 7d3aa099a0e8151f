package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NatGatewayTest extends CannedCollecting {

    @Test
    void everyAttributeIsRead() {
        canned.ec2(
                "DescribeNatGateways",
                "<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><state>available</state>"
                        + "<connectivityType>public</connectivityType><availabilityMode>zonal</availabilityMode>"
                        + "<vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId>"
                        + "<createTime>2026-01-02T03:04:05Z</createTime>"
                        + "<natGatewayAddressSet>"
                        + "<item><networkInterfaceId>eni-2</networkInterfaceId><privateIp>10.0.0.6</privateIp></item>"
                        + "<item><allocationId>eipalloc-1</allocationId><networkInterfaceId>eni-1</networkInterfaceId>"
                        + "<privateIp>10.0.0.5</privateIp><publicIp>198.51.100.1</publicIp><isPrimary>true</isPrimary>"
                        + "</item></natGatewayAddressSet>"
                        + "<tagSet><item><key>Name</key><value>out</value></item></tagSet></item></natGatewaySet>");

        Resource<NatGateway> gateway = only(new NatGatewayCollector());

        assertThat(gateway.arn()).isEqualTo("arn:aws:ec2:eu-west-1:123456789012:natgateway/nat-1");
        assertThat(gateway.name()).isEqualTo("out");
        assertThat(gateway.tags()).isEqualTo(Map.of("Name", "out"));
        assertThat(gateway.attributes())
                .isEqualTo(new NatGateway(
                        "available",
                        "public",
                        "zonal",
                        "vpc-1",
                        "subnet-1",
                        null,
                        List.of(
                                new NatGatewayAddress("198.51.100.1", "10.0.0.5", "eipalloc-1", "eni-1", true, null),
                                new NatGatewayAddress(null, "10.0.0.6", null, "eni-2", false, null)),
                        null,
                        List.of(),
                        null,
                        Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void aRegionalOneHasNoSubnetAndMayHaveAppliances() {
        canned.ec2(
                "DescribeNatGateways",
                "<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><state>pending</state>"
                        + "<availabilityMode>regional</availabilityMode><vpcId>vpc-1</vpcId>"
                        + "<routeTableId>rtb-1</routeTableId><autoScalingIps>enabled</autoScalingIps>"
                        + "<attachedApplianceSet><item><applianceArn>arn:aws:network-firewall:eu-west-1:1:proxy/p"
                        + "</applianceArn></item></attachedApplianceSet></item></natGatewaySet>");

        NatGateway gateway = only(new NatGatewayCollector()).attributes();

        assertThat(gateway.subnetId()).isNull();
        assertThat(gateway.routeTableId()).isEqualTo("rtb-1");
        assertThat(gateway.autoScalingIps()).isEqualTo("enabled");
        assertThat(gateway.applianceArns()).containsExactly("arn:aws:network-firewall:eu-west-1:1:proxy/p");
    }
}
