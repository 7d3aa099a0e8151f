package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds where a role leads on to, for those of other accounts who may assume it: within its account, and by roles of the account to further ones.
 * A way ends at an administrator.
 */
final class OfferedWays {

    private final Estate estate;
    private final Resource<Role> role;
    private final PrivilegeGraph graph;
    private final WaysWithin certain;
    private final WaysWithin possible;
    private final Map<String, OnwardWays.Beyond> beyond = new LinkedHashMap<>();

    OfferedWays(Resource<Role> role, Estate estate) {
        this.estate = estate;
        this.role = role;
        graph = PrivilegeGraph.of(estate);
        RolePrivileges self = RolePrivileges.of(role, estate);
        certain = new WaysWithin(self, graph, Certainty.YES);
        possible = new WaysWithin(self, graph, Certainty.POSSIBLE);
    }

    /** More roles of other accounts than a few are not told. */
    OnwardWays all() {
        List<Escalation> toAdministrator = RightsWithin.of(estate).toAdministrator(role);
        if (leadsToAdministrator()) {
            return new OnwardWays(toAdministrator, List.of(), List.of());
        }
        return new OnwardWays(
                toAdministrator,
                toHost().orElse(List.of()),
                beyond().values().stream().limit(PrivilegeGraph.TARGETS).toList());
    }

    private boolean leadsToAdministrator() {
        return RightsWithin.of(estate).administrator(role) == Certainty.YES;
    }

    private Optional<List<Escalation>> toHost() {
        return certain.all().entrySet().stream()
                .flatMap(way -> RemoteRights.firstHost(way.getKey().role(), estate).stream()
                        .map(step -> WaysWithin.with(way.getValue(), step)))
                .findFirst();
    }

    private Map<String, OnwardWays.Beyond> beyond() {
        if (beyond.isEmpty()) {
            addBeyond(certain, Certainty.YES);
            addBeyond(possible, Certainty.POSSIBLE);
        }
        return beyond;
    }

    private void addBeyond(WaysWithin ways, Certainty least) {
        ways.all().forEach((by, way) -> {
            if (graph.administrator(by) != Certainty.YES) {
                graph.links(by).stream()
                        .filter(link -> link.certainty().compareTo(least) >= 0)
                        .forEach(link -> beyond.putIfAbsent(link.target().arn(), beyond(by, way, link, least)));
            }
        });
    }

    private static OnwardWays.Beyond beyond(
            RolePrivileges by, List<Escalation> way, StepsElsewhere.Link link, Certainty least) {
        return new OnwardWays.Beyond(
                link.target().arn(),
                by.arn(),
                least,
                RolesElsewhere.seen(link.target().role().role()),
                WaysWithin.with(way, link.step(false, List.of())));
    }

    /**
     * What was not read of other accounts, whose roles it may lead to, and whether there are more of these than are told. No account is named: who
     * may assume the role need not see them.
     */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        if (leadsToAdministrator()) {
            return missing;
        }
        possible.all().keySet().stream()
                .filter(by -> by.policies().grantsAnything(Trust.ASSUME))
                .flatMap(by -> by.missingElsewhereAtOnce().stream())
                // told to one another, it would hold itself up
                .filter(what -> !what.equals(TrustingRoles.FURTHER_ROLES))
                .map(what -> what.replaceFirst(" of .*", " of further accounts"))
                .forEach(missing::add);
        if (beyond().size() > PrivilegeGraph.TARGETS) {
            missing.add(TrustingRoles.FURTHER_ROLES);
        }
        return missing;
    }
}
