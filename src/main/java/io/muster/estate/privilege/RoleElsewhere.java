package io.muster.estate.privilege;

import java.util.List;

/**
 * A role of another account, with what that account's own scans found of it there.
 *
 * @param direct  whether it may trust identities of this account; else others that do may lead to it
 * @param within  its worth within its account
 * @param ways    where it leads on to
 * @param missing what was not read of further accounts, to which it may lead on
 */
record RoleElsewhere(RolePrivileges role, boolean direct, Worth within, OnwardWays ways, List<String> missing) {

    String arn() {
        return role.arn();
    }

    String accountId() {
        return role.accountId();
    }
}
