package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;

import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.inventory.kind.ResourceKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** What AWS itself says, asked by the SDK for one resource at a time: where its writing calls choose a value and do not tell. */
final class Truth {

    private final Ec2AsyncClient ec2;
    private final IamAsyncClient iam;

    Truth(AwsEstateBuilder aws) {
        this.ec2 = aws.client();
        this.iam = aws.iam().client();
    }

    /** As in an ARN of the estate's region. */
    static String arn(String type, String id) {
        return "arn:aws:ec2:" + AwsEstate.REGION + ":" + Mustered.ACCOUNT + ":" + type + "/" + id;
    }

    Vpc vpc(String id) {
        return done(ec2.describeVpcs(r -> r.vpcIds(id))).vpcs().get(0);
    }

    Volume volume(String id) {
        return done(ec2.describeVolumes(r -> r.volumeIds(id))).volumes().get(0);
    }

    Snapshot snapshot(String id) {
        return done(ec2.describeSnapshots(r -> r.snapshotIds(id))).snapshots().get(0);
    }

    Image image(String id) {
        return done(ec2.describeImages(r -> r.imageIds(id))).images().get(0);
    }

    Instance instance(String id) {
        return done(ec2.describeInstances(r -> r.instanceIds(id)))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    NetworkInterface networkInterface(String id) {
        return done(ec2.describeNetworkInterfaces(r -> r.networkInterfaceIds(id)))
                .networkInterfaces()
                .get(0);
    }

    KeyPairInfo keyPair(String id) {
        return done(ec2.describeKeyPairs(r -> r.keyPairIds(id))).keyPairs().get(0);
    }

    /** The id of the rule that came from one of {@link AwsEstate}'s permissions. */
    String ruleId(String groupId, boolean egress, Integer fromPort, String cidr, String listId, String sourceGroupId) {
        List<SecurityGroupRule> rules = done(ec2.describeSecurityGroupRules(
                        r -> r.filters(filter("group-id", groupId))))
                .securityGroupRules();
        return rules.stream()
                .filter(rule -> rule.isEgress() == egress)
                .filter(rule -> fromPort == null || fromPort.equals(rule.fromPort()))
                .filter(rule -> Objects.equals(cidr, rule.cidrIpv4() == null ? rule.cidrIpv6() : rule.cidrIpv4()))
                .filter(rule -> Objects.equals(listId, rule.prefixListId()))
                .filter(rule -> sourceGroupId == null
                        || sourceGroupId.equals(rule.referencedGroupInfo().groupId()))
                .findFirst()
                .orElseThrow()
                .securityGroupRuleId();
    }

    /** The ids of all that there is of a kind. */
    Set<String> ids(ResourceKind kind) {
        Stream<String> ids = switch (kind) {
            case VPC -> done(ec2.describeVpcs()).vpcs().stream().map(one -> one.vpcId());
            case SUBNET -> done(ec2.describeSubnets()).subnets().stream().map(one -> one.subnetId());
            case SECURITY_GROUP ->
                done(ec2.describeSecurityGroups()).securityGroups().stream().map(one -> one.groupId());
            case ROUTE_TABLE ->
                done(ec2.describeRouteTables()).routeTables().stream().map(one -> one.routeTableId());
            case NETWORK_ACL ->
                done(ec2.describeNetworkAcls()).networkAcls().stream().map(one -> one.networkAclId());
            case INTERNET_GATEWAY ->
                done(ec2.describeInternetGateways()).internetGateways().stream().map(one -> one.internetGatewayId());
            case NETWORK_INTERFACE ->
                done(ec2.describeNetworkInterfaces()).networkInterfaces().stream()
                        .map(one -> one.networkInterfaceId());
            case INSTANCE ->
                done(ec2.describeInstances()).reservations().stream()
                        .flatMap(one -> one.instances().stream())
                        .map(one -> one.instanceId());
            case VOLUME -> done(ec2.describeVolumes()).volumes().stream().map(one -> one.volumeId());
            case SNAPSHOT ->
                done(ec2.describeSnapshots()).snapshots().stream()
                        .filter(one -> one.ownerId().equals(Mustered.ACCOUNT))
                        .map(one -> one.snapshotId());
            case IMAGE ->
                done(ec2.describeImages()).images().stream()
                        .filter(one -> one.ownerId().equals(Mustered.ACCOUNT))
                        .map(one -> one.imageId());
            case KEY_PAIR -> done(ec2.describeKeyPairs()).keyPairs().stream().map(one -> one.keyPairId());
            case FLOW_LOG -> done(ec2.describeFlowLogs()).flowLogs().stream().map(one -> one.flowLogId());
            case PREFIX_LIST ->
                done(ec2.describeManagedPrefixLists(r -> {})).prefixLists().stream()
                        .map(one -> one.prefixListId());
            case INSTANCE_PROFILE ->
                done(iam.listInstanceProfiles()).instanceProfiles().stream().map(one -> one.instanceProfileName());
            case ROLE -> done(iam.listRoles()).roles().stream().map(one -> one.roleName());
            case REGION_SETTINGS -> Stream.of(Mustered.ACCOUNT);
            default -> throw new AssertionError("not listed: " + kind);
        };
        return ids.collect(Collectors.toSet());
    }

    String defaultVpc() {
        return done(ec2.describeVpcs(r -> r.filters(filter("is-default", "true"))))
                .vpcs()
                .get(0)
                .vpcId();
    }

    String defaultGroup(String vpcId) {
        return done(ec2.describeSecurityGroups(
                        r -> r.filters(filter("vpc-id", vpcId), filter("group-name", "default"))))
                .securityGroups()
                .get(0)
                .groupId();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    Role role(String name) {
        return done(iam.getRole(r -> r.roleName(name))).role();
    }

    /** A managed policy's document, by another call than the service uses. */
    String policy(String arn) {
        String version = done(iam.getPolicy(r -> r.policyArn(arn))).policy().defaultVersionId();
        String document = done(iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)))
                .policyVersion()
                .document();
        // moto tells it raw here, AWS encoded.
        return document.startsWith("{") ? document : URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    InstanceProfile profile(String name) {
        return done(iam.getInstanceProfile(r -> r.instanceProfileName(name))).instanceProfile();
    }
}
