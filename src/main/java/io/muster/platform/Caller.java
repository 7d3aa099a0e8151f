package io.muster.platform;

import io.muster.platform.CallerId.Source;

/**
 * Who calls.
 *
 * @param id       tells the caller from every other
 * @param name     for people, as in the log; not unique
 * @param role     the highest of the caller's roles
 * @param accounts the accounts that the caller may see and act on
 */
public record Caller(CallerId id, String name, Role role, AccountScope accounts) {

    /** The caller of every request while authentication is off. */
    public static final Caller ANYBODY =
            new Caller(new CallerId(Source.NONE, "", "anybody"), "anybody", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /** Muster itself: schedules and tasks at the start. */
    public static final Caller MUSTER =
            new Caller(new CallerId(Source.MUSTER, "", "muster"), "muster", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /** A user of the users file. */
    public static Caller user(String name, Role role, AccountScope accounts) {
        return new Caller(new CallerId(Source.USERS_FILE, "", name), name, role, accounts);
    }
}
