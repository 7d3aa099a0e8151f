package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Decision;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule about rights that a role holds on every resource of a type, by all of its policies together. One group of rights is enough;
 * in a group, all of them are needed.
 */
abstract class HeldRights extends RoleInUse {

    /**
     * @param actions   what has to be allowed together
     * @param resources on each of these, where {@code ~any~} is a name that only a pattern for every name means
     */
    record Group(List<String> actions, List<String> resources) {

        static Group of(String actions, String... resources) {
            return new Group(List.of(actions.split(" ")), List.of(resources));
        }
    }

    private final String message;
    private final List<Group> groups;

    HeldRights(RuleMetadata metadata, String message, List<Group> groups) {
        super(metadata);
        this.message = message;
        this.groups = groups;
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        List<String> held = new ArrayList<>();
        Set<Map<String, Object>> statements = new LinkedHashSet<>();
        boolean open = false;
        for (Group group : groups) {
            Certainty certainty = holds(privileges, role, group);
            open |= certainty == Certainty.POSSIBLE;
            if (certainty == Certainty.YES) {
                held.add(String.join(" + ", group.actions()));
                group.actions()
                        .forEach(action -> decision(
                                        privileges,
                                        role,
                                        action,
                                        group.resources().get(0))
                                .grants()
                                .forEach(grant -> statements.add(facts(grant))));
            }
        }
        if (!held.isEmpty()) {
            return fail(
                    message + " " + String.join(", ", held) + ".",
                    with(instances, Evidence.of("rights", held).and("statements", List.copyOf(statements))));
        }
        return open
                ? Verdict.unknown("the role has such rights under conditions that cannot be judged from its policies")
                : Verdict.pass();
    }

    private static Certainty holds(RolePrivileges privileges, Resource<Role> role, Group group) {
        return group.actions().stream()
                .flatMap(action ->
                        group.resources().stream().map(resource -> privileges.allows(action, arn(role, resource))))
                .reduce(Certainty.YES, Certainty::and);
    }

    private static Decision decision(RolePrivileges privileges, Resource<Role> role, String action, String resource) {
        return privileges.decide(action, arn(role, resource));
    }

    private static String arn(Resource<Role> role, String resource) {
        return resource.formatted(role.scope().partition(), role.scope().accountId());
    }

    static Map<String, Object> facts(Statement statement) {
        return Evidence.of("policy", statement.policy())
                .and("statement", statement.position())
                .and("actions", statement.describeActions())
                .and("resources", statement.describeResources())
                .facts();
    }
}
