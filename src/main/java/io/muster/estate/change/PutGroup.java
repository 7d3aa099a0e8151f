package io.muster.estate.change;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Vpc;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A security group is made, without rules. It has an id by which further changes name it, and that AWS will not give it. */
public record PutGroup(
        String groupId, String name, @Nullable String vpcId) implements Change {

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.SECURITY_GROUP, ResourceKind.VPC);
    }

    @Override
    public void make(Edits edits) {
        if (vpcId != null) {
            edits.one(Vpc.class, "vpcId", vpcId);
        }
        SecurityGroup group =
                new SecurityGroup(name, null, vpcId, false, edits.scope().accountId(), List.of(), List.of());
        edits.put(new Resource<>(
                edits.scope().arn(ResourceKind.SECURITY_GROUP, groupId),
                ResourceKind.SECURITY_GROUP,
                edits.scope(),
                groupId,
                null,
                Map.of(),
                group));
    }
}
