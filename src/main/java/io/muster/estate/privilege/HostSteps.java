package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The steps of a role to the roles of instances, on which it runs code, or to which it gets. */
record HostSteps(RolePrivileges role, PrivilegeGraph graph, PathResources resources) {

    /** The service whose actions reach an instance by its agent alone. */
    static final String BY_AGENT = "ssm:";

    /**
     * Those of most rights come first.
     *
     * @param grants the statements that allow the path's actions
     * @param kept   to which they are offered
     */
    void along(EscalationPath path, List<Statement> grants, KeptSteps.Along kept) {
        if (resources.of(path) == Certainty.NO || resources.ofInstances(path) == Certainty.NO) {
            return;
        }
        Map<Set<String>, Certainty> beside = new HashMap<>();
        for (RolePrivileges target :
                byAgent(path) ? graph.hosts().byAgent() : graph.hosts().all()) {
            if (kept.done()) {
                return;
            }
            if (!target.is(role) && kept.wants(target)) {
                to(target, path, beside, grants).ifPresent(step -> kept.offer(target, step));
            }
        }
    }

    /**
     * By the instance that it gets to most certainly.
     *
     * @param beside whether it may do what it takes beside the instance, by the resources that are doubted
     */
    private Optional<Escalation> to(
            RolePrivileges target, EscalationPath path, Map<Set<String>, Certainty> beside, List<Statement> grants) {
        return graph.hosts().of(target).stream()
                .map(instance -> new Escalation(
                        path.name(),
                        path.actions(),
                        path.reference(),
                        target.arn(),
                        false,
                        beside.computeIfAbsent(
                                        doubted(instance, path),
                                        doubted -> resources.doubting(doubted).of(path))
                                .and(on(instance, path)),
                        target.arn(),
                        instance.arn(),
                        grants))
                .reduce((one, other) -> one.isAtLeast(other.certainty()) ? one : other)
                .filter(step -> step.certainty() != Certainty.NO);
    }

    private Certainty on(Resource<Instance> instance, EscalationPath path) {
        return path.actions().stream()
                .map(action -> role.allows(role.request(action, instance.arn())))
                .reduce(byAgent(path) ? graph.hosts().obeys(instance) : Certainty.YES, Certainty::and);
    }

    private static Set<String> doubted(Resource<Instance> instance, EscalationPath path) {
        return byAgent(path) ? ManagedHosts.documentsForOthers(instance.attributes()) : Set.of();
    }

    private static boolean byAgent(EscalationPath path) {
        return path.actions().stream().anyMatch(action -> action.startsWith(BY_AGENT));
    }
}
