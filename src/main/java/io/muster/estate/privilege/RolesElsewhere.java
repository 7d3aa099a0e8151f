package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.estate.Knowledge;
import io.muster.inventory.Resource;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles of other registered accounts that may trust identities of an estate's account, those with the most rights first. */
final class RolesElsewhere {

    private static final int SHOWN = 3;

    private final TrustingRoles told;
    private final Map<String, RoleElsewhere> byArn = new LinkedHashMap<>();

    private RolesElsewhere(Estate estate) {
        told = estate.trusting();
        Map<String, List<Resource<?>>> known = Stream.<Resource<?>>concat(
                        told.roles().stream().map(TrustingRoles.TrustingRole::role),
                        told.policies().stream().map(stored -> stored.resource()))
                .collect(Collectors.groupingBy(resource -> resource.scope().accountId()));
        Map<Scope, AccountPrivileges> accounts = new HashMap<>();
        told.roles().forEach(one -> {
            AccountPrivileges account = accounts.computeIfAbsent(
                    one.role().scope(), scope -> account(scope, estate, known.get(scope.accountId())));
            byArn.put(
                    one.role().arn(),
                    new RoleElsewhere(
                            account.of(one.role()),
                            Certainty.valueOf(one.administrator()),
                            Certainty.valueOf(one.gain())));
        });
    }

    private AccountPrivileges account(Scope scope, Estate asking, List<Resource<?>> known) {
        Knowledge knowledge = Knowledge.ofOther(scope, TrustingRoles.KINDS, complete(scope.accountId()));
        return AccountPrivileges.of(new Estate(scope, asking.asOf(), knowledge, known, Map.of()));
    }

    private Set<ResourceKind> complete(String accountId) {
        return told.complete().getOrDefault(accountId, Set.of());
    }

    static RolesElsewhere of(Estate estate) {
        return estate.view(RolesElsewhere.class, RolesElsewhere::new);
    }

    Collection<RoleElsewhere> all() {
        return byArn.values();
    }

    /** The role of the ARN; empty where it is none of these. */
    Optional<RoleElsewhere> role(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /**
     * The kinds that were not read of accounts that have such roles, and the accounts that have more of these than are told.
     *
     * @param organizationIgnored whether policies of the organization are not counted
     */
    List<String> missing(boolean organizationIgnored) {
        List<String> missing = new ArrayList<>();
        for (ResourceKind kind : organizationIgnored ? Set.of(ResourceKind.ROLE) : TrustingRoles.KINDS) {
            Set<String> accounts = told.roles().stream()
                    .map(one -> one.role().scope().accountId())
                    .filter(account -> !complete(account).contains(kind))
                    .collect(Collectors.toCollection(TreeSet::new));
            describe(kind.name(), accounts).ifPresent(missing::add);
        }
        describe("further roles", told.leftOut()).ifPresent(missing::add);
        return missing;
    }

    private static Optional<String> describe(String what, Set<String> accounts) {
        int more = accounts.size() - SHOWN;
        return accounts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        what + " of account " + accounts.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                + (more > 0 ? " and " + more + " more" : ""));
    }
}
