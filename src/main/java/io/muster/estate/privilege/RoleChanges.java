package io.muster.estate.privilege;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The roles to which a role may give rights: by a policy of their own, or by one that is attached to many of them and is asked about once.
 */
final class RoleChanges {

    private static final String ADMINISTRATOR_POLICY = "iam:policyarn";
    private static final String POLICY_VERSION = "PolicyVersion";

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private final String account;
    private final Map<String, Map<RolePrivileges, Certainty>> byAction = new HashMap<>();

    RoleChanges(RolePrivileges role, PrivilegeGraph graph) {
        this.role = role;
        this.graph = graph;
        this.account = "arn:" + role.partition() + ":iam::" + role.accountId() + ":";
    }

    /** The first roles, in the order of all, to which it may give rights by the action. */
    Map<RolePrivileges, Certainty> of(String action) {
        return byAction.computeIfAbsent(action, this::find);
    }

    private Map<RolePrivileges, Certainty> find(String action) {
        if (!anyOf(action, action.endsWith(POLICY_VERSION) ? "policy/*" : "role/*")) {
            return Map.of();
        }
        Map<String, Certainty> asked = new HashMap<>();
        Map<RolePrivileges, Certainty> found = new LinkedHashMap<>();
        graph.roles().stream()
                .filter(target -> target != role)
                .limit(PrivilegeGraph.ROLES)
                .forEach(target -> {
                    Certainty certainty = Certainty.NO;
                    for (String arn : changedBy(action, target)) {
                        certainty = certainty.or(asked.computeIfAbsent(arn, key -> role.allows(request(action, key))));
                    }
                    if (certainty != Certainty.NO) {
                        found.put(target, certainty);
                    }
                });
        return found;
    }

    /** Whether there can be a resource of the account that the action is allowed on; most questions end here. */
    boolean anyOf(String action, String pattern) {
        return SomeResource.of(role, account + pattern, List.of(request(action, account + pattern))) != Certainty.NO;
    }

    /** The targets that the action changes to give the role rights: one of its own managed policies, or the role. */
    List<String> changedBy(String action, RolePrivileges target) {
        return action.endsWith(POLICY_VERSION)
                ? graph.policiesOf(target)
                : List.of(target.role().arn());
    }

    /** A request for the action; what is attached by it is the policy of administrators. */
    Request request(String action, String resource) {
        Request request = role.request(action, resource);
        return action.startsWith("iam:Attach")
                ? new Request(
                        action,
                        resource,
                        request.facts()
                                .with(
                                        ADMINISTRATOR_POLICY,
                                        Fact.of("arn:" + role.partition() + ":iam::aws:policy/AdministratorAccess")))
                : request;
    }
}
