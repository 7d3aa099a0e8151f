package io.muster.estate.privilege;

import java.util.List;

/** The steps of a role to roles of other accounts. What those lead to is left to the scans of their accounts: the way ends there. */
record StepsElsewhere(RolePrivileges role, PrivilegeGraph graph) {

    /**
     * Those of most rights come first; more than a few are not told.
     *
     * @param grants the statements that allow the path's action
     */
    List<Escalation> along(EscalationPath path, List<Statement> grants) {
        return graph.elsewhere(role).stream()
                .map(target -> step(path, target, grants))
                .filter(step -> step.certainty() != Certainty.NO)
                .limit(PrivilegeGraph.TARGETS)
                .toList();
    }

    private Escalation step(EscalationPath path, RoleElsewhere target, List<Statement> grants) {
        Certainty worth = target.worth();
        return new Escalation(
                path.name(),
                path.actions(),
                path.reference(),
                target.arn(),
                target.leadsToAdministrator(),
                worth == Certainty.NO ? worth : worth.and(role.assumes(target.role())),
                target.arn(),
                grants);
    }
}
