package io.muster.estate.privilege;

import io.muster.estate.Ages;
import io.muster.estate.Estate;
import io.muster.estate.Knowledge;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.TrustingRoles.TrustingRole;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roles of other registered accounts that may trust identities of an estate's account, those with the most rights first, and those that they
 * lead on to.
 */
final class RolesElsewhere {

    private static final int SHOWN = 3;

    private final TrustingRoles told;
    private final Map<String, RoleElsewhere> byArn = new LinkedHashMap<>();
    private final List<RoleElsewhere> direct;
    private final Chains chains;
    private final Map<String, List<String>> missing = new ConcurrentHashMap<>();

    private RolesElsewhere(Estate estate) {
        told = estate.beside().trusting();
        Map<String, List<Resource<?>>> known = Stream.<Resource<?>>concat(
                        told.roles().stream().map(TrustingRole::role),
                        told.policies().stream().map(stored -> stored.resource()))
                .collect(Collectors.groupingBy(resource -> resource.scope().accountId()));
        Map<Scope, AccountPrivileges> accounts = new HashMap<>();
        told.roles().forEach(one -> {
            AccountPrivileges account = accounts.computeIfAbsent(
                    one.role().scope(), scope -> account(scope, estate, known.get(scope.accountId())));
            byArn.put(one.role().arn(), elsewhere(one, account));
        });
        direct = byArn.values().stream().filter(RoleElsewhere::direct).toList();
        chains = new Chains(byArn, told, new RolesOfEstate(estate));
    }

    private static RoleElsewhere elsewhere(TrustingRole one, AccountPrivileges account) {
        return new RoleElsewhere(
                account.of(one.role()),
                one.direct(),
                new Worth(Certainty.valueOf(one.administrator()), Certainty.valueOf(one.gain())),
                OnwardWays.of(one.ways()),
                one.missing());
    }

    private AccountPrivileges account(Scope scope, Estate asking, List<Resource<?>> known) {
        Knowledge knowledge = Knowledge.ofOther(scope, TrustingRoles.KINDS, complete(scope.accountId()));
        return AccountPrivileges.of(new Estate(scope, asking.asOf(), knowledge, known, Ages.NONE));
    }

    private Set<ResourceKind> complete(String accountId) {
        return told.complete().getOrDefault(accountId, Set.of());
    }

    static RolesElsewhere of(Estate estate) {
        return estate.view(RolesElsewhere.class, RolesElsewhere::new);
    }

    /** Stands for what is known of a role of another account. */
    static String seen(Resource<Role> role) {
        String text = Documents.write(Arrays.asList(role.attributes().trustPolicy(), role.tags()));
        return Long.toHexString(ContentHash.ofText(text).high());
    }

    /** The roles that may trust the account. */
    Collection<RoleElsewhere> direct() {
        return direct;
    }

    /** The role of the ARN; empty where it is none of these. */
    Optional<RoleElsewhere> role(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    Chains chains() {
        return chains;
    }

    /** What is missing of other accounts, of whose roles the role may assume some, and of those that they may lead on to. */
    List<String> missing(RolePrivileges asking) {
        return missing.computeIfAbsent(asking.arn(), arn -> missingOf(asking));
    }

    private List<String> missingOf(RolePrivileges asking) {
        List<String> missing = new ArrayList<>(missingAtOnce(asking));
        direct.stream()
                .filter(one -> !chains.missing(one).isEmpty() && asking.assumes(one.role()) != Certainty.NO)
                .flatMap(one -> chains.missing(one).stream())
                .filter(one -> !missing.contains(one))
                .distinct()
                .forEach(missing::add);
        return missing;
    }

    /**
     * The kinds that were not read of accounts that have such roles, or may have some that the role may assume, and the accounts that have more
     * of these than are told. Those that have none are counted and not named: who sees the role need not see them.
     */
    List<String> missingAtOnce(RolePrivileges asking) {
        boolean organizationIgnored = asking.policies().organization().ignored();
        List<String> missing = new ArrayList<>();
        for (ResourceKind kind : organizationIgnored ? Set.of(ResourceKind.ROLE) : TrustingRoles.KINDS) {
            Set<String> accounts = accounts(direct);
            accounts.removeIf(account -> complete(account).contains(kind));
            describe(kind.name(), accounts).ifPresent(missing::add);
        }
        describe("further roles", told.leftOut()).ifPresent(missing::add);
        if (told.beyond()) {
            missing.add(TrustingRoles.FURTHER_ROLES);
        }
        Set<String> named = accounts(direct);
        long unread = told.unread().stream()
                .filter(account -> !named.contains(account) && mayAssumeIn(account, asking))
                .count();
        if (unread > 0) {
            missing.add("ROLE of accounts that were not read: " + unread);
        }
        return missing;
    }

    private static Set<String> accounts(List<RoleElsewhere> roles) {
        return roles.stream().map(RoleElsewhere::accountId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean mayAssumeIn(String account, RolePrivileges asking) {
        String roles = "arn:" + asking.partition() + ":iam::" + account + ":role/*";
        return SomeResource.of(asking, roles, List.of(asking.request(Trust.ASSUME, roles))) != Certainty.NO;
    }

    private static Optional<String> describe(String what, Set<String> accounts) {
        int more = accounts.size() - SHOWN;
        return accounts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        what + " of account " + accounts.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (more > 0 ? " and " + more + " more" : ""));
    }

    /** The asking account's roles, by what they reach within it. */
    private record RolesOfEstate(Estate estate) implements Chains.OwnRoles {

        @Override
        public Optional<RolePrivileges> role(String arn) {
            return AccountPrivileges.of(estate).role(arn);
        }

        @Override
        public Certainty administrator(RolePrivileges role) {
            return RightsWithin.of(estate).administrator(role.role());
        }

        @Override
        public List<Escalation> toAdministrator(RolePrivileges role) {
            return RightsWithin.of(estate).toAdministrator(role.role());
        }
    }
}
