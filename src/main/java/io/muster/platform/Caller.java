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
}
