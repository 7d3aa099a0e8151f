package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.InstanceRule;
import io.muster.rule.Replaceable;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** An instance each of whose volumes is covered by itself is covered. */
@Singleton
class InstanceNotInAnyPlan extends InstanceRule {

    private final Baseline baseline;

    InstanceNotInAnyPlan(Baseline baseline) {
        super(
                new RuleMetadata(
                        "backup-instance-not-in-any-plan",
                        "No backup plan or lifecycle policy covers the instance",
                        Severity.MEDIUM,
                        Area.BACKUP,
                        ResourceKind.INSTANCE,
                        NotInAnyPlan.RATIONALE,
                        NotInAnyPlan.REMEDIATION,
                        List.of(NotInAnyPlan.ASSIGNING, NotInAnyPlan.POLICIES),
                        List.of()),
                ResourceKind.VOLUME,
                ResourceKind.BACKUP_PLAN,
                ResourceKind.BACKUP_SETTINGS,
                ResourceKind.LIFECYCLE_POLICY);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "5";
    }

    /** Asked for only where no plan is seen. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PROTECTED_RESOURCE);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        return new NotInAnyPlan(metadata().severity(), "instance", resource, estate, baseline)
                .judge(
                        cover -> cover.ofInstance(resource),
                        () -> Replaceable.isInstance(resource),
                        kept -> kept.ofInstance(resource));
    }
}
