package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles of an account as a graph, of which an edge is a step that takes one role's rights from another. Of targets that are equally
 * reached, those with more rights are told, {@link #TARGETS} for each way; of the others those are followed by which more may be reached.
 */
public final class PrivilegeGraph {

    static final int TARGETS = 10;
    static final int ROLES = 1_000;

    private final AccountPrivileges account;
    private final RolesElsewhere elsewhere;
    private final List<RolePrivileges> roles;
    private final TrustIndex trusting;
    private final HostRoles hosts;
    private final Map<String, List<Escalation>> steps = new ConcurrentHashMap<>();
    private final Map<String, Capabilities> capabilities = new ConcurrentHashMap<>();
    private final Map<String, Certainty> administrators = new ConcurrentHashMap<>();
    private final Map<String, List<String>> policies = new ConcurrentHashMap<>();
    private volatile Map<String, Certainty> ofAdministrators;
    private final Map<String, Certainty> ifGiven = new ConcurrentHashMap<>();
    private final Map<String, Certainty> unbounded = new ConcurrentHashMap<>();
    private final Map<String, Capabilities> heldUnbounded = new ConcurrentHashMap<>();
    private final Map<String, List<Escalation>> within = new ConcurrentHashMap<>();
    private final Map<String, List<StepsElsewhere.Link>> links = new ConcurrentHashMap<>();
    private final FollowedRoles followed = new FollowedRoles(this);
    private final JudgedSteps judged = new JudgedSteps(this);
    private final Map<String, Map<RolePrivileges, Certainty>> byService = new ConcurrentHashMap<>();
    private final Estate estate;

    private PrivilegeGraph(Estate estate) {
        this.estate = estate;
        account = AccountPrivileges.of(estate);
        elsewhere = account.elsewhere();
        roles = estate.stored(Role.class).stream()
                .map(account::of)
                .sorted(Comparator.comparing(this::administrator).reversed().thenComparing(RolePrivileges::arn))
                .toList();
        trusting = new TrustIndex(roles);
        hosts = new HostRoles(account, this);
    }

    public static PrivilegeGraph of(Estate estate) {
        return estate.view(PrivilegeGraph.class, PrivilegeGraph::new);
    }

    List<RolePrivileges> roles() {
        return roles;
    }

    /** The roles that may trust the role. One that trusts the account is left to those whose policies allow them to assume some. */
    List<RolePrivileges> trusting(RolePrivileges role) {
        return trusting.of(role);
    }

    /** The roles of other accounts that the role may assume where they trust it: none unless its own policies allow it to assume some. */
    Collection<RoleElsewhere> elsewhere(RolePrivileges role) {
        return role.policies().grantsAnything(Trust.ASSUME) ? elsewhere.direct() : List.of();
    }

    /** Whether the ARN is of a role of another account, at which steps end. */
    boolean isElsewhere(String arn) {
        return elsewhere.role(arn).isPresent();
    }

    /** The worth of a role of another account, with all that it leads to. */
    Worth worth(RoleElsewhere target) {
        return elsewhere.chains().worth(target);
    }

    /** Whether a role of another account leads back to roles of this one that have what the role has not. */
    Certainty gainsBack(RolePrivileges self, RoleElsewhere target) {
        return elsewhere.chains().back(target).entrySet().stream()
                .filter(way -> !way.getKey().is(self))
                .map(way -> way.getValue().and(RightsWithin.of(estate).gains(self, way.getKey())))
                .reduce(Certainty.NO, Certainty::or);
    }

    /** What was not read of accounts that a role of another account leads to, or may lead to. */
    Set<String> missing(RoleElsewhere target) {
        return elsewhere.chains().missing(target);
    }

    /** The way, and where it goes on to beyond the account in which it ends. */
    public List<Escalation> goingOn(List<Escalation> way) {
        Stream<Escalation> further = way.isEmpty()
                ? Stream.empty()
                : elsewhere.role(way.get(way.size() - 1).next()).stream()
                        .flatMap(role -> elsewhere.chains().onward(role).stream());
        return Stream.concat(way.stream(), further).toList();
    }

    /** What was not read of other accounts, to which the role may lead, and the roles of the account that were not looked at. */
    public Set<String> missing(Resource<Role> role) {
        Set<String> missing = new WaysWithin(account.of(role), this, Certainty.POSSIBLE)
                .all().keySet().stream()
                        .flatMap(one -> one.missingElsewhere().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        missing.addAll(leftOut(role));
        return missing;
    }

    /** The roles that the role reaches within the account whose further steps were not followed, as parts that are missing. */
    public Set<String> leftOut(Resource<Role> role) {
        RolePrivileges self = account.of(role);
        judged.escalations(self);
        return followed.leftOut(self);
    }

    FollowedRoles followed() {
        return followed;
    }

    /** The ARNs of the account's roles that it may assume, with at least that certainty. */
    public List<String> assumable(Resource<Role> role, Certainty least) {
        RolePrivileges self = account.of(role);
        return trusting(self).stream()
                .filter(target -> target != self && self.assumes(target).compareTo(least) >= 0)
                .map(RolePrivileges::arn)
                .distinct()
                .sorted()
                .toList();
    }

    Certainty administrator(RolePrivileges role) {
        return administrators.computeIfAbsent(role.key(), arn -> role.administrator());
    }

    /** Whether it would be an administrator if it had a policy that allows everything: not so within a boundary that does not. */
    Certainty administratorIfGiven(RolePrivileges role) {
        return ifGiven.computeIfAbsent(role.key(), arn -> anyAdministratorIfGiven(role));
    }

    /** Whether it would be an administrator if it had no boundary. */
    Certainty administratorUnbounded(RolePrivileges role) {
        return unbounded.computeIfAbsent(
                role.key(), arn -> role.withoutBoundary().administrator());
    }

    /** As {@link #administratorIfGiven}, of a role that the account has otherwise, or not at all. */
    static Certainty anyAdministratorIfGiven(RolePrivileges role) {
        return new AdministratorRights(role).ifGiven();
    }

    /**
     * The roles that the service may assume for its customers, in the order of all, with whether that is certain. Those that belong to a service
     * do what that does by itself.
     */
    Map<RolePrivileges, Certainty> assumedBy(String service) {
        return byService.computeIfAbsent(service, name -> {
            Map<RolePrivileges, Certainty> assumed = new LinkedHashMap<>();
            for (RolePrivileges role : roles) {
                Certainty certainty = AwsLimits.isServiceLinked(role.arn())
                        ? Certainty.NO
                        : role.trust().admitsService(name, role.policies().organization());
                if (certainty != Certainty.NO) {
                    assumed.put(role, certainty);
                }
            }
            return assumed;
        });
    }

    /** The ARNs of the account's own policies that are attached to the role. */
    List<String> policiesOf(RolePrivileges role) {
        return policies.computeIfAbsent(
                role.arn(),
                arn -> role.role().attributes().attachedPolicies().stream()
                        .filter(policy -> !policy.awsManaged())
                        .map(AttachedPolicy::arn)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Whether each of the account's own managed policies that are known makes an administrator. */
    Map<String, Certainty> administratorPolicies() {
        if (ofAdministrators == null) {
            ofAdministrators = AdministratorPolicies.among(roles, account);
        }
        return ofAdministrators;
    }

    /** The instances that get roles, and the roles that they get. */
    HostRoles hosts() {
        return hosts;
    }

    /** Whether the role may put a role into some instance profile. */
    Certainty mayAddToProfile(RolePrivileges role, RoleChanges changes) {
        return new ProfileRights(role, changes, account).mayAdd();
    }

    /** Whether some instance profile holds the role. */
    Certainty inProfile(RolePrivileges role) {
        return account.inProfile(role.role());
    }

    /** As {@link HostRoles#of}, every one of them. */
    List<Resource<Instance>> allInstancesOf(RolePrivileges role) {
        return account.instancesOf(role.role());
    }

    /** Whether the first role has rights for certain that the other has not. */
    boolean exceeds(RolePrivileges role, RolePrivileges other) {
        return administrator(other) != Certainty.YES
                && (administrator(role) == Certainty.YES || capabilities(role).exceed(capabilities(other)));
    }

    /** The role of the ARN; empty where it is not known. */
    Optional<RolePrivileges> role(String arn) {
        return account.role(arn);
    }

    // of the next three, each asks for others while it is worked out: none is put into a map that another one waits for

    /** The escalations of a role, those within the account first. */
    List<Escalation> steps(RolePrivileges role) {
        return kept(
                steps,
                role,
                self -> Stream.concat(stepsWithin(self).stream(), new StepsElsewhere(self, this).all().stream())
                        .toList());
    }

    /** The escalations of a role within the account. */
    List<Escalation> stepsWithin(RolePrivileges role) {
        return kept(within, role, self -> {
            Steps of = new Steps(self, this);
            List<Escalation> all = of.all();
            if (of.cut()) {
                followed.cut(self);
            }
            return all;
        });
    }

    /** The roles of other accounts that the role may assume. */
    List<StepsElsewhere.Link> links(RolePrivileges role) {
        return kept(links, role, self -> new StepsElsewhere(self.retagging(), this).links());
    }

    private static <T> List<T> kept(
            Map<String, List<T>> all, RolePrivileges role, Function<RolePrivileges, List<T>> workOut) {
        List<T> known = all.get(role.key());
        if (known == null) {
            known = workOut.apply(role);
            all.put(role.key(), known);
        }
        return known;
    }

    Capabilities capabilities(RolePrivileges role) {
        return capabilities.computeIfAbsent(role.key(), arn -> Capabilities.of(role));
    }

    /** What it would hold if it had no boundary. */
    Capabilities capabilitiesUnbounded(RolePrivileges role) {
        return heldUnbounded.computeIfAbsent(role.key(), arn -> Capabilities.of(role.withoutBoundary()));
    }

    /** The ways from the role to rights that it has not, at once or over further steps; none for an administrator. */
    public List<Escalation> escalations(Resource<Role> role) {
        return judged.escalations(account.of(role));
    }

    /** As {@link #escalations}, from an instance that has the role. */
    public List<Escalation> escalationsOfInstance(Resource<Role> role) {
        return judged.escalations(account.of(role).ofInstance());
    }

    /** As {@link #wayToAdministrator}, from an instance that has the role. */
    public List<Escalation> wayToAdministratorOfInstance(Resource<Role> role) {
        return judged.wayToAdministrator(account.of(role).ofInstance());
    }

    /** The shortest way to an administrator by steps that are certain, or, where there is none, by such as are possible. */
    public List<Escalation> wayToAdministrator(Resource<Role> role) {
        return judged.wayToAdministrator(account.of(role));
    }
}
