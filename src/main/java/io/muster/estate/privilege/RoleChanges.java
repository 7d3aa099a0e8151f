package io.muster.estate.privilege;

import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The roles to which a role may give rights: by a policy of their own, or by one that is attached to many of them and is asked about once.
 */
final class RoleChanges {

    static final String ATTACHED_POLICY = "iam:policyarn";
    private static final String BOUNDARY = "iam:permissionsboundary";
    private static final String REPLACING_BOUNDARY = "iam:PutRolePermissionsBoundary";
    private static final String POLICY_VERSION = "PolicyVersion";

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private final String account;
    private final Map<String, Map<RolePrivileges, Certainty>> byAction = new HashMap<>();
    private Map<Fact, Certainty> attachable;
    private boolean cut;

    RoleChanges(RolePrivileges role, PrivilegeGraph graph) {
        this.role = role;
        this.graph = graph;
        this.account = "arn:" + role.partition() + ":iam::" + role.accountId() + ":";
    }

    /** The first roles, in the order of all, to which it may give rights by the action. */
    Map<RolePrivileges, Certainty> of(String action) {
        return byAction.computeIfAbsent(action, this::find);
    }

    /** Whether there are more roles than were looked at. */
    boolean cut() {
        return cut;
    }

    private Map<RolePrivileges, Certainty> find(String action) {
        if (!anyOf(action, action.endsWith(POLICY_VERSION) ? "policy/*" : "role/*")) {
            return Map.of();
        }
        cut |= graph.roles().size() > PrivilegeGraph.ROLES + 1;
        Map<String, Certainty> asked = new HashMap<>();
        Map<RolePrivileges, Certainty> found = new LinkedHashMap<>();
        graph.roles().stream()
                .filter(target -> !target.is(role))
                .limit(PrivilegeGraph.ROLES)
                .forEach(target -> {
                    Certainty certainty = Certainty.NO;
                    for (String arn : changedBy(action, target)) {
                        certainty = certainty.or(asked.computeIfAbsent(arn, key -> changes(action, key, target)));
                    }
                    if (certainty != Certainty.NO) {
                        found.put(target, certainty);
                    }
                });
        return found;
    }

    /** Whether there can be a resource of the account that the action is allowed on; most questions end here. */
    boolean anyOf(String action, String pattern) {
        return onSome(account + pattern, List.of(action)) != Certainty.NO;
    }

    /** Whether there can be a resource that all the actions are allowed on. */
    Certainty onSome(String pattern, List<String> actions) {
        return best(actions, policy -> SomeResource.of(role, pattern, requests(actions, pattern, policy)));
    }

    /**
     * As {@link #onSome(String, List)}, of identities of the account whose permissions boundary leaves them the rights that they are given.
     *
     * @param lifted whether any boundary does, as it is taken away again
     */
    Certainty onSomeKeepingRights(String pattern, List<String> actions, boolean lifted) {
        Certainty some = Certainty.NO;
        for (Map.Entry<Fact, Certainty> boundary : keepingRights(lifted).entrySet()) {
            if (some != Certainty.YES) {
                some = some.or(boundary.getValue().and(onSomeBounded(pattern, actions, boundary.getKey())));
            }
        }
        return some;
    }

    private Map<Fact, Certainty> keepingRights(boolean lifted) {
        Map<Fact, Certainty> boundaries = new LinkedHashMap<>();
        boundaries.put(Fact.ABSENT, Certainty.YES);
        if (lifted) {
            boundaries().keySet().forEach(policy -> boundaries.put(Fact.of(policy), Certainty.YES));
            boundaries.put(Fact.UNKNOWN, Certainty.YES);
        }
        attachable().forEach(boundaries::putIfAbsent);
        return boundaries;
    }

    /** Whether the action may set a boundary on some of the resources that leaves all rights. */
    Certainty setsWideBoundary(String pattern, String action) {
        return attachable().entrySet().stream()
                .map(policy -> policy.getValue().and(onSomeBounded(pattern, List.of(action), policy.getKey())))
                .reduce(Certainty.NO, Certainty::or);
    }

    /** As {@link #onSome(String, List)}, of identities of the account with the boundary. */
    private Certainty onSomeBounded(String pattern, List<String> actions, Fact boundary) {
        String target = account + pattern;
        return best(
                actions,
                policy -> SomeResource.of(
                        role,
                        target,
                        requests(actions, target, policy).stream()
                                .map(request -> new Request(
                                        request.action(),
                                        target,
                                        request.facts().with(BOUNDARY, boundary)))
                                .toList()));
    }

    /**
     * Whether the action is allowed; one that sets a boundary, with another than before that leaves all rights, or those of IAM alone.
     *
     * @param resource the role, or the policy of it that the action changes
     */
    Certainty changes(String action, String resource, RolePrivileges target) {
        return action.equals(REPLACING_BOUNDARY) ? replacesBoundary(target) : allows(action, resource);
    }

    private Certainty replacesBoundary(RolePrivileges target) {
        Map<Fact, Certainty> others = new LinkedHashMap<>(attachable());
        String own = target.role().attributes().permissionsBoundaryArn();
        if (own != null) {
            others.remove(Fact.of(own));
        }
        Certainty replaces = Certainty.NO;
        for (Map.Entry<Fact, Certainty> policy : others.entrySet()) {
            if (replaces != Certainty.YES) {
                replaces = replaces.or(policy.getValue().and(setsBoundary(target, policy.getKey())));
            }
        }
        return replaces == Certainty.NO && setsWiderBoundary(target, own) ? Certainty.POSSIBLE : replaces;
    }

    private Certainty setsBoundary(RolePrivileges target, Fact boundary) {
        Request request = role.request(REPLACING_BOUNDARY, target.arn());
        return role.allows(
                new Request(REPLACING_BOUNDARY, target.arn(), request.facts().with(BOUNDARY, boundary)));
    }

    /** Whether it may set the boundary of another role, under which the target would hold more than under its own. */
    private boolean setsWiderBoundary(RolePrivileges target, @Nullable String own) {
        return boundaries().entrySet().stream()
                .filter(boundary -> !boundary.getKey().equals(own))
                .filter(boundary -> setsBoundary(target, Fact.of(boundary.getKey())) != Certainty.NO)
                .anyMatch(boundary ->
                        Capabilities.of(target.boundedAs(boundary.getValue())).exceeds(graph.capabilities(target))
                                != Certainty.NO);
    }

    /** Whether the action is allowed; one that attaches a policy, with one that makes an administrator. */
    Certainty allows(String action, String resource) {
        List<String> actions = List.of(action);
        return best(
                actions,
                policy -> role.allows(requests(actions, resource, policy).get(0)));
    }

    /**
     * The best answer for the policies that the role may choose to attach: one that makes an administrator, or one of which that is
     * not certain, as of the account's own that are attached to nothing, which are not known.
     */
    private Certainty best(List<String> actions, Function<Fact, Certainty> ask) {
        if (actions.stream().noneMatch(RoleChanges::isAttaching)) {
            return ask.apply(Fact.UNKNOWN);
        }
        Certainty best = Certainty.NO;
        for (Map.Entry<Fact, Certainty> policy : attachable().entrySet()) {
            best = best.or(policy.getValue().and(ask.apply(policy.getKey())));
            if (best == Certainty.YES) {
                return best;
            }
        }
        return best;
    }

    /**
     * An identity with {@code IAMFullAccess} gives itself all other rights, unless a denial stands against one of the actions that make an
     * administrator: which is asked of the target. One with {@code PowerUserAccess} has all rights but those of IAM, and roles to assume by them, perhaps.
     */
    private Map<Fact, Certainty> attachable() {
        if (attachable != null) {
            return attachable;
        }
        Map<Fact, Certainty> policies = new LinkedHashMap<>();
        policies.put(ofAws("AdministratorAccess"), Certainty.YES);
        policies.put(ofAws("IAMFullAccess"), Certainty.YES);
        graph.administratorPolicies().forEach((arn, certainty) -> policies.put(Fact.of(arn), certainty));
        policies.values().removeIf(certainty -> certainty == Certainty.NO);
        policies.put(ofAws("PowerUserAccess"), Certainty.POSSIBLE);
        policies.put(
                Fact.like(account + "policy/*", graph.administratorPolicies().keySet()), Certainty.POSSIBLE);
        attachable = policies;
        return policies;
    }

    /** The ARNs of the policies that bound roles of the account, each with one of these roles. */
    private Map<String, RolePrivileges> boundaries() {
        Map<String, RolePrivileges> bounded = new LinkedHashMap<>();
        graph.roles().stream()
                .filter(RolePrivileges::bounded)
                .forEach(one -> bounded.putIfAbsent(one.role().attributes().permissionsBoundaryArn(), one));
        return bounded;
    }

    private Fact ofAws(String policy) {
        return Fact.of("arn:" + role.partition() + ":iam::aws:policy/" + policy);
    }

    private List<Request> requests(List<String> actions, String resource, Fact policy) {
        return actions.stream()
                .map(action -> isAttaching(action)
                        ? attaching(policy, role.request(action, resource))
                        : role.request(action, resource))
                .toList();
    }

    private static boolean isAttaching(String action) {
        return action.startsWith("iam:Attach");
    }

    private Request attaching(Fact policy, Request request) {
        return new Request(request.action(), request.resource(), request.facts().with(ATTACHED_POLICY, policy));
    }

    /** The targets that the action changes to give the role rights: one of its own managed policies, or the role. */
    List<String> changedBy(String action, RolePrivileges target) {
        return action.endsWith(POLICY_VERSION) ? graph.policiesOf(target) : List.of(target.arn());
    }
}
