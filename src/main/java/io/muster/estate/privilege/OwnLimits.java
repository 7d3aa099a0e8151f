package io.muster.estate.privilege;

import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What its boundary and the denials of its own policies keep from a role, which may lift them where it may change itself.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">IAM User Guide, permissions
 *     boundaries</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html">IAM API Reference, PutRolePolicy, which
 *     replaces a policy of the same name</a>
 */
final class OwnLimits {

    private static final String DELETE = "iam:DeleteRolePolicy";
    private static final String DETACH = "iam:DetachRolePolicy";

    private static final Comparator<Lifted> FURTHEST =
            Comparator.comparing(Lifted::administrator).thenComparing(Lifted::certainty);

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private final RoleChanges changes;
    private @Nullable Certainty administratorUnbounded;
    private @Nullable Certainty administratorIfGiven;

    OwnLimits(RolePrivileges role, PrivilegeGraph graph) {
        this.role = role;
        this.graph = graph;
        changes = new RoleChanges(role, graph);
    }

    /**
     * The role's privileges without the limit.
     *
     * @param target        the ARN of what the action changes
     * @param administrator whether the role would be one, or could make itself one
     */
    record Lifted(String target, Certainty certainty, Certainty administrator) {}

    /** By the action on the role itself, or on the managed policy that bounds it. */
    Optional<Lifted> boundary(String action) {
        Certainty certainty = liftsBoundary(action);
        return certainty == Certainty.NO
                ? Optional.empty()
                : Optional.of(new Lifted(ofBoundary(action), certainty, ifUnbounded()));
    }

    /** Worked out once for all actions that lift the boundary. */
    private Certainty ifUnbounded() {
        if (administratorUnbounded == null) {
            administratorUnbounded = reachesAdministrator(role.withoutBoundary());
        }
        return administratorUnbounded;
    }

    private Certainty liftsBoundary(String action) {
        if (!role.bounded()) {
            return Certainty.NO;
        }
        Certainty certainty = changes.changes(action, ofBoundary(action), role);
        return action.equals("iam:SetDefaultPolicyVersion") ? certainty.and(Certainty.POSSIBLE) : certainty;
    }

    private String ofBoundary(String action) {
        return action.endsWith("PolicyVersion") ? role.role().attributes().permissionsBoundaryArn() : arn();
    }

    /**
     * By the action on its policies that deny something: on all of those that it may take away, on those that take no rights along, or on one that
     * does, or was not read. Of what it certainly may do, the best, and what leads furthest, where that is not the same.
     */
    List<Lifted> denials(String action) {
        List<String> removable = removable(action, Certainty.POSSIBLE);
        Set<String> granting = granting();
        List<String> others =
                removable.stream().filter(policy -> !granting.contains(policy)).toList();
        Stream<List<String>> together = Stream.of(
                removable,
                others,
                others.stream().filter(policy -> !isUnread(policy)).toList());
        Stream<List<String>> single = removable.stream()
                .filter(policy -> granting.contains(policy) || isUnread(policy))
                .map(List::of);
        List<Lifted> all = Stream.concat(together, single)
                .distinct()
                .filter(policies -> !policies.isEmpty())
                .flatMap(policies -> lifted(action, policies).stream())
                .toList();
        return Stream.of(all.stream().filter(one -> one.certainty() == Certainty.YES), all.stream())
                .flatMap(some -> some.max(FURTHEST).stream())
                .distinct()
                .toList();
    }

    private List<String> removable(String action, Certainty least) {
        return denying(action)
                .filter(policy -> removes(action, policy).compareTo(least) >= 0)
                .toList();
    }

    private Optional<Lifted> lifted(String action, List<String> policies) {
        RolePrivileges without = role.without(Set.copyOf(policies));
        Certainty administrator = reachesAdministrator(without);
        Certainty certainty =
                policies.stream().map(policy -> removes(action, policy)).reduce(Certainty.YES, Certainty::and);
        Certainty gains = Capabilities.of(without).exceeds(Capabilities.of(role));
        Certainty worth = gains.or(administrator);
        return worth == Certainty.NO
                ? Optional.empty()
                : Optional.of(new Lifted(arn(), certainty.and(worth), administrator));
    }

    /** Whether the role, given any rights by the action, is an administrator: what it changes denies nothing any more. */
    Certainty administratorIfGiven(String action) {
        Certainty asItIs = asItIs();
        if (asItIs == Certainty.YES || action.equals("iam:AttachRolePolicy")) {
            return asItIs;
        }
        Set<String> replaced = replaced(action);
        return replaced.isEmpty() ? asItIs : asItIs.or(PrivilegeGraph.anyAdministratorIfGiven(role.without(replaced)));
    }

    /** Of the role as it is here, which may be one that the account has otherwise. */
    private Certainty asItIs() {
        if (administratorIfGiven == null) {
            administratorIfGiven = PrivilegeGraph.anyAdministratorIfGiven(role);
        }
        return administratorIfGiven;
    }

    private Set<String> replaced(String action) {
        return (action.equals("iam:PutRolePolicy") ? denying(DELETE) : denying(DETACH))
                .filter(policy -> action.equals("iam:PutRolePolicy") || role.allows(action, policy) != Certainty.NO)
                .collect(Collectors.toSet());
    }

    /** The names of its own policies that deny something, of the sort that the action takes away. */
    private Stream<String> denying(String action) {
        Role attributes = role.role().attributes();
        List<String> names = new ArrayList<>();
        if (action.equals(DELETE)) {
            attributes.inlinePolicies().forEach(policy -> names.add(policy.name()));
        } else {
            attributes.attachedPolicies().forEach(policy -> names.add(policy.arn()));
        }
        Set<String> denying = having(statement -> !statement.allow());
        return names.stream().filter(Objects::nonNull).filter(policy -> denying.contains(policy) || isUnread(policy));
    }

    private boolean isUnread(String policy) {
        return role.unreadable().contains(policy);
    }

    private Set<String> granting() {
        return having(Statement::allow);
    }

    private Set<String> having(Predicate<Statement> kind) {
        return role.policies().statements().stream()
                .filter(kind)
                .map(Statement::policy)
                .collect(Collectors.toSet());
    }

    private Certainty removes(String action, String policy) {
        Request request = role.request(action, arn());
        return role.allows(
                action.equals(DETACH)
                        ? new Request(action, arn(), request.facts().with(RoleChanges.ATTACHED_POLICY, Fact.of(policy)))
                        : request);
    }

    /** Whether it does as it is left, or once it lifted its further limits: each role that this looks at has fewer policies than the one before. */
    private Certainty reachesAdministrator(RolePrivileges without) {
        OwnLimits limits = new OwnLimits(without, graph);
        Certainty best = Certainty.NO;
        for (RolePrivileges left : new LinkedHashSet<>(List.of(limits.freed(Certainty.YES), without))) {
            best = best == Certainty.YES ? best : best.or(reachesWithinLimits(left));
        }
        return best == Certainty.NO
                ? reachesWithinLimits(limits.freed(Certainty.POSSIBLE)).and(Certainty.POSSIBLE)
                : best;
    }

    private Certainty reachesWithinLimits(RolePrivileges left) {
        Certainty best = left.administrator();
        return best == Certainty.YES ? best : best.or(new Steps(left, graph).bestWithinLimits(this::administrator));
    }

    /** The role without any of the limits that it may lift with at least that certainty, one after the other. */
    private RolePrivileges freed(Certainty least) {
        Set<String> removable = Stream.of(DELETE, DETACH)
                .flatMap(action -> removable(action, least).stream())
                .collect(Collectors.toSet());
        RolePrivileges without = removable.isEmpty() ? role : role.without(removable);
        RolePrivileges free = liftsBoundary(least) ? without.withoutBoundary() : without;
        return free == role ? role : new OwnLimits(free, graph).freed(least);
    }

    private boolean liftsBoundary(Certainty least) {
        return EscalationPath.ALL.stream()
                .filter(path -> path.leadsTo() == EscalationPath.LeadsTo.BOUNDARY)
                .anyMatch(path -> liftsBoundary(path.actions().get(0)).compareTo(least) >= 0);
    }

    private Certainty administrator(Escalation step) {
        return step.administrator()
                ? step.certainty()
                : graph.role(step.next())
                        .map(graph::administrator)
                        .orElse(Certainty.NO)
                        .and(step.certainty());
    }

    private String arn() {
        return role.arn();
    }
}
