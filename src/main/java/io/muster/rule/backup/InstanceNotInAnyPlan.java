package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** An instance each of whose volumes is covered by itself is covered. */
@Singleton
class InstanceNotInAnyPlan extends InstanceRule {

    InstanceNotInAnyPlan() {
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
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        return NotInAnyPlan.judge(
                metadata().severity(), "instance", resource, estate, cover -> cover.ofInstance(resource));
    }
}
