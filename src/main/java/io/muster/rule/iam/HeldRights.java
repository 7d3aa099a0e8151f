package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Breadth;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.EveryName;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule about rights that a role holds by all of its policies together, for the whole account or for a region in which instances run with it.
 * One of the rights is enough.
 */
abstract class HeldRights extends RoleInUse {

    /** A right that a role may hold. */
    interface Right {

        /** Its name in the message. */
        String name();

        /** Whether the role has it for all that the breadth spans. */
        Certainty heldBy(RolePrivileges privileges, Breadth breadth);

        /** The statements that allow it. */
        Stream<Statement> grants(RolePrivileges privileges, Breadth breadth);
    }

    /**
     * Actions on every resource of a type.
     *
     * @param actions   the actions that have to be allowed together
     * @param resources on each of these, where {@code ~any~} is a name that only a pattern for every name means, and an asterisk at the end stands for
     *     {@link EveryName}
     */
    record Group(List<String> actions, List<String> resources) implements Right {

        static Group of(String actions, String... resources) {
            List<String> all = Stream.of(resources)
                    .flatMap(resource -> resource.endsWith("*") ? EveryName.of(resource).stream() : Stream.of(resource))
                    .toList();
            return new Group(List.of(actions.split(" ")), all);
        }

        @Override
        public String name() {
            return String.join(" + ", actions);
        }

        @Override
        public Certainty heldBy(RolePrivileges privileges, Breadth breadth) {
            return actions.stream()
                    .flatMap(action -> resources.stream()
                            .map(resource -> privileges.allows(action, arn(privileges, breadth, resource))))
                    .reduce(Certainty.YES, Certainty::and);
        }

        @Override
        public Stream<Statement> grants(RolePrivileges privileges, Breadth breadth) {
            String resource = arn(privileges, breadth, resources.get(0));
            return actions.stream().flatMap(action -> privileges.decide(action, resource).grants().stream());
        }

        static String arn(RolePrivileges privileges, Breadth breadth, String resource) {
            Scope scope = privileges.role().scope();
            return breadth.arn(resource.formatted(scope.partition(), scope.accountId()));
        }
    }

    private final String message;
    private final String fact;
    private final List<? extends Right> rights;

    /**
     * @param message the text before the names of the rights that are held
     * @param fact    the fact of the evidence that lists them
     */
    HeldRights(RuleMetadata metadata, String message, String fact, List<? extends Right> rights) {
        super(metadata);
        this.message = message;
        this.fact = fact;
        this.rights = rights;
    }

    HeldRights(RuleMetadata metadata, String message, List<Group> groups) {
        this(metadata, message, "rights", groups);
    }

    @Override
    public String version() {
        return "9";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        List<String> held = new ArrayList<>();
        Set<Map<String, String>> statements = new LinkedHashSet<>();
        boolean open = false;
        for (Right right : rights) {
            Map<Certainty, List<Breadth>> spans = spans(right, privileges);
            open |= spans.containsKey(Certainty.POSSIBLE);
            for (Breadth breadth : widest(spans.getOrDefault(Certainty.YES, List.of()))) {
                held.add(breadth.told(right.name()));
                right.grants(privileges, breadth).forEach(grant -> statements.add(grant.facts()));
            }
        }
        if (!held.isEmpty()) {
            return fail(
                    message + " " + String.join(", ", held) + ".",
                    with(instances, Evidence.of(fact, held).and("statements", List.copyOf(statements))));
        }
        return open
                ? Verdict.unknown("the role has such rights under conditions that cannot be judged from its policies")
                : Verdict.pass();
    }

    private static Map<Certainty, List<Breadth>> spans(Right right, RolePrivileges privileges) {
        return privileges.breadths().stream()
                .collect(Collectors.groupingBy(
                        breadth -> right.heldBy(privileges, breadth).and(breadth.counts())));
    }

    private static List<Breadth> widest(List<Breadth> held) {
        return held.stream()
                .filter(breadth -> breadth.region() == null)
                .findFirst()
                .map(List::of)
                .orElse(held);
    }
}
