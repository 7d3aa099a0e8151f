package io.muster.estate.privilege;

/**
 * The worth of a role of another account to those who assume it.
 *
 * @param administrator whether it is an administrator of its account, or leads to one
 * @param gain          whether it holds something sensitive, or leads to it
 */
record Worth(Certainty administrator, Certainty gain) {

    /** Whether to assume it is worth anything: nobody has rights in another account by the policies of their own. */
    Certainty any() {
        return administrator.or(gain);
    }

    /** Whether what it is worth is to be an administrator: not where that is less certain than the rest. */
    boolean leadsToAdministrator() {
        return administrator != Certainty.NO && administrator.compareTo(gain) >= 0;
    }
}
