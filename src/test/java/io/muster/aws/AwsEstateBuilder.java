package io.muster.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.FlowLogsResourceType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.OperationType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.TrafficType;
import software.amazon.awssdk.services.ec2.model.VolumeType;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/**
 * Builds an estate in a stand-in of AWS by AWS's own writing calls. Each method makes one thing and returns its id; {@link
 * AwsEstate} puts them together.
 */
public final class AwsEstateBuilder implements AutoCloseable {

    private final Ec2AsyncClient ec2;
    private final IamAsyncClient iam;

    public AwsEstateBuilder(URI endpoint, String region) {
        this(endpoint, region, AwsBasicCredentials.create("builder", "builder"));
    }

    /** Builds in the account to which the credentials belong. */
    public AwsEstateBuilder(URI endpoint, String region, AwsCredentials of) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(of);
        this.ec2 = Ec2AsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .build();
        this.iam = IamAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(credentials)
                .build();
    }

    public Ec2AsyncClient client() {
        return ec2;
    }

    public IamEstateBuilder iam() {
        return new IamEstateBuilder(iam);
    }

    @Override
    public void close() {
        ec2.close();
        iam.close();
    }

    public String vpc(String name, String cidr, String secondCidr) {
        String id = done(ec2.createVpc(r -> r.cidrBlock(cidr)
                        .amazonProvidedIpv6CidrBlock(true)
                        .tagSpecifications(named(ResourceType.VPC, name))))
                .vpc()
                .vpcId();
        done(ec2.associateVpcCidrBlock(r -> r.vpcId(id).cidrBlock(secondCidr)));
        return id;
    }

    public String ipv6Cidr(String vpcId) {
        return done(ec2.describeVpcs(r -> r.vpcIds(vpcId)))
                .vpcs()
                .get(0)
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock();
    }

    public String subnet(String name, String vpcId, String cidr, String zone) {
        return done(ec2.createSubnet(r -> r.vpcId(vpcId)
                        .cidrBlock(cidr)
                        .availabilityZone(zone)
                        .tagSpecifications(named(ResourceType.SUBNET, name))))
                .subnet()
                .subnetId();
    }

    /** Gives new interfaces in the subnet a public IPv4 and an IPv6 address, and returns its IPv6 range. */
    public String open(String subnetId, String vpcId) {
        String ipv6Cidr = ipv6Cidr(vpcId).replace("/56", "/64");
        done(ec2.associateSubnetCidrBlock(r -> r.subnetId(subnetId).ipv6CidrBlock(ipv6Cidr)));
        done(ec2.modifySubnetAttribute(r -> r.subnetId(subnetId).mapPublicIpOnLaunch(v -> v.value(true))));
        done(ec2.modifySubnetAttribute(r -> r.subnetId(subnetId).assignIpv6AddressOnCreation(v -> v.value(true))));
        return ipv6Cidr;
    }

    public String internetGateway(String name, String vpcId) {
        String id = done(ec2.createInternetGateway(
                        r -> r.tagSpecifications(named(ResourceType.INTERNET_GATEWAY, name))))
                .internetGateway()
                .internetGatewayId();
        done(ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpcId)));
        return id;
    }

    public String routeTable(String name, String vpcId, String subnetId) {
        String id = done(ec2.createRouteTable(
                        r -> r.vpcId(vpcId).tagSpecifications(named(ResourceType.ROUTE_TABLE, name))))
                .routeTable()
                .routeTableId();
        done(ec2.associateRouteTable(r -> r.routeTableId(id).subnetId(subnetId)));
        return id;
    }

    public void routeEverything(String routeTableId, String gatewayId) {
        done(ec2.createRoute(r ->
                r.routeTableId(routeTableId).destinationCidrBlock("0.0.0.0/0").gatewayId(gatewayId)));
        done(ec2.createRoute(r ->
                r.routeTableId(routeTableId).destinationIpv6CidrBlock("::/0").gatewayId(gatewayId)));
    }

    public String networkAcl(String name, String vpcId) {
        return done(ec2.createNetworkAcl(r -> r.vpcId(vpcId).tagSpecifications(named(ResourceType.NETWORK_ACL, name))))
                .networkAcl()
                .networkAclId();
    }

    public void aclEntry(Consumer<CreateNetworkAclEntryRequest.Builder> entry) {
        done(ec2.createNetworkAclEntry(entry));
    }

    /** Puts the subnet under another network ACL than its VPC's default one. */
    public void guard(String subnetId, String networkAclId) {
        String association = done(ec2.describeNetworkAcls()).networkAcls().stream()
                .flatMap(acl -> acl.associations().stream())
                .filter(one -> one.subnetId().equals(subnetId))
                .findFirst()
                .orElseThrow()
                .networkAclAssociationId();
        done(ec2.replaceNetworkAclAssociation(r -> r.associationId(association).networkAclId(networkAclId)));
    }

    public String securityGroup(String name, String vpcId) {
        return done(ec2.createSecurityGroup(r -> r.groupName(name)
                        .description("The group " + name)
                        .vpcId(vpcId)
                        .tagSpecifications(tagged(ResourceType.SECURITY_GROUP, "team", "platform"))))
                .groupId();
    }

    /** Lets traffic in; the ids of the rules come in no particular order. */
    public List<String> allow(String groupId, IpPermission... permissions) {
        return done(ec2.authorizeSecurityGroupIngress(r -> r.groupId(groupId).ipPermissions(permissions)))
                .securityGroupRules()
                .stream()
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
    }

    public String prefixList(String name, String... cidrs) {
        return done(ec2.createManagedPrefixList(r -> r.prefixListName(name)
                        .addressFamily("IPv4")
                        .maxEntries(10)
                        .entries(Arrays.stream(cidrs)
                                .map(cidr -> AddPrefixListEntry.builder()
                                        .cidr(cidr)
                                        .description("The range " + cidr)
                                        .build())
                                .toList())))
                .prefixList()
                .prefixListId();
    }

    public CreateKeyPairResponse keyPair(String name) {
        return done(ec2.createKeyPair(r ->
                r.keyName(name).keyType(KeyType.ED25519).tagSpecifications(tagged(ResourceType.KEY_PAIR, "k", "v"))));
    }

    public String volume(String name, String zone, int sizeGiB, boolean encrypted) {
        return done(ec2.createVolume(r -> r.availabilityZone(zone)
                        .size(sizeGiB)
                        .volumeType(VolumeType.GP3)
                        .encrypted(encrypted)
                        .tagSpecifications(named(ResourceType.VOLUME, name))))
                .volumeId();
    }

    public void attach(String volumeId, String instanceId, String device) {
        done(ec2.attachVolume(r -> r.volumeId(volumeId).instanceId(instanceId).device(device)));
    }

    public String snapshot(String volumeId, String description) {
        return done(ec2.createSnapshot(r -> r.volumeId(volumeId).description(description)))
                .snapshotId();
    }

    public void permit(String snapshotId, Consumer<ModifySnapshotAttributeRequest.Builder> whom) {
        done(ec2.modifySnapshotAttribute(r -> r.snapshotId(snapshotId)
                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                .operationType(OperationType.ADD)
                .applyMutation(whom)));
    }

    public String image(String name, String snapshotId) {
        return done(ec2.registerImage(r -> r.name(name)
                        .rootDeviceName("/dev/xvda")
                        .virtualizationType("hvm")
                        .architecture(ArchitectureValues.X86_64)
                        .blockDeviceMappings(BlockDeviceMapping.builder()
                                .deviceName("/dev/xvda")
                                .ebs(ebs -> ebs.snapshotId(snapshotId))
                                .build())))
                .imageId();
    }

    public void shareImage(String imageId, LaunchPermission... with) {
        done(ec2.modifyImageAttribute(
                r -> r.imageId(imageId).attribute("launchPermission").launchPermission(p -> p.add(with))));
    }

    public Instance instance(Consumer<RunInstancesRequest.Builder> launch) {
        return done(ec2.runInstances(RunInstancesRequest.builder()
                        .minCount(1)
                        .maxCount(1)
                        .applyMutation(launch)
                        .build()))
                .instances()
                .get(0);
    }

    public void terminate(String instanceId) {
        done(ec2.terminateInstances(r -> r.instanceIds(instanceId)));
    }

    public String networkInterface(String subnetId, String groupId, String description) {
        return done(ec2.createNetworkInterface(r -> r.subnetId(subnetId)
                        .groups(groupId)
                        .description(description)
                        .tagSpecifications(named(ResourceType.NETWORK_INTERFACE, description))))
                .networkInterface()
                .networkInterfaceId();
    }

    public String elasticIp(String networkInterfaceId) {
        AllocateAddressResponse address = done(ec2.allocateAddress(r -> r.domain(DomainType.VPC)));
        done(ec2.associateAddress(r -> r.allocationId(address.allocationId()).networkInterfaceId(networkInterfaceId)));
        return address.publicIp();
    }

    public String flowLog(String vpcId) {
        return done(ec2.createFlowLogs(r -> r.resourceIds(vpcId)
                        .resourceType(FlowLogsResourceType.VPC)
                        .trafficType(TrafficType.REJECT)
                        .logDestinationType(LogDestinationType.CLOUD_WATCH_LOGS)
                        .logGroupName("flows")
                        .deliverLogsPermissionArn("arn:aws:iam::123456789012:role/flows")))
                .flowLogIds()
                .get(0);
    }

    public void encryptVolumesByDefault() {
        done(ec2.enableEbsEncryptionByDefault(r -> {}));
    }

    public static TagSpecification named(ResourceType type, String name) {
        return tagged(type, "Name", name);
    }

    private static TagSpecification tagged(ResourceType type, String key, String value) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    public static <T> T done(CompletableFuture<T> call) {
        return call.join();
    }
}
