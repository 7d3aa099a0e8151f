package io.muster.scan.whatif;

import io.muster.estate.Estate;
import io.muster.estate.attack.AttackPathChange;
import io.muster.estate.attack.AttackPathChanges;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.estate.exposure.ExposureChange;
import io.muster.estate.exposure.ExposureChanges;
import io.muster.estate.exposure.Exposures;
import io.muster.estate.privilege.PrivilegeChange;
import io.muster.estate.privilege.PrivilegeChanges;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.Severity;
import io.muster.scan.Deadline;
import io.muster.scan.whatif.WhatIfAnswer.AttackPathDifference;
import io.muster.scan.whatif.WhatIfAnswer.ExposureDifference;
import io.muster.scan.whatif.WhatIfAnswer.PrivilegeDifference;
import io.muster.scan.whatif.WhatIfAnswer.Subject;
import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Compares an estate with the same estate after proposed changes, by the code that judges scans. */
final class EstateComparison {

    private final Assessment assessment;
    private final Set<ResourceKind> changed;
    private final Differences differences;
    private final Deadline deadline;

    /** @param changed the kinds of the resources that differ */
    EstateComparison(Assessment assessment, Set<ResourceKind> changed, Differences differences, Deadline deadline) {
        this.assessment = assessment;
        this.changed = changed;
        this.differences = differences;
        this.deadline = deadline;
    }

    /** Whether the changes can make a difference in the scope at all. */
    static boolean concerns(Assessment assessment, Scope scope, Set<ResourceKind> changed) {
        return !assessment.readers(scope, changed).isEmpty()
                || (scope.isGlobal() && !Collections.disjoint(PrivilegeChanges.kinds(), changed))
                || (!scope.isGlobal() && !Collections.disjoint(StoredAttackPaths.kinds(), changed));
    }

    void compare(Estate before, Estate after) {
        Scope scope = before.scope();
        new FindingComparison(differences, deadline)
                .compare(assessment, before, after, assessment.readers(scope, changed));
        deadline.check();
        if (scope.isGlobal()) {
            if (reads(before, PrivilegeChanges.kinds(), EnumSet.of(ResourceKind.ROLE))) {
                PrivilegeChanges.between(before, after, this::add, (role, missing) -> {
                    deadline.check();
                    differences.unjudged(Subject.PRIVILEGES, missing, role.arn());
                });
            }
            return;
        }
        if (reads(before, withInstances(Exposures.kinds()), Exposures.kinds())) {
            ExposureChanges.between(before, after, this::add, (resource, missing) -> {
                deadline.check();
                differences.unjudged(Subject.EXPOSURES, missing, resource.arn());
            });
        }
        deadline.check();
        if (reads(before, StoredAttackPaths.kinds(), StoredAttackPaths.kinds())) {
            AttackPathChanges paths = AttackPathChanges.between(before, after);
            paths.changes().forEach(this::add);
            paths.missing().forEach(missing -> differences.unjudged(Subject.ATTACK_PATHS, missing, missing));
        }
    }

    private static Set<ResourceKind> withInstances(Set<ResourceKind> kinds) {
        Set<ResourceKind> more = EnumSet.copyOf(kinds);
        more.add(ResourceKind.INSTANCE);
        return more;
    }

    /** Whether the changes touch one of the kinds, and the estate has those that are needed. */
    private boolean reads(Estate estate, Set<ResourceKind> kinds, Set<ResourceKind> needed) {
        return !Collections.disjoint(kinds, changed) && needed.stream().allMatch(estate::holds);
    }

    private void add(ExposureChange change) {
        deadline.check();
        differences.add(new ExposureDifference(
                effect(change.before(), change.after()),
                change.resource().arn(),
                change.resource().kind(),
                change.before().name(),
                change.after().name(),
                change.opened(),
                change.closed(),
                change.to(),
                change.from()));
    }

    private static Effect effect(Reachable before, Reachable after) {
        if (before == after) {
            return Effect.CHANGES;
        }
        return switch (after) {
            case YES -> Effect.APPEARS;
            case NO -> Effect.GOES;
            case UNKNOWN -> Effect.UNKNOWN;
        };
    }

    private void add(PrivilegeChange change) {
        deadline.check();
        differences.add(new PrivilegeDifference(
                effect(change),
                change.role().arn(),
                change.adminBefore(),
                change.adminAfter(),
                change.gained(),
                change.lost(),
                change.missing()));
    }

    private static Effect effect(PrivilegeChange change) {
        if (!change.missing().isEmpty()) {
            return Effect.UNKNOWN;
        }
        if (change.gained().isEmpty() == change.lost().isEmpty()) {
            return Effect.CHANGES;
        }
        return change.lost().isEmpty() ? Effect.APPEARS : Effect.GOES;
    }

    private void add(AttackPathChange change) {
        Effect effect = change.from() == null ? Effect.APPEARS : change.to() == null ? Effect.GOES : Effect.CHANGES;
        differences.add(new AttackPathDifference(
                effect,
                change.id().toString(),
                change.entryArn(),
                severity(change.severityBefore()),
                severity(change.severityAfter()),
                Objects.requireNonNull(change.to() == null ? change.from() : change.to())));
    }

    @Nullable
    private static Severity severity(@Nullable Integer rank) {
        return Arrays.stream(Severity.values())
                .filter(severity -> rank != null && severity.rank() == rank)
                .findFirst()
                .orElse(null);
    }
}
