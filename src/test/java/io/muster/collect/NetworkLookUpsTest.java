package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.kind.AllowedPrincipal;
import io.muster.inventory.kind.RouteServer;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.inventory.kind.VpcPeeringConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Network kinds whose facts come from several operations, of which each may be refused. */
class NetworkLookUpsTest extends CannedCollecting {

    private static final String SERVICE = "<serviceConfigurationSet><item><serviceId>vpce-svc-1</serviceId>"
            + "<acceptanceRequired>true</acceptanceRequired></item></serviceConfigurationSet>";
    private static final String SERVERS =
            "<routeServerSet><item><routeServerId>rs-1</routeServerId></item></routeServerSet>";
    private static final String PEERS = "<routeServerPeerSet><item><routeServerPeerId>rsp-1</routeServerPeerId>"
            + "<routeServerId>rs-1</routeServerId></item></routeServerPeerSet>";

    @Test
    void principalsThatMayNotBeReadAreUnknownAndAGapAndTheConnectionsAreThere() {
        // given
        canned.ec2("DescribeVpcEndpointServiceConfigurations", SERVICE)
                .refuse("DescribeVpcEndpointServicePermissions", 403, "UnauthorizedOperation", "You may not")
                .ec2(
                        "DescribeVpcEndpointConnections",
                        "<vpcEndpointConnectionSet><item><serviceId>vpce-svc-1</serviceId>"
                                + "<vpcEndpointId>vpce-9</vpcEndpointId></item></vpcEndpointConnectionSet>");

        // when
        Collection<VpcEndpointService> collection = collect(new VpcEndpointServiceCollector());

        // then
        VpcEndpointService service = collection.resources().get(0).attributes();
        assertThat(service.allowedPrincipals()).isNull();
        assertThat(service.connections())
                .extracting(connection -> connection.vpcEndpointId())
                .containsExactly("vpce-9");
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "ec2:DescribeVpcEndpointServicePermissions",
                        "UnauthorizedOperation",
                        "You may not (vpce-svc-1)"));
    }

    @Test
    void aServiceThatIsGoneSinceItWasListedIsLeftOut() {
        canned.ec2("DescribeVpcEndpointServiceConfigurations", SERVICE)
                .refuse("DescribeVpcEndpointServicePermissions", 400, "InvalidVpcEndpointServiceId.NotFound", "Gone")
                .ec2("DescribeVpcEndpointConnections", "<vpcEndpointConnectionSet/>");
        assertThat(collect(new VpcEndpointServiceCollector()).resources()).isEmpty();
        assertThat(collect(new VpcEndpointServiceCollector()).gaps()).isEmpty();
    }

    @Test
    void principalsComeInOrder() {
        canned.ec2("DescribeVpcEndpointServiceConfigurations", SERVICE)
                .ec2(
                        "DescribeVpcEndpointServicePermissions",
                        "<allowedPrincipals><item><principal>b</principal></item>"
                                + "<item><principal>*</principal></item></allowedPrincipals>")
                .ec2("DescribeVpcEndpointConnections", "<vpcEndpointConnectionSet/>");
        assertThat(only(new VpcEndpointServiceCollector()).attributes().allowedPrincipals())
                .extracting(AllowedPrincipal::principal)
                .containsExactly("*", "b");
    }

    @Test
    void blockersThatMayNotBeReadAreUnknownWithoutAGap() {
        canned.ec2("DescribeVpcEncryptionControls", control("enforce-failed"))
                .refuse("GetVpcResourcesBlockingEncryptionEnforcement", 403, "UnauthorizedOperation", "You may not");
        VpcEncryptionControl control = only(new VpcEncryptionControlCollector()).attributes();
        assertThat(control.state()).isEqualTo("enforce-failed");
        assertThat(control.blockingResources()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"available, 0", "enforce-in-progress, 0", "enforce-failed, 1", "monitor-failed, 1"})
    void blockersAreAskedForWhereSomethingFailed(String state, long asked) {
        canned.ec2("DescribeVpcEncryptionControls", control(state))
                .ec2("GetVpcResourcesBlockingEncryptionEnforcement", "<nonCompliantResourceSet/>");
        assertThat(only(new VpcEncryptionControlCollector()).attributes().blockingResources())
                .isEmpty();
        assertThat(canned.asked("GetVpcResourcesBlockingEncryptionEnforcement")).isEqualTo(asked);
    }

    private static String control(String state) {
        return "<vpcEncryptionControlSet><item><vpcEncryptionControlId>vpcec-1</vpcEncryptionControlId>"
                + "<vpcId>vpc-1</vpcId><state>" + state + "</state></item></vpcEncryptionControlSet>";
    }

    @Test
    void endpointsThatMayNotBeReadAreUnknownAndAGapAndThePeersAreThere() {
        // given
        canned.ec2("DescribeRouteServers", SERVERS)
                .refuse("DescribeRouteServerEndpoints", 403, "UnauthorizedOperation", "You may not")
                .ec2("DescribeRouteServerPeers", PEERS);

        // when
        Collection<RouteServer> collection = collect(new RouteServerCollector());

        // then
        RouteServer server = collection.resources().get(0).attributes();
        assertThat(server.endpoints()).isNull();
        assertThat(server.vpcIds()).isNull();
        assertThat(server.peers()).hasSize(1);
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:DescribeRouteServerEndpoints", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void withoutARouteServerNothingElseIsAsked() {
        canned.ec2("DescribeRouteServers", "<routeServerSet/>");
        assertThat(collect(new RouteServerCollector()).resources()).isEmpty();
        assertThat(canned.asked("DescribeRouteServerEndpoints")).isZero();
        assertThat(canned.asked("DescribeRouteServerPeers")).isZero();
    }

    @Test
    void aPeerOfUnknownHomeIsTakenForOneOfTheViewers() {
        canned.ec2(
                "DescribeVpcPeeringConnections",
                "<vpcPeeringConnectionSet><item><vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId>"
                        + "<requesterVpcInfo><vpcId>vpc-1</vpcId></requesterVpcInfo>"
                        + "<accepterVpcInfo><ownerId>999999999999</ownerId><region>us-east-1</region>"
                        + "<vpcId>vpc-2</vpcId></accepterVpcInfo></item></vpcPeeringConnectionSet>");
        VpcPeeringConnection connection =
                only(new VpcPeeringConnectionCollector()).attributes();
        assertThat(connection.vpcArns())
                .containsExactly(
                        "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1", "arn:aws:ec2:us-east-1:999999999999:vpc/vpc-2");
    }
}
