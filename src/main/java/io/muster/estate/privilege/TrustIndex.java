package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The roles of an account by whom their trust policies may name. */
final class TrustIndex {

    private static final Pattern ACCOUNT = Pattern.compile("(arn:[a-z-]+:iam::)?[0-9]{12}(:root)?");

    private final Map<String, List<RolePrivileges>> naming = new HashMap<>();
    private final List<RolePrivileges> open = new ArrayList<>();
    private final List<RolePrivileges> toIdentities = new ArrayList<>();

    TrustIndex(Collection<RolePrivileges> roles) {
        roles.forEach(this::add);
    }

    private void add(RolePrivileges role) {
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

    /** The roles that may trust the role. A role that trusts the account is among them only where the policies of the asking role let it assume roles. */
    List<RolePrivileges> of(RolePrivileges role) {
        List<RolePrivileges> all = new ArrayList<>(naming.getOrDefault(role.arn(), List.of()));
        all.addAll(open);
        if (role.policies().grantsAnything(Trust.ASSUME)) {
            all.addAll(toIdentities);
        }
        return all;
    }
}
