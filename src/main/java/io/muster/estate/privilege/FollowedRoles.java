package io.muster.estate.privilege;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which roles are followed on the way to more rights, and of which not all steps are. */
final class FollowedRoles {

    private final PrivilegeGraph graph;
    private final Map<String, Boolean> leadToSomething = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();

    FollowedRoles(PrivilegeGraph graph) {
        this.graph = graph;
    }

    /** Whether the role is worth to be taken over, or may take over others: one that is neither leads nowhere. */
    boolean leadsToSomething(RolePrivileges role) {
        return leadToSomething.computeIfAbsent(
                role.arn(),
                arn -> graph.administrator(role) != Certainty.NO
                        || EscalationPath.ALL.stream().anyMatch(path -> mayFollow(role, path))
                        || !graph.capabilities(role).unread().isEmpty());
    }

    private boolean mayFollow(RolePrivileges role, EscalationPath path) {
        return path.equals(EscalationPath.ASSUMING)
                ? !graph.trusting(role).isEmpty() || !graph.elsewhere(role).isEmpty()
                : Steps.mayFollow(role, path);
    }

    /** Not all steps of the role are followed. */
    void cut(RolePrivileges role) {
        cut.add(role.arn());
    }

    /** Those that the role reaches, or itself, of which not all steps are followed, as parts that are missing. */
    Set<String> leftOut(RolePrivileges role) {
        return cut.isEmpty()
                ? Set.of()
                : new WaysWithin(role, graph, Certainty.POSSIBLE)
                        .all().keySet().stream()
                                .map(RolePrivileges::arn)
                                .filter(cut::contains)
                                .map(arn -> "further roles that " + arn + " takes over")
                                .collect(Collectors.toCollection(TreeSet::new));
    }
}
