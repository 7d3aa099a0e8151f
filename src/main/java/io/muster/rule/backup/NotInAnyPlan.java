package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The verdict of the rules about plans on what they cover. Where no plan is seen and AWS Backup has a recent backup, it may be of a plan
 * that takes a larger whole, or made by hand: AWS Backup does not say.
 *
 * @param what the resource in a word
 */
record NotInAnyPlan(Severity severity, String what, Resource<?> resource, Estate estate, Baseline baseline) {

    static final String RATIONALE =
            "A resource that no plan or policy names is backed up only by hand. Members of auto scaling groups and"
                    + " hosts of containers are replaced and not restored: unlike Security Hub's EC2.28, Muster asks for no plan for"
                    + " them and their volumes, except for volumes that Kubernetes keeps for a claim.";

    static final String REMEDIATION =
            "Assign it to a plan of AWS Backup, best by a tag that every new one gets, or make a default policy of Data"
                    + " Lifecycle Manager. Opt in to its type: aws backup update-region-settings"
                    + " --resource-type-opt-in-preference EBS=true,EC2=true in each region.";

    static final String ASSIGNING = "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html";
    static final String POLICIES = "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html";

    /**
     * The verdict.
     *
     * @param cover how far the resource is covered by the plans and policies
     * @param replaced whether it is replaced and not restored, and so needs no cover
     * @param kept  whether AWS Backup has a backup of it that is recent, or may have
     */
    Verdict judge(Function<BackupCover, Certainty> cover, BooleanSupplier replaced, Predicate<KeptBackups> kept) {
        Certainty covered = cover.apply(new BackupCover(estate, true));
        if (covered != Certainty.YES && replaced.getAsBoolean()) {
            return Verdict.notApplicable();
        }
        return switch (covered) {
            case YES -> Verdict.pass();
            case POSSIBLE ->
                Verdict.unknown(
                        "whether a plan or policy covers this " + what
                                + " is not known: one of them, the opt-in to a type, its tags or those of its cluster could not be read");
            case NO ->
                kept.test(keptBackups())
                        ? Verdict.unknown(
                                "AWS Backup has a backup of this " + what
                                        + " that may be recent, though no plan that is seen assigns it: whether one will go on to do so is not known")
                        : uncovered(cover.apply(new BackupCover(estate, false)) == Certainty.YES);
        };
    }

    private KeptBackups keptBackups() {
        return new KeptBackups(estate, estate.asOf().minus(baseline.snapshotAge()));
    }

    private Verdict uncovered(boolean notOptedIn) {
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
