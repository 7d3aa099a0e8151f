package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.PublicAddresses;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** AWS makes the default list in this way: the finding is a note at most, and only where an instance with a public address is behind it. */
@Singleton
class AclAllowAll extends AclRule {

    AclAllowAll() {
        super(
                new RuleMetadata(
                        "nacl-allow-all",
                        "Network ACL lets everything through to public instances",
                        Severity.INFO,
                        Area.NETWORK,
                        ResourceKind.NETWORK_ACL,
                        "AWS's default: the list filters nothing, so that security groups are the only layer before"
                                + " instances with public addresses.",
                        "Replace the entry for all traffic by entries for the ports in use and the ephemeral ports of"
                                + " answers, with aws ec2 create-network-acl-entry, in both directions; network ACLs do not"
                                + " keep state.",
                        List.of(REFERENCE, "https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html"),
                        List.of(Control.prowler("ec2_networkacl_allow_ingress_any_port"))),
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.SUBNET);
    }

    @Override
    Verdict judge(Resource<NetworkAcl> resource, NetworkAcl acl, Estate estate) {
        if (passedThrough(acl).isEmpty()) {
            return acl.entries().stream().allMatch(entry -> entry.allow() != null && entry.number() != null)
                    ? Verdict.pass()
                    : Verdict.unknown("an entry of the network ACL cannot be read");
        }
        List<String> exposed = acl.subnetIds().stream()
                .flatMap(subnet -> Interfaces.of(estate).inSubnet(subnet).stream())
                .map(Resource::attributes)
                .filter(eni -> eni.instanceId() != null)
                .filter(eni -> !PublicAddresses.of(eni, estate).isEmpty())
                .map(NetworkInterface::instanceId)
                .distinct()
                .toList();
        return exposed.isEmpty()
                ? Verdict.pass()
                : fail(
                        "The network ACL lets everything through to instances with public addresses (" + exposed.size()
                                + ").",
                        Evidence.of("networkAclId", resource.resourceId())
                                .and("vpcId", acl.vpcId())
                                .and("isDefault", acl.isDefault())
                                .and("subnetIds", acl.subnetIds())
                                .andFirst("instances", exposed)
                                .facts());
    }
}
