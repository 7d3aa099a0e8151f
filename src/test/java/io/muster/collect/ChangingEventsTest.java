package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds an event concerns. */
class ChangingEventsTest {

    private static final ChangingEvents EVENTS = AllCollectors.events();

    @ParameterizedTest
    @CsvSource({
        "ec2, AuthorizeSecurityGroupIngress, SECURITY_GROUP",
        "ec2, ModifySecurityGroupRules, SECURITY_GROUP",
        "ec2, RunInstances, INSTANCE VOLUME NETWORK_INTERFACE",
        "ec2, EC2InstanceState-changeNotification, INSTANCE NETWORK_INTERFACE",
        "ec2, EBSVolumeNotification, VOLUME",
        "ec2, TerminateInstances, INSTANCE VOLUME NETWORK_INTERFACE",
        "ec2, ModifyInstanceAttribute, INSTANCE VOLUME NETWORK_INTERFACE",
        "ec2, CreateReplaceRootVolumeTask, VOLUME",
        "ec2, RebootInstances, INSTANCE",
        "ec2, ModifyNetworkInterfaceAttribute, INSTANCE NETWORK_INTERFACE",
        "ec2, AssignIpv6Addresses, ELASTIC_IP INSTANCE NETWORK_INTERFACE",
        "ec2, AttachVolume, INSTANCE VOLUME",
        "ec2, AssociateAddress, ELASTIC_IP INSTANCE NETWORK_INTERFACE",
        "ec2, CreateRoute, ROUTE_TABLE",
        "ec2, CreateTransitGatewayRoute, TRANSIT_GATEWAY_ROUTE_TABLE",
        "ec2, CreateVpcEndpoint, ROUTE_TABLE VPC_ENDPOINT",
        "ec2, CreateInstanceConnectEndpoint, INSTANCE_CONNECT_ENDPOINT",
        "ec2, ModifyVpcTenancy, VPC",
        "ec2, ReplaceNetworkAclEntry, NETWORK_ACL",
        "ec2, DeleteVpcPeeringConnection, VPC_PEERING_CONNECTION",
        "ec2, LockSnapshot, SNAPSHOT SNAPSHOT_LOCK",
        "ec2, EnableSnapshotBlockPublicAccess, REGION_SETTINGS",
        "iam, AttachRolePolicy, ROLE POLICY",
        "iam, AddRoleToInstanceProfile, ROLE INSTANCE_PROFILE",
        "kms, PutKeyPolicy, KMS_KEY",
        "elasticloadbalancing, RegisterTargets, TARGET_GROUP",
        "elasticloadbalancing, CreateListener, LOAD_BALANCER",
        "cloudtrail, StopLogging, TRAIL",
        "iam, CreatePolicyVersion, ROLE POLICY",
        "iam, SetDefaultPolicyVersion, ROLE POLICY",
        "elasticloadbalancing, SetSecurityGroups, LOAD_BALANCER",
        "elasticloadbalancing, SetSubnets, LOAD_BALANCER",
        "elasticloadbalancing, SetIpAddressType, LOAD_BALANCER",
        "ec2, ModifyVpcBlockPublicAccessOptions, REGION_SETTINGS SUBNET VPC",
        "ec2, CreateVpcBlockPublicAccessExclusion, BLOCK_PUBLIC_ACCESS_EXCLUSION SUBNET VPC",
        "ec2, DeleteVpcBlockPublicAccessExclusion, BLOCK_PUBLIC_ACCESS_EXCLUSION SUBNET VPC",
        "ec2, ModifyTransitGatewayPrefixListReference, PREFIX_LIST TRANSIT_GATEWAY TRANSIT_GATEWAY_ROUTE_TABLE",
        "ec2, AcceptTransitGatewayPeeringAttachment, TRANSIT_GATEWAY_ATTACHMENT TRANSIT_GATEWAY_ROUTE_TABLE",
        "ec2, DeleteTransitGatewayConnect, TRANSIT_GATEWAY_ATTACHMENT TRANSIT_GATEWAY_ROUTE_TABLE",
        "ec2, CreateVpnConnection, TRANSIT_GATEWAY_ATTACHMENT TRANSIT_GATEWAY_ROUTE_TABLE VPN_CONNECTION",
        "ec2, DeleteVpcEndpoints, ROUTE_TABLE VPC_ENDPOINT",
        "ec2, CreateVpc, NETWORK_ACL ROUTE_TABLE SECURITY_GROUP VPC",
        "ec2, CreateDefaultVpc, INTERNET_GATEWAY NETWORK_ACL ROUTE_TABLE SECURITY_GROUP SUBNET VPC",
        "ec2, CreateSubnet, NETWORK_ACL SUBNET",
        "ec2, DeleteSubnet, NETWORK_ACL ROUTE_TABLE SUBNET",
        "ec2, CreateNatGateway, ELASTIC_IP NAT_GATEWAY NETWORK_INTERFACE",
        "globalaccelerator, AddEndpoints, ACCELERATOR",
        "ec2, ModifyVpnTunnelOptions, VPN_CONNECTION",
        "rds, ModifyDBInstance, SECURITY_GROUP_USER",
        "rds, ModifyDBCluster, SECURITY_GROUP_USER",
        "lambda, UpdateFunctionConfiguration20150331v2, SECURITY_GROUP_USER"
    })
    void anEventConcernsTheKindsThatAreReadOfItsSubject(String service, String event, String kinds) {
        assertThat(EVENTS.of(service, event))
                .isEqualTo(Arrays.stream(kinds.split(" ", -1))
                        .map(ResourceKind::valueOf)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, DescribeInstances",
        "kms, GenerateDataKey",
        "s3, PutBucketPolicy",
        "ec2, CreateCoipPool",
        "lambda, Invoke",
        "'', ''"
    })
    void whatReadsOrIsNotKnownConcernsNone(String service, String event) {
        assertThat(EVENTS.of(service, event)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ec2, CreateTags, true",
        "ec2, DeleteTags, true",
        "kms, TagResource, true",
        "kms, UntagResource, true",
        "elasticloadbalancing, AddTags, true",
        "autoscaling, CreateOrUpdateTags, true",
        "iam, TagRole, false",
        "ec2, RunInstances, false",
        "ec2, CreateStage, false"
    })
    void tagsOfSomethingUnnamedAreTold(String service, String event, boolean tags) {
        assertThat(EVENTS.tags(service, event)).isEqualTo(tags);
    }

    @Test
    void someKindsCanBeAskedForById() {
        assertThat(Set.of(
                        ResourceKind.INSTANCE,
                        ResourceKind.VOLUME,
                        ResourceKind.SNAPSHOT,
                        ResourceKind.SECURITY_GROUP,
                        ResourceKind.NETWORK_INTERFACE))
                .allMatch(EVENTS::byId);
        assertThat(EVENTS.byId(ResourceKind.KMS_KEY)).isFalse();
    }
}
