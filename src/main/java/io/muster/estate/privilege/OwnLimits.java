package io.muster.estate.privilege;

import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private @Nullable Boolean administratorUnbounded;

    OwnLimits(RolePrivileges role, PrivilegeGraph graph) {
        this.role = role;
        this.graph = graph;
    }

    /**
     * What is left of a role without what limited it.
     *
     * @param target        the ARN of what the action changes
     * @param administrator whether the role would be one, or could make itself one
     */
    record Lifted(String target, Certainty certainty, boolean administrator) {}

    /** By the action on the role itself, or on the managed policy that bounds it. */
    Optional<Lifted> boundary(String action) {
        Certainty certainty = liftsBoundary(action);
        return certainty == Certainty.NO
                ? Optional.empty()
                : Optional.of(new Lifted(ofBoundary(action), certainty, isAdministratorUnbounded()));
    }

    /** Worked out once for all actions that lift the boundary. */
    private boolean isAdministratorUnbounded() {
        if (administratorUnbounded == null) {
            administratorUnbounded = reachesAdministrator(role.withoutBoundary());
        }
        return administratorUnbounded;
    }

    private Certainty liftsBoundary(String action) {
        if (!role.bounded()) {
            return Certainty.NO;
        }
        Certainty certainty = role.allows(action, ofBoundary(action));
        return action.equals("iam:SetDefaultPolicyVersion") ? certainty.and(Certainty.POSSIBLE) : certainty;
    }

    private String ofBoundary(String action) {
        return action.endsWith("PolicyVersion") ? role.role().attributes().permissionsBoundaryArn() : arn();
    }

    /**
     * By the action on its policies that deny something: on all of those that it may take away, on those that take no rights along, or on one that
     * does.
     */
    Optional<Lifted> denials(String action) {
        List<String> removable = removable(action);
        Map<Boolean, List<String>> granting =
                removable.stream().collect(Collectors.partitioningBy(granting()::contains));
        return Stream.concat(
                        Stream.of(removable, granting.get(false)),
                        granting.get(true).stream().map(List::of))
                .distinct()
                .filter(policies -> !policies.isEmpty())
                .flatMap(policies -> lifted(action, policies).stream())
                .max((one, other) -> Boolean.compare(one.administrator(), other.administrator()));
    }

    private List<String> removable(String action) {
        return denying(action)
                .filter(policy -> removes(action, policy) != Certainty.NO)
                .toList();
    }

    private Optional<Lifted> lifted(String action, List<String> policies) {
        RolePrivileges without = role.without(Set.copyOf(policies));
        boolean administrator = reachesAdministrator(without);
        Certainty certainty =
                policies.stream().map(policy -> removes(action, policy)).reduce(Certainty.YES, Certainty::and);
        return administrator || Capabilities.of(without).exceed(Capabilities.of(role))
                ? Optional.of(new Lifted(arn(), certainty, administrator))
                : Optional.empty();
    }

    /** Whether the role, given any rights by the action, is an administrator: what it changes denies nothing any more. */
    boolean administratorIfGiven(String action) {
        if (graph.administratorIfGiven(role)) {
            return true;
        }
        Set<String> replaced = action.equals("iam:AttachRolePolicy") ? Set.of() : replaced(action);
        return !replaced.isEmpty() && PrivilegeGraph.mayBeAdministrator(role.without(replaced));
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
        return names.stream().filter(Objects::nonNull).filter(having(statement -> !statement.allow())::contains);
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
    private boolean reachesAdministrator(RolePrivileges without) {
        return Stream.of(new OwnLimits(without, graph).freed(), without)
                .distinct()
                .anyMatch(left -> left.administrator() == Certainty.YES
                        || new Steps(left, graph).anyWithinLimits(this::reachesAdministrator));
    }

    /** The role without any of the limits that it may lift, one after the other. */
    private RolePrivileges freed() {
        Set<String> removable = Stream.of(DELETE, DETACH)
                .flatMap(action -> removable(action).stream())
                .collect(Collectors.toSet());
        RolePrivileges without = removable.isEmpty() ? role : role.without(removable);
        RolePrivileges free = liftsBoundary() ? without.withoutBoundary() : without;
        return free == role ? role : new OwnLimits(free, graph).freed();
    }

    private boolean liftsBoundary() {
        return EscalationPath.ALL.stream()
                .filter(path -> path.leadsTo() == EscalationPath.LeadsTo.BOUNDARY)
                .anyMatch(path -> liftsBoundary(path.actions().get(0)) != Certainty.NO);
    }

    private boolean reachesAdministrator(Escalation step) {
        return step.administrator()
                || graph.role(step.next()).map(graph::administrator).orElse(Certainty.NO) == Certainty.YES;
    }

    private String arn() {
        return role.role().arn();
    }
}
