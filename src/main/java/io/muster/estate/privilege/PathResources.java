package io.muster.estate.privilege;

import io.muster.estate.privilege.EscalationPath.LeadsTo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a role may do the actions of an escalation to some resource of each type that they need, roles apart.
 *
 * @param doubted of the resources by which an action certainly does what the path needs, those that may not do so here
 */
record PathResources(RolePrivileges role, PrivilegeGraph graph, Set<String> doubted) {

    private static final String OF_INSTANCES = ":instance/";
    private static final String MAKE_LINKED = "iam:CreateServiceLinkedRole";

    PathResources(RolePrivileges role, PrivilegeGraph graph) {
        this(role, graph, Set.of());
    }

    PathResources doubting(Set<String> resources) {
        return new PathResources(role, graph, resources);
    }

    /** Perhaps where the way needs what has to be there already, unless the role may make that as well. */
    Certainty of(EscalationPath path) {
        Certainty certainty = path.leadsTo() == LeadsTo.OWN_INSTANCE ? onOwn(path) : on(path, path.actions());
        return certainty == Certainty.NO
                ? certainty
                : path.linked().stream().map(this::linked).reduce(besides(path, certainty), Certainty::and);
    }

    private Certainty besides(EscalationPath path, Certainty certainty) {
        if (path.madeBy() == null) {
            return certainty;
        }
        List<String> besides =
                Stream.concat(path.actions().stream(), path.madeBy().stream()).toList();
        return path.madeBy().isEmpty()
                ? certainty.and(Certainty.POSSIBLE)
                : certainty.and(Certainty.POSSIBLE).or(on(path, besides));
    }

    /** Whether the role that belongs to the service is there, or may be made by this one. That others have made it since is possible. */
    private Certainty linked(String service) {
        String pattern = AwsLimits.linkedTo(service, role.partition(), role.accountId());
        if (graph.roles().stream().anyMatch(other -> Wildcards.matches(pattern, other.arn()))) {
            return Certainty.YES;
        }
        Request request = role.request(MAKE_LINKED, pattern);
        Facts facts = request.facts().with("iam:awsservicename", Fact.of(service));
        return SomeResource.of(role, pattern, List.of(new Request(MAKE_LINKED, pattern, facts)))
                .or(Certainty.POSSIBLE);
    }

    /** Whether it may do the actions, each on some resource of every type that it needs. */
    Certainty of(List<String> actions) {
        return on(actions, pattern -> true);
    }

    private Certainty on(EscalationPath path, List<String> actions) {
        return on(actions, pattern -> path.leadsTo() != LeadsTo.INSTANCE || !pattern.contains(OF_INSTANCES));
    }

    private Certainty on(List<String> actions, Predicate<String> counts) {
        Set<String> patterns = actions.stream()
                .flatMap(action -> resources(action).stream())
                .filter(counts)
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

    private Stream<String> certainOn(List<String> actions, String pattern) {
        return actions.stream()
                .flatMap(action -> EscalationPath.CERTAIN_ON.getOrDefault(action, List.of()).stream())
                .filter(certain -> Wildcards.matches(pattern, certain) && !doubted.contains(certain));
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
