package io.muster.estate.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The shortest ways of all roles to an administrator. A question settles every role that can be reached from the role that is asked about, so that
 * each role is looked at once, however many are asked about.
 */
final class WaysToAdministrator {

    private static final int NONE = -1;

    private record Reached(String arn, int steps) {}

    private final PrivilegeGraph graph;
    private final Function<RolePrivileges, List<Escalation>> steps;
    private final Certainty least;

    /** By ARN, how many steps it takes; {@link #NONE} where there is no way. */
    private final Map<String, Integer> settled = new HashMap<>();

    /**
     * @param steps those of a role that count
     * @param least how certain each of them has to be
     */
    WaysToAdministrator(PrivilegeGraph graph, Function<RolePrivileges, List<Escalation>> steps, Certainty least) {
        this.graph = graph;
        this.steps = steps;
        this.least = least;
    }

    /** Whether there is a way, if only of no step. */
    synchronized boolean leads(String arn) {
        return distance(arn) != NONE;
    }

    /** As {@link #from(String)}; of a role in some of its sessions by a first step of these. */
    synchronized List<Escalation> from(RolePrivileges role) {
        if (role.key().equals(role.arn())) {
            return from(role.arn());
        }
        return steps.apply(role).stream()
                .filter(step -> step.isAtLeast(least) && (step.administrator() || leads(step.next())))
                .map(step -> WaysWithin.before(step, step.administrator() ? List.of() : from(step.next())))
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** The steps of the shortest way; none where there is none, or where it has arrived. */
    synchronized List<Escalation> from(String arn) {
        List<Escalation> way = new ArrayList<>();
        String at = arn;
        for (int left = distance(arn); left > 0; left--) {
            Escalation step = step(at, left);
            way.add(step);
            at = step.next();
        }
        return List.copyOf(way);
    }

    /** The first step that ends the way, or else the first that leads to where one less is left; one that ends in another account comes last. */
    private Escalation step(String arn, int left) {
        List<Escalation> steps = steps(arn);
        Predicate<Escalation> ends = step -> left == 1 && step.administrator();
        return first(steps, ends.and(step -> !graph.isElsewhere(step.next())))
                .or(() -> first(steps, step -> distance(step.next()) == left - 1))
                .or(() -> first(steps, ends))
                .orElseThrow();
    }

    private static Optional<Escalation> first(List<Escalation> steps, Predicate<Escalation> asked) {
        return steps.stream().filter(asked).findFirst();
    }

    private List<Escalation> steps(String arn) {
        return graph.role(arn).map(steps).orElse(List.of()).stream()
                .filter(step -> step.isAtLeast(least))
                .toList();
    }

    private int distance(String arn) {
        if (arn.isEmpty()) {
            return NONE;
        }
        if (!settled.containsKey(arn)) {
            settle(arn);
        }
        return settled.get(arn);
    }

    private void settle(String arn) {
        Map<String, Set<String>> before = new HashMap<>();
        PriorityQueue<Reached> open = new PriorityQueue<>(Comparator.comparingInt(Reached::steps));
        Set<String> all = explore(arn, before, open);
        while (!open.isEmpty()) {
            Reached nearest = open.poll();
            if (settled.putIfAbsent(nearest.arn(), nearest.steps()) == null) {
                before.getOrDefault(nearest.arn(), Set.of())
                        .forEach(one -> open.add(new Reached(one, nearest.steps() + 1)));
            }
        }
        all.forEach(one -> settled.putIfAbsent(one, NONE));
    }

    /** The roles that are reached and not settled; those of which the end of a way is known are put into the queue. */
    private Set<String> explore(String arn, Map<String, Set<String>> before, PriorityQueue<Reached> open) {
        Set<String> all = new LinkedHashSet<>(Set.of(arn));
        Deque<String> unseen = new ArrayDeque<>(all);
        while (!unseen.isEmpty()) {
            String at = unseen.poll();
            if (graph.role(at).map(graph::administrator).orElse(Certainty.NO) == Certainty.YES) {
                open.add(new Reached(at, 0));
                continue;
            }
            for (Escalation step : steps(at)) {
                Integer known = settled.get(step.next());
                if (step.administrator()) {
                    open.add(new Reached(at, 1));
                } else if (known != null && known != NONE) {
                    open.add(new Reached(at, known + 1));
                } else if (known == null && !step.next().isEmpty()) {
                    before.computeIfAbsent(step.next(), next -> new LinkedHashSet<>())
                            .add(at);
                    if (all.add(step.next())) {
                        unseen.add(step.next());
                    }
                }
            }
        }
        return all;
    }
}
