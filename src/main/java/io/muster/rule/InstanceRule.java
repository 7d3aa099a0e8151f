package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;

/**
 * A rule about instances. It does not apply to terminated instances, which EC2 lists for up to an hour more, nor to those that an
 * AWS service runs and sets up.
 */
public abstract class InstanceRule extends RecordRule<Instance> {

    protected InstanceRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, Instance.class, alsoNeeds);
    }

    @Override
    public final Verdict judge(Resource<Instance> resource, Estate estate) {
        Instance instance = resource.attributes();
        return instance.state().ended() || instance.operatorManaged()
                ? Verdict.notApplicable()
                : judge(resource, instance, estate);
    }

    protected abstract Verdict judge(Resource<Instance> resource, Instance instance, Estate estate);
}
