package io.muster.estate.privilege;

import io.muster.estate.privilege.EscalationPath.LeadsTo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a role may do the actions of an escalation to some resource of each type that they need, roles apart. */
record PathResources(RolePrivileges role, PrivilegeGraph graph) {

    private static final String OF_INSTANCES = ":instance/";

    /** Perhaps where the way needs what has to be there already, unless the role may make that as well. */
    Certainty of(EscalationPath path) {
        Certainty certainty = path.leadsTo() == LeadsTo.OWN_INSTANCE ? onOwn(path) : on(path, path.actions());
        if (certainty == Certainty.NO || path.madeBy() == null) {
            return certainty;
        }
        List<String> besides =
                Stream.concat(path.actions().stream(), path.madeBy().stream()).toList();
        return path.madeBy().isEmpty()
                ? certainty.and(Certainty.POSSIBLE)
                : certainty.and(Certainty.POSSIBLE).or(on(path, besides));
    }

    private Certainty on(EscalationPath path, List<String> actions) {
        Set<String> patterns = actions.stream()
                .flatMap(action -> resources(action).stream())
                .filter(pattern -> path.leadsTo() != LeadsTo.INSTANCE || !pattern.contains(OF_INSTANCES))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return patterns.stream().map(pattern -> onOne(actions, pattern)).reduce(Certainty.YES, Certainty::and);
    }

    /** Actions on one type of resources have to be allowed on the same one. */
    private Certainty onOne(List<String> actions, String pattern) {
        return onSome(
                actions.stream()
                        .filter(action -> resources(action).contains(pattern))
                        .toList(),
                pattern);
    }

    /** Whether there can be a resource of the pattern that all of the actions are allowed on, and do what is wanted of them. */
    Certainty onSome(List<String> actions, String pattern) {
        return certainOn(actions, pattern)
                .map(certain -> onAny(actions, certain))
                .reduce(Certainty::or)
                .map(certain -> certain.or(onAny(actions, pattern).and(Certainty.POSSIBLE)))
                .orElseGet(() -> onAny(actions, pattern));
    }

    private static Stream<String> certainOn(List<String> actions, String pattern) {
        return actions.stream()
                .flatMap(action -> EscalationPath.CERTAIN_ON.getOrDefault(action, List.of()).stream())
                .filter(certain -> Wildcards.matches(pattern, certain));
    }

    /** Whether there can be an instance that all of the actions are allowed on. */
    Certainty ofInstances(EscalationPath path) {
        return onSome(path.actions(), "arn:${partition}:ec2:*:${account}:instance/*");
    }

    private Certainty onAny(List<String> actions, String pattern) {
        String target = filled(pattern);
        List<Request> requests =
                actions.stream().map(action -> role.request(action, target)).toList();
        return target.equals("*")
                ? requests.stream().map(role::allows).reduce(Certainty.YES, Certainty::and)
                : SomeResource.of(role, target, requests);
    }

    private String filled(String pattern) {
        return pattern.replace("${partition}", role.partition()).replace("${account}", role.accountId());
    }

    /** Of the instances that run with the role, or of their profiles, one is enough; that the role has others in its hands is possible. */
    private Certainty onOwn(EscalationPath path) {
        List<String> actions = path.actions().stream()
                .filter(action -> !action.equals(Passing.ACTION))
                .toList();
        return graph.allInstancesOf(role).stream()
                .flatMap(instance ->
                        Stream.of(instance.arn(), instance.attributes().instanceProfileArn()))
                .filter(arn -> arn != null && isMeant(actions, arn))
                .distinct()
                .map(arn ->
                        actions.stream().map(action -> role.allows(action, arn)).reduce(Certainty.YES, Certainty::and))
                .reduce(on(path, path.actions()).and(Certainty.POSSIBLE), Certainty::or);
    }

    private boolean isMeant(List<String> actions, String arn) {
        return actions.stream()
                .allMatch(action ->
                        resources(action).stream().anyMatch(pattern -> Wildcards.matches(filled(pattern), arn)));
    }

    private static List<String> resources(String action) {
        return EscalationPath.RESOURCES.getOrDefault(action, List.of());
    }
}
