package io.muster.estate.privilege;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The sensitive things that roles can do, themselves or by the rights of others that they take over any number of steps. A question
 * settles every role that can be reached from the one that is asked about, so that each is looked at once.
 */
final class ReachedCapabilities {

    private final PrivilegeGraph graph;
    private final Function<RolePrivileges, List<Escalation>> steps;
    private final Certainty least;
    private final Map<String, BitSet> settled = new HashMap<>();

    /**
     * @param steps those of a role that count
     * @param least how certain each of them has to be, and each of the rights
     */
    ReachedCapabilities(PrivilegeGraph graph, Function<RolePrivileges, List<Escalation>> steps, Certainty least) {
        this.graph = graph;
        this.steps = steps;
        this.least = least;
    }

    /** By the places of {@link Capabilities}; nothing for a role that is not known. */
    synchronized BitSet of(RolePrivileges role) {
        String arn = role.arn();
        if (!settled.containsKey(arn)) {
            settle(role);
        }
        return settled.get(arn);
    }

    private void settle(RolePrivileges start) {
        Map<String, BitSet> reached = new LinkedHashMap<>();
        Map<String, Set<String>> before = new HashMap<>();
        Deque<RolePrivileges> unseen = new ArrayDeque<>(Set.of(start));
        reached.put(start.arn(), new BitSet());
        while (!unseen.isEmpty()) {
            RolePrivileges role = unseen.poll();
            String arn = role.arn();
            Capabilities own = graph.capabilities(role);
            reached.get(arn).or(least == Certainty.YES ? own.certain() : own.possible());
            if (steps(role).anyMatch(step -> graph.isElsewhere(step.next()))) {
                reached.get(arn).set(Capabilities.ELSEWHERE);
            }
            for (RolePrivileges next : next(role)) {
                String target = next.arn();
                if (settled.containsKey(target)) {
                    reached.get(arn).or(settled.get(target));
                } else {
                    before.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(arn);
                    if (reached.putIfAbsent(target, new BitSet()) == null) {
                        unseen.add(next);
                    }
                }
            }
        }
        spread(reached, before);
        settled.putAll(reached);
    }

    private Set<RolePrivileges> next(RolePrivileges role) {
        Set<RolePrivileges> next = new LinkedHashSet<>();
        steps(role).forEach(step -> graph.role(step.next()).ifPresent(next::add));
        return next;
    }

    /** An administrator needs no further step. */
    private Stream<Escalation> steps(RolePrivileges role) {
        return graph.administrator(role) == Certainty.YES
                ? Stream.empty()
                : steps.apply(role).stream().filter(step -> step.isAtLeast(least));
    }

    /** Hands on what each role reaches to those before it, until nothing is new. */
    private static void spread(Map<String, BitSet> reached, Map<String, Set<String>> before) {
        Deque<String> changed = new ArrayDeque<>(reached.keySet());
        while (!changed.isEmpty()) {
            String arn = changed.poll();
            for (String earlier : before.getOrDefault(arn, Set.of())) {
                BitSet known = reached.get(earlier);
                int size = known.cardinality();
                known.or(reached.get(arn));
                if (known.cardinality() > size) {
                    changed.add(earlier);
                }
            }
        }
    }
}
