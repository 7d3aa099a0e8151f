package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.rule.Evidence;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.util.function.Function;

/** The verdict of the rules about plans on what they cover. */
final class NotInAnyPlan {

    static final String RATIONALE = "A resource that no plan or policy names is backed up only by hand.";

    static final String REMEDIATION =
            "Assign it to a plan of AWS Backup, best by a tag that every new one gets, or make a default policy of Data"
                    + " Lifecycle Manager. Opt in to its type: aws backup update-region-settings"
                    + " --resource-type-opt-in-preference EBS=true,EC2=true in each region.";

    static final String ASSIGNING = "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html";
    static final String POLICIES = "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html";

    private NotInAnyPlan() {}

    /** @param cover how far the resource is covered by the plans and policies */
    static Verdict judge(
            Severity severity,
            String what,
            Resource<?> resource,
            Estate estate,
            Function<BackupCover, Certainty> cover) {
        return switch (cover.apply(new BackupCover(estate, true))) {
            case YES -> Verdict.pass();
            case POSSIBLE ->
                Verdict.unknown("whether a plan or policy covers this " + what
                        + " is not known: one of them, the opt-in to its type or its tags could not be read");
            case NO ->
                uncovered(
                        severity, what, resource, estate, cover.apply(new BackupCover(estate, false)) == Certainty.YES);
        };
    }

    private static Verdict uncovered(
            Severity severity, String what, Resource<?> resource, Estate estate, boolean notOptedIn) {
        return Verdict.fail(
                severity,
                notOptedIn
                        ? "A plan assigns the " + what + ", but AWS Backup passes over it: its type is not opted in."
                        : "No plan of AWS Backup and no enabled lifecycle policy covers the " + what + ".",
                Evidence.of("resourceId", resource.resourceId())
                        .and("assignedButNotOptedIn", notOptedIn)
                        .and("plans", estate.all(BackupPlan.class).size())
                        .and(
                                "lifecyclePolicies",
                                estate.all(LifecyclePolicy.class).size())
                        .facts());
    }
}
