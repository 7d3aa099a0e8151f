package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A security group is made, without rules. It has an id by which further changes name it, and that AWS will not give it.
 *
 * @param vpcId null for a VPC that is not there yet
 */
public record PutGroup(
        String groupId, String name, @Nullable String vpcId) implements Change {

    /** Stands for the default VPC of the region. */
    public static final String DEFAULT_VPC = "default";

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.SECURITY_GROUP, ResourceKind.VPC);
    }

    @Override
    public void make(Edits edits) {
        String vpc = vpcId == null ? null : vpc(edits, vpcId);
        SecurityGroup group =
                new SecurityGroup(name, null, vpc, false, edits.scope().accountId(), List.of(), List.of());
        edits.put(new Resource<>(
                edits.scope().arn(ResourceKind.SECURITY_GROUP, groupId),
                ResourceKind.SECURITY_GROUP,
                edits.scope(),
                groupId,
                null,
                Map.of(),
                group));
    }

    private static String vpc(Edits edits, String vpcId) {
        return edits.all(Vpc.class).stream()
                .filter(one -> vpcId.equals(DEFAULT_VPC) && one.attributes().isDefault())
                .findFirst()
                .orElseGet(() -> edits.one(Vpc.class, "vpcId", vpcId))
                .resourceId();
    }
}
