package io.muster.estate.privilege;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shortest ways of a role to the roles of its account that it takes over, itself first. An administrator needs no further step. */
final class WaysWithin {

    private final PrivilegeGraph graph;
    private final Certainty least;
    private final Map<RolePrivileges, List<Escalation>> ways = new LinkedHashMap<>();

    /** @param least how certain each step has to be */
    WaysWithin(RolePrivileges start, PrivilegeGraph graph, Certainty least) {
        this.graph = graph;
        this.least = least;
        Deque<RolePrivileges> unseen = new ArrayDeque<>(List.of(start));
        ways.put(start, List.of());
        while (!unseen.isEmpty()) {
            RolePrivileges role = unseen.poll();
            if (graph.administrator(role) != Certainty.YES) {
                follow(role, unseen);
            }
        }
    }

    private void follow(RolePrivileges role, Deque<RolePrivileges> unseen) {
        for (Escalation step : graph.stepsWithin(role)) {
            if (step.isAtLeast(least)) {
                graph.role(step.next()).filter(next -> !ways.containsKey(next)).ifPresent(next -> {
                    ways.put(next, with(ways.get(role), step));
                    unseen.add(next);
                });
            }
        }
    }

    static List<Escalation> with(List<Escalation> way, Escalation last) {
        return Stream.concat(way.stream(), Stream.of(last)).toList();
    }

    static List<Escalation> before(Escalation first, List<Escalation> way) {
        return Stream.concat(Stream.of(first), way.stream()).toList();
    }

    /** By role, the nearest first. */
    Map<RolePrivileges, List<Escalation>> all() {
        return ways;
    }
}
