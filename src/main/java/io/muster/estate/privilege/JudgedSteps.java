package io.muster.estate.privilege;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The steps of roles, judged by the rights to which they lead: certain and possible ones apart. */
final class JudgedSteps {

    private final PrivilegeGraph graph;
    private final WaysToAdministrator certainly;
    private final WaysToAdministrator possibly;
    private final ReachedCapabilities certainlyReached;
    private final ReachedCapabilities possiblyReached;

    JudgedSteps(PrivilegeGraph graph) {
        this.graph = graph;
        certainly = new WaysToAdministrator(graph, graph::steps, Certainty.YES);
        possibly = new WaysToAdministrator(graph, graph::steps, Certainty.POSSIBLE);
        certainlyReached = new ReachedCapabilities(graph, graph::steps, Certainty.YES);
        possiblyReached = new ReachedCapabilities(graph, graph::steps, Certainty.POSSIBLE);
    }

    /** The steps by which the role gets rights that it has not, at once or over further steps; none for an administrator. */
    List<Escalation> escalations(RolePrivileges self) {
        if (graph.administrator(self) == Certainty.YES) {
            return List.of();
        }
        return told(graph.steps(self).stream()
                .flatMap(step -> judged(self, step))
                .filter(step -> step.certainty() != Certainty.NO)
                .toList());
    }

    /** Steps of one way that are equally certain. */
    private record Alike(String name, Certainty certainty) {}

    /** Of many alike within the account a few, first those that lead to an administrator. */
    private List<Escalation> told(List<Escalation> steps) {
        Map<Alike, Integer> alike = new HashMap<>();
        Set<Escalation> told = Collections.newSetFromMap(new IdentityHashMap<>());
        steps.stream()
                .sorted(Comparator.comparing(Escalation::administrator).reversed())
                .filter(step -> !isOfMany(step)
                        || alike.merge(new Alike(step.name(), step.certainty()), 1, Integer::sum)
                                <= PrivilegeGraph.TARGETS)
                .forEach(told::add);
        return steps.stream().filter(told::contains).toList();
    }

    private boolean isOfMany(Escalation step) {
        return EscalationPath.TO_MANY.contains(step.name()) && !graph.isElsewhere(step.next());
    }

    /** The shortest way of certain steps, or, where there is none, of possible ones; none for an administrator. */
    List<Escalation> wayToAdministrator(RolePrivileges self) {
        if (graph.administrator(self) == Certainty.YES) {
            return List.of();
        }
        List<Escalation> certain = certainly.from(self);
        return certain.isEmpty() ? possibly.from(self) : certain;
    }

    /** With what it leads to. What it certainly gains, and that it leads perhaps to an administrator, is told as both. */
    private Stream<Escalation> judged(RolePrivileges self, Escalation step) {
        if (step.administrator() || leads(certainly, step)) {
            return Stream.of(step.leading(true));
        }
        Escalation gaining = step.limitedTo(gains(self, step));
        if (!leads(possibly, step)) {
            return Stream.of(gaining);
        }
        Escalation perhaps = step.leading(true).limitedTo(Certainty.POSSIBLE);
        return gaining.certainty() == Certainty.YES ? Stream.of(gaining, perhaps) : Stream.of(perhaps);
    }

    private static boolean leads(WaysToAdministrator ways, Escalation step) {
        return !step.next().isEmpty() && ways.leads(step.next());
    }

    private Certainty gains(RolePrivileges self, Escalation step) {
        return step.next().isEmpty() || graph.isElsewhere(step.next())
                ? Certainty.YES
                : graph.role(step.next()).map(target -> gains(self, target)).orElse(Certainty.NO);
    }

    private Certainty gains(RolePrivileges self, RolePrivileges target) {
        return graph.capabilities(self).gainedBy(certainlyReached.of(target), possiblyReached.of(target));
    }
}
