package io.muster.estate.privilege;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which roles are followed on the way to more rights, and of which not all steps are. */
final class FollowedRoles {

    private final PrivilegeGraph graph;
    private final Map<String, Boolean> leadToSomething = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Map<String, String> nearest = new HashMap<>();

    FollowedRoles(PrivilegeGraph graph) {
        this.graph = graph;
    }

    /** Whether the role is worth to be taken over, or may take over others: one that is neither leads nowhere. */
    boolean leadsToSomething(RolePrivileges role) {
        return leadToSomething.computeIfAbsent(
                role.arn(),
                arn -> graph.administrator(role) != Certainty.NO
                        || EscalationPath.ALL.stream().anyMatch(path -> mayFollow(role, path))
                        || !graph.capabilities(role).possible().isEmpty());
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

    /** The nearest role that the role reaches, or itself, of which not all steps are followed, as a part that is missing. */
    Set<String> leftOut(RolePrivileges role) {
        String nearest = cut.isEmpty() ? null : nearestCut().get(role.arn());
        return nearest == null ? Set.of() : Set.of("further roles that " + nearest + " takes over");
    }

    /** For each role that reaches such a one: searched from all of these at once, against the direction of the steps. */
    private synchronized Map<String, String> nearestCut() {
        if (nearest.isEmpty()) {
            Map<String, Set<String>> before = new HashMap<>();
            graph.roles()
                    .forEach(role -> graph.stepsWithin(role)
                            .forEach(step -> before.computeIfAbsent(step.next(), next -> new TreeSet<>())
                                    .add(role.arn())));
            Deque<String> open = new ArrayDeque<>(new TreeSet<>(cut));
            open.forEach(arn -> nearest.put(arn, arn));
            while (!open.isEmpty()) {
                String arn = open.remove();
                for (String previous : before.getOrDefault(arn, Set.of())) {
                    if (nearest.putIfAbsent(previous, nearest.get(arn)) == null) {
                        open.add(previous);
                    }
                }
            }
        }
        return nearest;
    }
}
