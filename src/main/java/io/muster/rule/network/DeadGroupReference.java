package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import io.muster.inventory.kind.VpcPeeringConnection;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Inbound and outbound rules that name a group of another VPC, which neither a peering nor an association brings near. */
@Singleton
class DeadGroupReference extends GroupRule {

    private static final String ACTIVE = "active";
    private static final String ASSOCIATED = "associated";

    DeadGroupReference() {
        super(new RuleMetadata(
                "sg-reference-over-transit-gateway-dead",
                "Rule names a group of another VPC that it cannot match",
                Severity.LOW,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "A group of a VPC behind a transit gateway is matched only where the gateway and both attachments support"
                        + " it. Else the rule admits no traffic, which tempts its owner to open the group to whole networks.",
                "Set SecurityGroupReferencingSupport to enable on the transit gateway (aws ec2 modify-transit-gateway) and"
                        + " on both attachments (aws ec2 modify-transit-gateway-vpc-attachment), or remove the rule.",
                List.of(
                        "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security",
                        RULES_REFERENCE),
                List.of()));
    }

    @Override
    public String version() {
        return "2";
    }

    /** Asked for only where a rule names a group of another VPC. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(
                ResourceKind.TRANSIT_GATEWAY,
                ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
                ResourceKind.VPC_PEERING_CONNECTION,
                ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION);
    }

    /** A rule, and how the VPC of the group that it names is reached. */
    private record Reference(SecurityGroupRule rule, GatewayReferences.Support support) {}

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        if (group.vpcId() == null) {
            return Verdict.unknown("AWS did not tell the VPC of the group");
        }
        List<Reference> references = Stream.concat(group.ingress().stream(), group.egress().stream())
                .filter(rule -> rule.referencedGroupId() != null && !overPeering(rule))
                .filter(rule -> !group.vpcId().equals(vpc(rule, estate)))
                .filter(rule -> !broughtNear(rule, resource.resourceId(), group.vpcId(), estate))
                .map(rule -> new Reference(rule, GatewayReferences.between(group.vpcId(), vpc(rule, estate), estate)))
                .toList();
        List<SecurityGroupRule> dead = rules(references, GatewayReferences.Support.OFF);
        if (!dead.isEmpty()) {
            return fail(
                    "A rule of the group names a group of a VPC behind a transit gateway, where such references are off.",
                    Evidence.of("groupId", resource.resourceId())
                            .and("vpcId", group.vpcId())
                            .and("rules", facts(dead))
                            .facts());
        }
        if (!rules(references, GatewayReferences.Support.UNKNOWN).isEmpty()) {
            return Verdict.unknown(
                    "whether the transit gateway and both attachments let a rule name the group is not known");
        }
        return rules(references, GatewayReferences.Support.ON).isEmpty() ? Verdict.notApplicable() : Verdict.pass();
    }

    private static List<SecurityGroupRule> rules(List<Reference> references, GatewayReferences.Support support) {
        return references.stream()
                .filter(reference -> reference.support() == support)
                .map(Reference::rule)
                .toList();
    }

    private static boolean overPeering(SecurityGroupRule rule) {
        return rule.referencedGroup() != null && rule.referencedGroup().vpcPeeringConnectionId() != null;
    }

    /** The VPC of the group that the rule names; null where neither AWS nor the listing tells it. */
    private static @Nullable String vpc(SecurityGroupRule rule, Estate estate) {
        ReferencedGroup referenced = rule.referencedGroup();
        return referenced != null && referenced.vpcId() != null
                ? referenced.vpcId()
                : estate.stored(SecurityGroup.class, rule.referencedGroupId())
                        .map(group -> group.attributes().vpcId())
                        .orElse(null);
    }

    /** Whether interfaces of both groups may be in one VPC, as either group is associated with that of the other, or their VPCs are peered. */
    private static boolean broughtNear(SecurityGroupRule rule, String groupId, String vpcId, Estate estate) {
        String other = vpc(rule, estate);
        return associated(rule.referencedGroupId(), vpcId, estate)
                || (other != null && associated(groupId, other, estate))
                || (other != null
                        && estate.all(VpcPeeringConnection.class).stream()
                                .map(Resource::attributes)
                                .anyMatch(peering -> ACTIVE.equals(peering.status())
                                        && peering.vpcIds().containsAll(List.of(vpcId, other))));
    }

    private static boolean associated(String groupId, String vpcId, Estate estate) {
        return estate.all(SecurityGroupVpcAssociation.class).stream()
                .map(Resource::attributes)
                .anyMatch(association -> ASSOCIATED.equals(association.state())
                        && groupId.equals(association.securityGroupId())
                        && vpcId.equals(association.vpcId()));
    }
}
