package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways in which a role runs code on instances that have another role, or none. Instances of the role itself do not count: it has their
 * rights already.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Service Authorization
 *     Reference, Systems Manager</a>
 */
public final class RemoteRights {

    /** More instances are not looked at one by one. */
    static final int INSTANCES = 2_000;

    private static final String DOCUMENT = "arn:${partition}:ssm:*:*:document/*";
    private static final String AUTOMATION = "arn:${partition}:ssm:*:*:automation-definition/*";

    /**
     * A way to run code.
     *
     * @param onInstance all of these are needed on the same instance; none where the way names no instance
     * @param beside     the action that is needed on some other resource, with the pattern of its resources; null for none
     */
    private record Way(List<String> onInstance, Beside beside) {

        String name() {
            return String.join(" + ", actions());
        }

        List<String> actions() {
            return Stream.concat(onInstance.stream(), Stream.ofNullable(beside).map(Beside::action))
                    .distinct()
                    .toList();
        }

        boolean byAgent() {
            return onInstance.stream().anyMatch(action -> action.startsWith(HostSteps.BY_AGENT));
        }

        boolean needsNetwork() {
            return onInstance.stream().anyMatch(action -> action.startsWith("ec2-instance-connect:"));
        }

        /** Whether who has these rights alone runs code on a named instance: another role for it runs none. */
        boolean runsCode() {
            boolean exchangesRole = beside != null && beside.action().equals(Passing.ACTION);
            return !onInstance.isEmpty() && !needsNetwork() && !exchangesRole;
        }
    }

    /** @param pattern none for a role that is passed */
    private record Beside(String action, String pattern) {}

    private static final List<Way> WAYS = List.of(
            new Way(List.of("ssm:SendCommand"), new Beside("ssm:SendCommand", DOCUMENT)),
            new Way(List.of("ssm:CreateAssociation"), new Beside("ssm:CreateAssociation", DOCUMENT)),
            new Way(List.of("ssm:StartSession"), null),
            new Way(List.of(), new Beside("ssm:StartAutomationExecution", AUTOMATION)),
            new Way(List.of("ec2-instance-connect:SendSSHPublicKey"), null),
            new Way(List.of("ec2-instance-connect:SendSerialConsoleSSHPublicKey"), null),
            new Way(List.of("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"), null),
            new Way(List.of("ec2:AssociateIamInstanceProfile"), new Beside(Passing.ACTION, "")),
            new Way(List.of("ec2:ReplaceIamInstanceProfileAssociation"), new Beside(Passing.ACTION, "")));

    /**
     * The instances on which a role may act in one way.
     *
     * @param name       its actions
     * @param everywhere whether it may be done to any instance of the account
     * @param instances  the ARNs of some of those that it may be done to; empty where it is any
     */
    public record Held(
            String name, Certainty certainty, boolean everywhere, List<String> instances, List<Statement> grants) {}

    private final RolePrivileges self;
    private final Estate estate;
    private final PrivilegeGraph graph;

    private RemoteRights(RolePrivileges self, Estate estate) {
        this.self = self;
        this.estate = estate;
        this.graph = PrivilegeGraph.of(estate);
    }

    /** The ways of the role, with what is possible of them. */
    public static List<Held> of(Resource<Role> role, Estate estate) {
        return of(RolePrivileges.of(role, estate), estate);
    }

    /** As {@link #of(Resource, Estate)}, of a role in some of its sessions. */
    public static List<Held> of(RolePrivileges self, Estate estate) {
        return WAYS.stream().allMatch(way -> !asks(self, way)) ? List.of() : new RemoteRights(self, estate).held();
    }

    private static boolean asks(RolePrivileges self, Way way) {
        return way.onInstance().stream().allMatch(self.policies()::grantsAnything)
                && (way.beside() == null
                        || self.policies().grantsAnything(way.beside().action()));
    }

    private List<Held> held() {
        return WAYS.stream()
                .filter(way -> asks(self, way))
                .flatMap(way -> held(way).stream())
                .toList();
    }

    /**
     * An instance on which the role certainly runs code, as a step that ends there. A shell by a key needs a network path as well, and Systems
     * Manager an agent in contact.
     */
    static Optional<Escalation> firstHost(Resource<Role> role, Estate estate) {
        RolePrivileges self = RolePrivileges.of(role, estate);
        return WAYS.stream()
                .filter(way -> way.runsCode() && asks(self, way))
                .flatMap(way -> new RemoteRights(self, estate).first(way).stream())
                .findFirst();
    }

    private Optional<Escalation> first(Way way) {
        if (way.beside() != null && onSome(way.beside()) != Certainty.YES) {
            return Optional.empty();
        }
        return others().stream()
                .limit(INSTANCES)
                .filter(other -> (!way.byAgent() || graph.hosts().obeys(other) == Certainty.YES)
                        && all(way, other.arn()) == Certainty.YES)
                .findFirst()
                .map(other -> new Escalation(
                        way.onInstance().get(0).split(":", 2)[1],
                        way.actions(),
                        "",
                        other.arn(),
                        false,
                        Certainty.YES,
                        "",
                        other.arn(),
                        List.of()));
    }

    private Optional<Held> held(Way way) {
        Certainty beside = way.beside() == null ? Certainty.YES : onSome(way.beside());
        Certainty everywhere = beside.and(all(way));
        if (beside == Certainty.NO || everywhere == Certainty.YES) {
            return Optional.of(everywhere)
                    .filter(certainty -> certainty == Certainty.YES)
                    .map(certainty -> new Held(way.name(), certainty, true, List.of(), grants(way)));
        }
        return onSingle(way, beside);
    }

    private Optional<Held> onSingle(Way way, Certainty beside) {
        String instances = "arn:" + self.partition() + ":ec2:*:" + self.accountId() + ":instance/*";
        Certainty some = beside.and(SomeResource.of(
                self,
                instances,
                way.onInstance().stream()
                        .map(action -> self.request(action, instances))
                        .toList()));
        if (some == Certainty.NO) {
            return Optional.empty();
        }
        List<String> certain = new ArrayList<>();
        List<Resource<Instance>> others = others();
        boolean possible = others.size() > INSTANCES;
        for (Resource<Instance> other : others.subList(0, Math.min(INSTANCES, others.size()))) {
            Certainty one = beside.and(all(way, other.arn()));
            possible |= one == Certainty.POSSIBLE;
            if (one == Certainty.YES && certain.size() < PrivilegeGraph.TARGETS) {
                certain.add(other.arn());
            }
        }
        return certain.isEmpty() && !possible && knowsInstances()
                ? Optional.empty()
                : Optional.of(new Held(
                        way.name(),
                        certain.isEmpty() ? Certainty.POSSIBLE : Certainty.YES,
                        false,
                        List.copyOf(certain),
                        grants(way)));
    }

    private boolean knowsInstances() {
        return estate.holds(ResourceKind.INSTANCE) && estate.knows(ResourceKind.INSTANCE);
    }

    private Certainty all(Way way, String instance) {
        return way.onInstance().stream()
                .map(action -> self.allows(action, instance))
                .reduce(Certainty.YES, Certainty::and);
    }

    /** An automation does what the role may do itself, unless its runbook names another role, which is not known: see "Setting up Automation". */
    private Certainty onSome(Beside beside) {
        if (beside.action().equals(Passing.ACTION)) {
            String roles = "arn:" + self.partition() + ":iam::" + self.accountId() + ":role/*";
            return SomeResource.of(self, roles, List.of(Passing.to(self, roles, Passing.TO_INSTANCES)));
        }
        Certainty some = new PathResources(self, graph).onSome(List.of(beside.action()), beside.pattern());
        return beside.pattern().equals(AUTOMATION) ? some.and(Certainty.POSSIBLE) : some;
    }

    /** On every instance of the account. */
    private Certainty all(Way way) {
        return EveryName.of("arn:" + self.partition() + ":ec2:" + RolePrivileges.ANY_NAME + ":" + self.accountId()
                        + ":instance/*")
                .stream()
                .map(instance -> all(way, instance))
                .reduce(Certainty.YES, Certainty::and);
    }

    private List<Statement> grants(Way way) {
        return Stream.concat(
                        way.onInstance().stream(),
                        Stream.ofNullable(way.beside()).map(Beside::action))
                .flatMap(action -> self.policies().grants(action).stream())
                .distinct()
                .toList();
    }

    /** One more than are looked at tells that there are more. */
    private List<Resource<Instance>> others() {
        Set<String> own = graph.allInstancesOf(self).stream().map(Resource::arn).collect(Collectors.toSet());
        return InstancesByRights.of(estate).but(own, INSTANCES + 1);
    }

    /** The ARNs of instances whose role has rights that this one lacks, some of many. */
    public static List<String> morePrivileged(Resource<Role> role, Estate estate, int most) {
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        RolePrivileges self = RolePrivileges.of(role, estate);
        return graph.hosts().all().stream()
                .filter(other -> other != self && graph.exceeds(other, self))
                .flatMap(other ->
                        graph.allInstancesOf(other).stream().map(Resource::arn).limit(PrivilegeGraph.TARGETS))
                .limit(most)
                .toList();
    }
}
