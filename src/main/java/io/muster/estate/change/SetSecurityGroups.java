package io.muster.estate.change;

import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupVpcAssociation;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The security groups of an instance or of one of its network interfaces are exchanged.
 *
 * @param interfaceId null for the only interface of the instance: of one with several, AWS wants to know which
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html">EC2 API
 *     Reference, ModifyNetworkInterfaceAttribute</a>
 */
public record SetSecurityGroups(
        @Nullable String instanceId, @Nullable String interfaceId, List<String> groupIds) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(
                ResourceKind.INSTANCE,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.SECURITY_GROUP,
                ResourceKind.SECURITY_GROUP_VPC_ASSOCIATION);
    }

    @Override
    public void make(Edits edits) {
        if (groupIds.isEmpty()) {
            throw new Refused("groupIds", "an interface has one security group or more");
        }
        Resource<NetworkInterface> eni = Attachments.interfaceOf(edits, instanceId, interfaceId);
        Set<String> groups = new TreeSet<>();
        for (int i = 0; i < groupIds.size(); i++) {
            groups.add(group(
                    edits, "groupIds/" + i, groupIds.get(i), eni.attributes().vpcId()));
        }
        edits.put(eni.with(Attachments.with(eni.attributes(), List.copyOf(groups))));
        Attachments.refresh(edits, eni.attributes().instanceId());
    }

    /** The short id of the group, which must be one for the VPC. */
    private static String group(Edits edits, String field, String groupId, @Nullable String vpcId) {
        Resource<SecurityGroup> group = edits.one(SecurityGroup.class, field, groupId);
        boolean shared = edits.all(SecurityGroupVpcAssociation.class).stream()
                .anyMatch(one -> group.resourceId().equals(one.attributes().securityGroupId())
                        && Objects.equals(vpcId, one.attributes().vpcId()));
        String ofGroup = group.attributes().vpcId();
        if (!shared && ofGroup == null) {
            throw new NotRead("the VPC of " + groupId);
        }
        if (!shared && !ofGroup.equals(vpcId)) {
            throw new Refused(field, groupId + " is of " + ofGroup + ", and the interface of " + vpcId);
        }
        return group.resourceId();
    }
}
