package io.muster.estate.privilege;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps of a role to roles of other accounts. Where those lead to is left to the scans of their accounts. */
record StepsElsewhere(RolePrivileges role, PrivilegeGraph graph) {

    private static final Comparator<Worth> MOST = Comparator.comparing(Worth::administrator)
            .thenComparing(Worth::gain)
            .reversed();

    /** A role that it may assume. */
    record Link(RoleElsewhere target, Certainty certainty) {

        /** @param grants the statements that allow it */
        Escalation step(boolean administrator, List<Statement> grants) {
            EscalationPath path = EscalationPath.ASSUMING;
            return new Escalation(
                    path.name(),
                    path.actions(),
                    path.reference(),
                    target.arn(),
                    administrator,
                    certainty,
                    target.arn(),
                    null,
                    grants);
        }
    }

    /**
     * The steps to roles of other accounts that have rights worth taking, or that lead back to such roles of this
     * account.
     */
    List<Escalation> all() {
        List<Statement> grants =
                role.policies().grants(Trust.ASSUME).stream().distinct().toList();
        List<Link> links = graph.links(role);
        return Stream.concat(links.stream(), back(links))
                .map(link -> {
                    Worth worth = graph.worth(link.target());
                    return link.step(worth.leadsToAdministrator(), grants)
                            .limitedTo(worth.any().or(graph.gainsBack(role, link.target())));
                })
                .filter(step -> step.certainty() != Certainty.NO)
                .toList();
    }

    /**
     * Further roles that the role may assume: they have no rights worth taking, but lead back to roles of this account
     * that have.
     */
    private Stream<Link> back(List<Link> links) {
        Set<String> known = links.stream().map(link -> link.target().arn()).collect(Collectors.toSet());
        return graph.elsewhere(role).stream()
                .filter(target -> !known.contains(target.arn()) && graph.gainsBack(role, target) != Certainty.NO)
                .map(target -> new Link(target, role.assumes(target.role())))
                .filter(link -> link.certainty() != Certainty.NO)
                .limit(PrivilegeGraph.TARGETS);
    }

    /**
     * The roles of other accounts that the role may assume, those with most rights first. Roles of which it is unknown
     * where they lead are included.
     */
    List<Link> links() {
        return graph.elsewhere(role).stream()
                .filter(target -> graph.worth(target).any() != Certainty.NO
                        || !graph.missing(target).isEmpty())
                .sorted(Comparator.comparing(graph::worth, MOST))
                .map(target -> new Link(target, role.assumes(target.role())))
                .filter(link -> link.certainty() != Certainty.NO)
                .limit(PrivilegeGraph.TARGETS)
                .toList();
    }
}
