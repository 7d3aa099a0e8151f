package io.muster.estate.privilege;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The roles of an account by whom their trust policies may name. */
final class TrustIndex {

    private static final Pattern ACCOUNT = Pattern.compile("(arn:[a-z-]+:iam::)?[0-9]{12}(:root)?");

    private final List<RolePrivileges> roles;
    private final Map<String, Set<Integer>> naming = new HashMap<>();
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> toIdentities = new TreeSet<>();

    /** @param roles in the order in which they are told */
    TrustIndex(Collection<RolePrivileges> roles) {
        this.roles = List.copyOf(roles);
        for (int place = 0; place < this.roles.size(); place++) {
            add(place, this.roles.get(place).trust());
        }
    }

    private void add(int place, Trust trust) {
        boolean toAll = !trust.readable();
        boolean toAccount = false;
        for (Trust.Principal principal : trust.principals()) {
            String name = principal.name();
            if (name.contains(":role/")) {
                naming.computeIfAbsent(name, arn -> new TreeSet<>()).add(place);
            } else if (ACCOUNT.matcher(name).matches()) {
                toAccount = true;
            } else {
                toAll |= principal.type().equals("AWS");
            }
        }
        if (toAll) {
            open.add(place);
        } else if (toAccount) {
            toIdentities.add(place);
        }
    }

    /** The roles that may trust the role. A role that trusts the account is among them only where the policies of the asking role let it assume roles. */
    List<RolePrivileges> of(RolePrivileges role) {
        Set<Integer> places = new TreeSet<>(naming.getOrDefault(role.arn(), Set.of()));
        places.addAll(open);
        if (role.policies().grantsAnything(Trust.ASSUME)) {
            places.addAll(toIdentities);
        }
        return places.stream().map(roles::get).toList();
    }
}
