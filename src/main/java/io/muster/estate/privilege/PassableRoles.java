package io.muster.estate.privilege;

import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The roles that a role may pass to services that run with them, which several escalation paths ask for. */
final class PassableRoles {

    private final RolePrivileges role;
    private final PrivilegeGraph graph;
    private final RoleChanges changes;
    private final Map<Passed, Map<RolePrivileges, Certainty>> asked = new HashMap<>();
    private final Map<EscalationPath.Second, Map<RolePrivileges, Certainty>> seconds = new HashMap<>();
    private final Map<String, Certainty> passesSome = new HashMap<>();
    private @Nullable Certainty intoProfile;

    PassableRoles(RolePrivileges role, PrivilegeGraph graph, RoleChanges changes) {
        this.role = role;
        this.graph = graph;
        this.changes = changes;
    }

    /**
     * How a path has a role passed.
     *
     * @param service the one that assumes it
     * @param to      the one that it is passed to
     */
    private record Passed(String service, String to, boolean byProfile) {

        static Passed along(EscalationPath path) {
            return new Passed(
                    path.service(),
                    path.passedTo(),
                    path.service().equals(Passing.TO_INSTANCES)
                            && !path.actions().contains(ProfileRights.ADD));
        }
    }

    /** Those of which it may pass some as the path has it, in the order of all. */
    Collection<RolePrivileges> along(EscalationPath path) {
        Passed passed = Passed.along(path);
        return passesSome(passed.to()) == Certainty.NO
                ? Set.of()
                : graph.assumedBy(passed.service()).keySet();
    }

    /** Whether it may pass the role as the path has it. */
    Certainty passes(EscalationPath path, RolePrivileges target) {
        Passed passed = Passed.along(path);
        return asked.computeIfAbsent(passed, key -> new HashMap<>())
                .computeIfAbsent(
                        target, key -> assumed(passed.service(), target).and(passes(target, passed)));
    }

    private Certainty assumed(String service, RolePrivileges target) {
        return graph.assumedBy(service).getOrDefault(target, Certainty.NO);
    }

    /**
     * Whether it may pass a role of its own to the path's second service, which does with it what the path needs for the target. Perhaps, where
     * none of the roles certainly lets it do so: another one may be made.
     */
    Certainty alongside(EscalationPath path, RolePrivileges target) {
        EscalationPath.Second second = path.alongside();
        return second == null
                ? Certainty.YES
                : seconds.computeIfAbsent(second, this::seconds).entrySet().stream()
                        .map(one -> one.getValue().and(passesOn(one.getKey(), path, target)))
                        .reduce(passesSome(second.service()).and(Certainty.POSSIBLE), Certainty::or);
    }

    /** The roles that it may pass to the second service, and that have the rights which the service needs, whatever the target. */
    private Map<RolePrivileges, Certainty> seconds(EscalationPath.Second second) {
        Map<RolePrivileges, Certainty> all = new LinkedHashMap<>();
        graph.assumedBy(second.service()).forEach((passed, assumed) -> {
            Certainty certainty = assumed.and(role.allows(Passing.to(role, passed.arn(), second.service())));
            if (certainty != Certainty.NO) {
                all.put(passed, certainty.and(new PathResources(passed, graph).of(second.actions())));
            }
        });
        return all;
    }

    private static Certainty passesOn(RolePrivileges second, EscalationPath path, RolePrivileges target) {
        return path.alongside().actions().contains(Passing.ACTION)
                ? second.allows(Passing.to(second, target.arn(), path.passedTo()))
                : Certainty.YES;
    }

    /** Whether there can be a role that it may pass to the service. */
    private Certainty passesSome(String service) {
        return passesSome.computeIfAbsent(service, this::somePasses);
    }

    private Certainty somePasses(String service) {
        String pattern = "arn:" + role.partition() + ":iam::" + role.accountId() + ":role/*";
        return SomeResource.of(role, pattern, List.of(Passing.to(role, pattern, service)));
    }

    private Certainty passes(RolePrivileges target, Passed passed) {
        Certainty passes = role.allows(Passing.to(role, target.arn(), passed.to()));
        return passes != Certainty.NO && passed.byProfile()
                ? passes.and(graph.inProfile(target).or(mayAddToProfile()))
                : passes;
    }

    /** Whether it may put a role of its choice into a profile, worked out once. */
    private Certainty mayAddToProfile() {
        if (intoProfile == null) {
            intoProfile = graph.mayAddToProfile(role, changes);
        }
        return intoProfile;
    }
}
