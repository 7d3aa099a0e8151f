package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule about the roles of instances. A role is judged if one instance is known to use it; if none is, the verdict is UNKNOWN
 * unless all instances are known.
 */
abstract class RoleInUse extends RecordRule<Role> {

    RoleInUse(RuleMetadata metadata) {
        super(metadata, Role.class, ResourceKind.INSTANCE_PROFILE);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.INSTANCE);
    }

    @Override
    public final Verdict judge(Resource<Role> role, Estate estate) {
        List<Resource<Instance>> instances = InstanceRoles.of(estate).instancesOf(role);
        if (!instances.isEmpty()) {
            return judge(role, instances, estate);
        }
        return estate.knows(ResourceKind.INSTANCE)
                ? Verdict.notApplicable()
                : Verdict.unknown("not known: " + estate.missing(ResourceKind.INSTANCE)
                        + "; none of the instances that are known has the role");
    }

    abstract Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate);

    /** Adds the instances that have the role. */
    static Map<String, Object> with(List<Resource<Instance>> instances, Evidence evidence) {
        return evidence.and("instanceCount", instances.size())
                .andFirst(
                        "instances",
                        instances.stream().map(Resource::arn).sorted().toList())
                .facts();
    }
}
