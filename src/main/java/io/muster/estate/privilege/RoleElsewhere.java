package io.muster.estate.privilege;

/**
 * A role of another account that may trust identities of this one, with what that account's own scans found of its rights there.
 *
 * @param administrator whether it is an administrator of its account, or leads to one within it
 * @param gain          whether it holds something sensitive, or leads to it within its account
 */
record RoleElsewhere(RolePrivileges role, Certainty administrator, Certainty gain) {

    String arn() {
        return role.role().arn();
    }

    /** Whether to assume it is worth anything: nobody has rights in another account by the policies of their own. */
    Certainty worth() {
        return administrator.or(gain);
    }

    /** Whether what it is worth is to be an administrator: not where that is less certain than the rest. */
    boolean leadsToAdministrator() {
        return administrator != Certainty.NO && administrator.compareTo(gain) >= 0;
    }
}
