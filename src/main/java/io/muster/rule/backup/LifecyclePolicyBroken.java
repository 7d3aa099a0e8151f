package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.LifecycleSchedule;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;

/** A policy that was disabled on purpose is the least fault, and no longer shares anything. */
@Singleton
class LifecyclePolicyBroken extends RecordRule<LifecyclePolicy> {

    private static final String ENABLED = "ENABLED";
    private static final String DISABLED = "DISABLED";

    private final Baseline baseline;

    LifecyclePolicyBroken(Baseline baseline) {
        super(
                new RuleMetadata(
                        "dlm-policy-broken-or-sharing",
                        "Lifecycle policy does not run, or shares snapshots with accounts that are not yours",
                        Severity.HIGH,
                        Area.BACKUP,
                        ResourceKind.LIFECYCLE_POLICY,
                        "A policy in the state ERROR makes no backups, without an alarm. One that shares hands every new"
                                + " snapshot to the other account, which can read the whole disk.",
                        "aws dlm get-lifecycle-policy --policy-id ID tells the reason of an error; as a rule, the execution role"
                                + " lacks rights. Take accounts that are not yours out of the schedule's ShareRules with aws dlm"
                                + " update-lifecycle-policy, and out of the snapshots that were shared. A partner's account may be"
                                + " named in muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html",
                                "https://docs.aws.amazon.com/dlm/latest/APIReference/API_ShareRule.html"),
                        List.of()),
                LifecyclePolicy.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<LifecyclePolicy> resource, Estate estate) {
        LifecyclePolicy policy = resource.attributes();
        if (!KnownStates.LIFECYCLE_POLICY.hold(policy.state())) {
            return Verdict.unknown("AWS does not say in which state the policy is");
        }
        List<String> outsiders = outsiders(policy.schedules(), estate);
        return switch (policy.state()) {
            case DISABLED -> broken(policy, Severity.LOW, "The lifecycle policy is disabled.", outsiders, estate);
            case ENABLED -> enabled(policy, outsiders, estate);
            default ->
                outsiders.isEmpty()
                        ? broken(
                                policy,
                                Severity.MEDIUM,
                                "The lifecycle policy fails and makes no backups.",
                                outsiders,
                                estate)
                        : sharing(policy, outsiders, estate);
        };
    }

    private Verdict enabled(LifecyclePolicy policy, List<String> outsiders, Estate estate) {
        if (!outsiders.isEmpty()) {
            return sharing(policy, outsiders, estate);
        }
        return policy.schedules() == null
                ? Verdict.unknown("the schedules of the policy could not be read")
                : Verdict.pass();
    }

    private List<String> outsiders(@Nullable List<LifecycleSchedule> schedules, Estate estate) {
        return schedules == null
                ? List.of()
                : schedules.stream()
                        .flatMap(schedule -> schedule.shareRules().stream())
                        .flatMap(share -> share.targetAccounts().stream())
                        .filter(account -> !baseline.knows(account, estate))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private Verdict sharing(LifecyclePolicy policy, List<String> outsiders, Estate estate) {
        return broken(
                policy,
                metadata().severity(),
                "The lifecycle policy shares its snapshots with accounts that are not yours: "
                        + String.join(", ", outsiders) + ".",
                outsiders,
                estate);
    }

    private static Verdict broken(
            LifecyclePolicy policy, Severity severity, String message, List<String> outsiders, Estate estate) {
        return Verdict.fail(
                severity,
                message,
                Evidence.of("state", policy.state())
                        .and("statusMessage", policy.statusMessage())
                        .and("description", policy.description())
                        .and("sharedWith", outsiders.isEmpty() ? null : outsiders)
                        .and("judgedBy", outsiders.isEmpty() ? null : Baseline.knownFrom(estate))
                        .facts());
    }
}
