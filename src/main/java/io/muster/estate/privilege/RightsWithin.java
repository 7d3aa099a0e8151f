package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.List;

/**
 * The rights that roles have and reach within their account. Nothing of it rests on roles of other accounts, which may rest on these: two
 * accounts would hold each other up after the cause is gone.
 */
final class RightsWithin {

    private final Estate estate;
    private final PrivilegeGraph graph;
    private final WaysToAdministrator certainly;
    private final WaysToAdministrator possibly;
    private final ReachedCapabilities certainlyReached;
    private final ReachedCapabilities possiblyReached;

    private RightsWithin(Estate estate) {
        this.estate = estate;
        graph = PrivilegeGraph.of(estate);
        certainly = new WaysToAdministrator(graph, graph::stepsWithin, Certainty.YES);
        possibly = new WaysToAdministrator(graph, graph::stepsWithin, Certainty.POSSIBLE);
        certainlyReached = new ReachedCapabilities(graph, graph::stepsWithin, Certainty.YES);
        possiblyReached = new ReachedCapabilities(graph, graph::stepsWithin, Certainty.POSSIBLE);
    }

    static RightsWithin of(Estate estate) {
        return estate.view(RightsWithin.class, RightsWithin::new);
    }

    /** Whether the role is an administrator, or leads to one; perhaps where it was not read. */
    Certainty administrator(Resource<Role> role) {
        if (!estate.current(role)) {
            return Certainty.POSSIBLE;
        }
        if (certainly.leads(role.arn())) {
            return Certainty.YES;
        }
        return possibly.leads(role.arn()) ? Certainty.POSSIBLE : graph.administrator(RolePrivileges.of(role, estate));
    }

    /** The steps of the shortest way to an administrator, certain ones where there are such; none where there is no way, or it has arrived. */
    List<Escalation> toAdministrator(Resource<Role> role) {
        return certainly.leads(role.arn()) ? certainly.from(role.arn()) : possibly.from(role.arn());
    }

    /** Whether the role holds something sensitive, or leads to it; perhaps where it was not read. */
    Certainty gain(Resource<Role> role) {
        RolePrivileges self = RolePrivileges.of(role, estate);
        if (!estate.current(role)) {
            return Certainty.POSSIBLE;
        }
        if (Capabilities.areWorthTaking(certainlyReached.of(self))) {
            return Certainty.YES;
        }
        return Capabilities.areWorthTaking(possiblyReached.of(self)) ? Certainty.POSSIBLE : Certainty.NO;
    }

    /** Whether the role has, or leads to, something sensitive that the one who takes it over has not itself. */
    Certainty gains(RolePrivileges self, RolePrivileges target) {
        Certainty gained = graph.capabilities(self).gainedBy(certainlyReached.of(target), possiblyReached.of(target));
        return estate.current(target.role()) ? gained : gained.and(Certainty.POSSIBLE);
    }
}
