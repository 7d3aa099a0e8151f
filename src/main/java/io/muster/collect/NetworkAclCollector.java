package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.RuleAction;

@ApplicationScoped
class NetworkAclCollector extends ListingCollector<software.amazon.awssdk.services.ec2.model.NetworkAcl, NetworkAcl> {

    NetworkAclCollector() {
        super(
                NetworkAcl.class,
                Listing.of(
                        AwsService.EC2,
                        "DescribeNetworkAcls",
                        (ec2, token) ->
                                ec2.describeNetworkAcls(r -> r.maxResults(1000).nextToken(token)),
                        DescribeNetworkAclsResponse::nextToken,
                        DescribeNetworkAclsResponse::networkAcls));
    }

    /** A VPC has a default one, with which each new subnet is associated. */
    @Override
    public List<String> events() {
        return List.of(
                "ec2:CreateVpc",
                "ec2:CreateDefaultVpc",
                "ec2:DeleteVpc",
                "ec2:CreateSubnet",
                "ec2:CreateDefaultSubnet",
                "ec2:DeleteSubnet");
    }

    @Override
    Resource<NetworkAcl> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.NetworkAcl acl) {
        Map<String, String> tags = Tags.of(acl.tags());
        String arn = aws.arn(ResourceKind.NETWORK_ACL, acl.networkAclId());
        NetworkAcl attributes = new NetworkAcl(
                acl.vpcId(),
                Canonical.isTrue(acl.isDefault()),
                Canonical.strings(acl.associations().stream().map(NetworkAclAssociation::subnetId)),
                acl.entries().stream()
                        .map(entry -> entry(directed(entry, arn)))
                        .sorted(NetworkAclEntry.ORDER)
                        .toList(),
                acl.ownerId());
        return aws.resource(acl.networkAclId(), Tags.name(tags), tags, attributes);
    }

    /** An entry of which it is not told whether it is for incoming traffic would count as one of them. */
    private static software.amazon.awssdk.services.ec2.model.NetworkAclEntry directed(
            software.amazon.awssdk.services.ec2.model.NetworkAclEntry entry, String arn) {
        UnreadableItem.require("the direction of an entry", entry.egress(), arn);
        return entry;
    }

    static NetworkAclEntry entry(software.amazon.awssdk.services.ec2.model.NetworkAclEntry entry) {
        PortRange ports = entry.portRange();
        IcmpTypeCode icmp = entry.icmpTypeCode();
        boolean byPort = ports != null && ports.from() != null;
        Integer from = byPort ? ports.from() : icmp == null ? null : icmp.type();
        Integer to = byPort ? ports.to() : icmp == null ? null : icmp.code();
        return new NetworkAclEntry(
                entry.ruleNumber(),
                Canonical.isTrue(entry.egress()),
                allows(entry.ruleAction()),
                entry.protocol(),
                Canonical.unlessAll(from),
                Canonical.unlessAll(to),
                entry.cidrBlock() != null ? entry.cidrBlock() : entry.ipv6CidrBlock());
    }

    /** Null for an action that the SDK does not know. */
    private static @Nullable Boolean allows(@Nullable RuleAction action) {
        if (action == null || action == RuleAction.UNKNOWN_TO_SDK_VERSION) {
            return null;
        }
        return action == RuleAction.ALLOW;
    }
}
