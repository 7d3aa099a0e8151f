package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The instances that get the roles of an account, and the roles that they get. Of the instances of a role, a few are looked at. */
final class HostRoles {

    private final AccountPrivileges account;
    private final PrivilegeGraph graph;
    private final Map<String, List<Resource<Instance>>> instances = new ConcurrentHashMap<>();
    private volatile List<RolePrivileges> all;
    private volatile List<RolePrivileges> byAgent;

    HostRoles(AccountPrivileges account, PrivilegeGraph graph) {
        this.account = account;
        this.graph = graph;
    }

    /** Some of those that get the role; first those that Systems Manager certainly has do what they are told. */
    List<Resource<Instance>> of(RolePrivileges role) {
        return instances.computeIfAbsent(
                role.arn(),
                arn -> account.instancesOf(role.role()).stream()
                        .sorted(Comparator.comparing(this::obeys).reversed())
                        .limit(PrivilegeGraph.TARGETS)
                        .toList());
    }

    /** Whether Systems Manager has the instance do what it is told. */
    Certainty obeys(Resource<Instance> instance) {
        return account.hosts().obeys(instance);
    }

    /** The roles that instances are known to get, administrators first. */
    List<RolePrivileges> all() {
        if (all == null) {
            all = graph.roles().stream().filter(role -> !of(role).isEmpty()).toList();
        }
        return all;
    }

    /** The roles that instances are known to get, administrators first, and of equal ones first those that Systems Manager most certainly leads to. */
    List<RolePrivileges> byAgent() {
        if (byAgent == null) {
            byAgent = all().stream()
                    .sorted(Comparator.<RolePrivileges, Certainty>comparing(graph::administrator)
                            .thenComparing(role -> obeys(of(role).get(0)))
                            .reversed())
                    .toList();
        }
        return byAgent;
    }
}
