package io.muster.platform;

/**
 * Who calls.
 *
 * @param name     who it is, for the audit log
 * @param role     the highest of the caller's roles
 * @param accounts the accounts that the caller may see and act on
 */
public record Caller(String name, Role role, AccountScope accounts) {

    /** Whoever calls while nobody has to prove who they are. */
    public static final Caller ANYBODY = new Caller("anybody", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /** Muster itself: schedules and what is done at start. */
    public static final Caller MUSTER = new Caller("muster", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /**
     * Refuses an account outside the caller's scope, whether there is such an account or not.
     *
     * @throws MusterException {@code FORBIDDEN}
     */
    public void mustSee(String accountId) {
        if (!accounts.admits(accountId)) {
            throw new MusterException(ErrorCode.FORBIDDEN, "Account " + accountId + " is outside the caller's scope");
        }
    }
}
