package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The roles of an account as a graph, of which an edge is a step that takes one role's rights from another. Of targets that are equally
 * reached, those with more rights are kept, {@link #TARGETS} for each way.
 */
public final class PrivilegeGraph {

    static final int TARGETS = 10;
    static final int ROLES = 1_000;

    private static final Pattern ACCOUNT = Pattern.compile("(arn:[a-z-]+:iam::)?[0-9]{12}(:root)?");

    private final AccountPrivileges account;
    private final RolesElsewhere elsewhere;
    private final List<RolePrivileges> roles;
    private final Map<String, List<RolePrivileges>> naming = new HashMap<>();
    private final List<RolePrivileges> open = new ArrayList<>();
    private final List<RolePrivileges> toIdentities = new ArrayList<>();
    private final Map<String, List<Escalation>> steps = new ConcurrentHashMap<>();
    private final Map<String, Capabilities> capabilities = new ConcurrentHashMap<>();
    private final Map<String, Certainty> administrators = new ConcurrentHashMap<>();
    private final Map<String, List<String>> instances = new ConcurrentHashMap<>();
    private final Map<String, List<String>> policies = new ConcurrentHashMap<>();
    private volatile List<RolePrivileges> ofInstances;
    private volatile Map<String, Certainty> ofAdministrators;
    private final Map<String, Boolean> ifGiven = new ConcurrentHashMap<>();
    private final WaysToAdministrator certainly;
    private final WaysToAdministrator possibly;
    private final ReachedCapabilities certainlyReached = new ReachedCapabilities(this, Certainty.YES);
    private final ReachedCapabilities possiblyReached = new ReachedCapabilities(this, Certainty.POSSIBLE);
    private final Map<String, Map<RolePrivileges, Certainty>> byService = new ConcurrentHashMap<>();

    private PrivilegeGraph(Estate estate) {
        account = AccountPrivileges.of(estate);
        elsewhere = account.elsewhere();
        roles = estate.stored(Role.class).stream()
                .map(account::of)
                .sorted(Comparator.comparing(this::administrator)
                        .reversed()
                        .thenComparing(role -> role.role().arn()))
                .toList();
        roles.forEach(this::index);
        certainly = new WaysToAdministrator(this, step -> step.isAtLeast(Certainty.YES));
        possibly = new WaysToAdministrator(this, step -> step.isAtLeast(Certainty.POSSIBLE));
    }

    public static PrivilegeGraph of(Estate estate) {
        return estate.view(PrivilegeGraph.class, PrivilegeGraph::new);
    }

    private void index(RolePrivileges role) {
        boolean toAll = !role.trust().readable();
        boolean toAccount = false;
        for (Trust.Principal principal : role.trust().principals()) {
            String name = principal.name();
            if (name.contains(":role/")) {
                naming.computeIfAbsent(name, arn -> new ArrayList<>()).add(role);
            } else if (ACCOUNT.matcher(name).matches()) {
                toAccount = true;
            } else {
                toAll |= principal.type().equals("AWS");
            }
        }
        if (toAll) {
            open.add(role);
        } else if (toAccount) {
            toIdentities.add(role);
        }
    }

    List<RolePrivileges> roles() {
        return roles;
    }

    /** The roles that may trust the role. One that trusts the account is left to those whose policies allow them to assume some. */
    List<RolePrivileges> trusting(RolePrivileges role) {
        List<RolePrivileges> all =
                new ArrayList<>(naming.getOrDefault(role.role().arn(), List.of()));
        all.addAll(open);
        if (role.policies().grantsAnything(Trust.ASSUME)) {
            all.addAll(toIdentities);
        }
        return all;
    }

    /** The roles of other accounts that the role may assume where they trust it: none unless its own policies allow it to assume some. */
    Collection<RoleElsewhere> elsewhere(RolePrivileges role) {
        return role.policies().grantsAnything(Trust.ASSUME) ? elsewhere.all() : List.of();
    }

    /** Whether the ARN is of a role of another account, at which steps end. */
    boolean isElsewhere(String arn) {
        return elsewhere.role(arn).isPresent();
    }

    /** The ARNs of the account's roles that it may assume, with at least that certainty. */
    public List<String> assumable(Resource<Role> role, Certainty least) {
        RolePrivileges self = account.of(role);
        return trusting(self).stream()
                .filter(target -> target != self && self.assumes(target).compareTo(least) >= 0)
                .map(target -> target.role().arn())
                .distinct()
                .sorted()
                .toList();
    }

    Certainty administrator(RolePrivileges role) {
        return administrators.computeIfAbsent(role.role().arn(), arn -> role.administrator());
    }

    /** Whether it would be an administrator if it had a policy that allows everything: not so within a boundary that does not. */
    boolean administratorIfGiven(RolePrivileges role) {
        return ifGiven.computeIfAbsent(role.role().arn(), arn -> mayBeAdministrator(role));
    }

    /** As {@link #administratorIfGiven}, of a role that the account has otherwise, or not at all. */
    static boolean mayBeAdministrator(RolePrivileges role) {
        return new AdministratorRights(role).mayBeGranted();
    }

    /** The roles that the service may assume, in the order of all, with whether that is certain. */
    Map<RolePrivileges, Certainty> assumedBy(String service) {
        return byService.computeIfAbsent(service, name -> {
            Map<RolePrivileges, Certainty> assumed = new LinkedHashMap<>();
            for (RolePrivileges role : roles) {
                Certainty certainty = role.trust().admitsService(name);
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
                role.role().arn(),
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

    List<String> instancesOf(RolePrivileges role) {
        return instances.computeIfAbsent(
                role.role().arn(),
                arn -> account.instancesOf(role.role()).stream()
                        .map(Resource::arn)
                        .limit(TARGETS)
                        .toList());
    }

    /** Whether some instance profile holds the role. */
    Certainty inProfile(RolePrivileges role) {
        return account.inProfile(role.role());
    }

    /** As {@link #instancesOf}, every one of them. */
    List<Resource<Instance>> allInstancesOf(RolePrivileges role) {
        return account.instancesOf(role.role());
    }

    /** Whether the first role has rights for certain that the other has not. */
    boolean exceeds(RolePrivileges role, RolePrivileges other) {
        return administrator(other) != Certainty.YES
                && (administrator(role) == Certainty.YES || capabilities(role).exceed(capabilities(other)));
    }

    /** The roles that instances are known to get. */
    List<RolePrivileges> rolesOfInstances() {
        if (ofInstances == null) {
            ofInstances =
                    roles.stream().filter(role -> !instancesOf(role).isEmpty()).toList();
        }
        return ofInstances;
    }

    /** The role of the ARN; empty where it is not known. */
    Optional<RolePrivileges> role(String arn) {
        return account.role(arn);
    }

    List<Escalation> steps(RolePrivileges role) {
        List<Escalation> known = steps.get(role.role().arn());
        if (known == null) {
            known = new Steps(role, this).all();
            steps.put(role.role().arn(), known);
        }
        return known;
    }

    Capabilities capabilities(RolePrivileges role) {
        return capabilities.computeIfAbsent(role.role().arn(), arn -> Capabilities.of(role));
    }

    /** The ways from the role to rights that it has not, at once or over further steps; none for an administrator. */
    public List<Escalation> escalations(Resource<Role> role) {
        RolePrivileges self = account.of(role);
        if (administrator(self) == Certainty.YES) {
            return List.of();
        }
        return steps(self).stream()
                .map(step -> step.leading(step.administrator() || reachesAdministrator(step.next())))
                .map(step -> step.limitedTo(step.administrator() ? Certainty.YES : gains(self, step)))
                .filter(step -> step.certainty() != Certainty.NO)
                .toList();
    }

    private Certainty gains(RolePrivileges self, Escalation step) {
        return step.next().isEmpty() || isElsewhere(step.next())
                ? Certainty.YES
                : account.role(step.next()).map(target -> gains(self, target)).orElse(Certainty.NO);
    }

    private Certainty gains(RolePrivileges self, RolePrivileges target) {
        Capabilities own = capabilities(self);
        if (own.lack(certainlyReached.of(target))) {
            return Certainty.YES;
        }
        return own.lack(possiblyReached.of(target)) ? Certainty.POSSIBLE : Certainty.NO;
    }

    private boolean reachesAdministrator(String arn) {
        return !arn.isEmpty() && possibly.leads(arn);
    }

    /** The shortest way to an administrator by steps that are certain, or, where there is none, by such as are possible. */
    public List<Escalation> wayToAdministrator(Resource<Role> role) {
        if (administrator(account.of(role)) == Certainty.YES) {
            return List.of();
        }
        List<Escalation> certain = certainly.from(role.arn());
        return certain.isEmpty() ? possibly.from(role.arn()) : certain;
    }
}
