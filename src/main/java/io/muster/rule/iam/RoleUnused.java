package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** IAM tracks the use of a role, not of its instances, for 400 days; a shared role hides instances that do not use it. */
@Singleton
class RoleUnused extends RoleInUse {

    private final Baseline baseline;

    RoleUnused(Baseline baseline) {
        super(new RuleMetadata(
                "iam-instance-role-unused",
                "Role of a lasting instance is not used",
                Severity.MEDIUM,
                Area.IAM,
                ResourceKind.ROLE,
                "A role that nothing uses is of use to an attacker alone. The instance has run for longer than"
                        + " muster.baseline.lasting-instance, and no request was made with the role for"
                        + " muster.baseline.role-unused-for.",
                "Take the profile from the instance: aws ec2 disassociate-iam-instance-profile --association-id ID. Default"
                        + " Host Management lets Systems Manager reach it without one.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html",
                        "https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html",
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/managed-instances-default-host-management.html"),
                List.of()));
        this.baseline = baseline;
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        Instant unusedSince = estate.asOf().minus(baseline.roleUnusedFor());
        Instant made = role.attributes().createTime();
        Instant used = role.attributes().lastUsedAt();
        if ((used != null && used.isAfter(unusedSince)) || (made != null && made.isAfter(unusedSince))) {
            return Verdict.pass();
        }
        Instant before = estate.asOf().minus(baseline.lastingInstance());
        List<Resource<Instance>> running = instances.stream()
                .filter(instance -> instance.attributes().state() == InstanceState.RUNNING)
                .toList();
        List<Resource<Instance>> lasting = running.stream()
                .filter(instance -> launchedBefore(instance, before))
                .toList();
        if (!lasting.isEmpty()) {
            return unused(lasting, used);
        }
        boolean untold =
                running.stream().anyMatch(instance -> instance.attributes().launchTime() == null);
        return untold ? Verdict.unknown("AWS does not tell when the instances were launched") : Verdict.pass();
    }

    private static boolean launchedBefore(Resource<Instance> instance, Instant before) {
        Instant launched = instance.attributes().launchTime();
        return launched != null && launched.isBefore(before);
    }

    private Verdict unused(List<Resource<Instance>> lasting, @Nullable Instant used) {
        return fail(
                used == null
                        ? "No use of the role is known, though instances with it have been running for long."
                        : "The role was used last on " + used.toString().substring(0, 10)
                                + ", though instances with it have been running for long.",
                with(lasting, Evidence.of("lastUsedAt", Objects.toString(used, null))));
    }
}
