package io.muster.estate.privilege;

import io.muster.estate.privilege.EscalationPath.LeadsTo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways by users and their groups. Users and groups are not collected: their existence, rights, members and the holders of their
 * credentials are unknown, unless a role may make them. A condition on {@code iam:PermissionsBoundary} lets a role give rights only to
 * bounded ones.
 *
 * @param account the beginning of the ARNs of the account's identities
 */
record UserRights(String account, RoleChanges changes) {

    private static final String USERS = "user/*";
    private static final String LIFTING = "iam:DeleteUserPermissionsBoundary";
    private static final String REPLACING = "iam:PutUserPermissionsBoundary";

    /** The actions that tell the boundary of the user. */
    private static final Set<String> ON_BOUNDED = Set.of("iam:CreateUser", "iam:AttachUserPolicy", "iam:PutUserPolicy");

    private static final List<String> MAKING_USER = List.of("iam:CreateUser");
    private static final List<String> MAKING_MEMBER = List.of("iam:CreateGroup", "iam:AddUserToGroup");

    Certainty along(EscalationPath path) {
        Certainty ofExisting = onSome(path, List.of(), List.of()).and(Certainty.POSSIBLE);
        return ofExisting == Certainty.NO || path.leadsTo() != LeadsTo.USER_ADMINISTRATOR
                ? ofExisting
                : ofExisting.or(onSome(path, MAKING_USER, MAKING_MEMBER));
    }

    /** Whether the path's actions and those besides are allowed on one user, and on one group where some of the path's are of groups. */
    private Certainty onSome(EscalationPath path, List<String> ofUser, List<String> ofGroup) {
        Map<Boolean, List<String>> actions =
                path.actions().stream().collect(Collectors.partitioningBy(action -> action.contains("Group")));
        Certainty users = onSomeUser(joined(actions.get(false), ofUser));
        return users == Certainty.NO || actions.get(true).isEmpty()
                ? users
                : users.and(changes.onSome(account + "group/*", joined(actions.get(true), ofGroup)));
    }

    /**
     * Whether some user can be given the rights: an existing or new user whose boundary leaves the rights, or whose
     * boundary can be changed.
     */
    private Certainty onSomeUser(List<String> actions) {
        if (actions.stream().noneMatch(ON_BOUNDED::contains)) {
            return changes.onSome(account + USERS, actions);
        }
        Certainty some = changes.onSomeKeepingRights(USERS, actions, false);
        if (some != Certainty.YES) {
            some = some.or(changes.onSomeKeepingRights(USERS, joined(actions, List.of(LIFTING)), true));
        }
        if (some != Certainty.YES) {
            Certainty replaced = changes.setsWideBoundary(USERS, REPLACING);
            some = replaced == Certainty.NO
                    ? some
                    : some.or(replaced.and(changes.onSomeKeepingRights(USERS, actions, true)));
        }
        return some;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
