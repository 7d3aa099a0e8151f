package io.muster.platform;

import io.muster.platform.CallerId.Source;

/**
 * An authenticated caller.
 *
 * @param id       tells the caller from every other
 * @param name     for people, as in the log; not unique
 * @param role     the highest of the caller's roles
 * @param granted  the accounts that the caller was granted
 * @param accounts the accounts that the caller may see and act on: of a caller that is not admitted yet, those alone that were
 *     granted by their ids
 */
public record Caller(CallerId id, String name, Role role, AccountGrants granted, AccountScope accounts) {

    /** The caller of every request while authentication is off. */
    public static final Caller ANYBODY =
            new Caller(new CallerId(Source.NONE, "", "anybody"), "anybody", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /** Muster itself: schedules and tasks at the start. */
    public static final Caller MUSTER =
            new Caller(new CallerId(Source.MUSTER, "", "muster"), "muster", Role.ADMIN, AccountScope.EVERY_ACCOUNT);

    /** A caller that is not admitted yet. */
    public Caller(CallerId id, String name, Role role, AccountGrants granted) {
        this(id, name, role, granted, granted.named());
    }

    /** A caller whose accounts are given by their ids. */
    public Caller(CallerId id, String name, Role role, AccountScope accounts) {
        this(id, name, role, AccountGrants.of(accounts), accounts);
    }

    /** A user of the users file. */
    public static Caller user(String name, Role role, AccountGrants granted) {
        return new Caller(new CallerId(Source.USERS_FILE, "", name), name, role, granted);
    }

    /** The caller once admitted, with the accounts that its grants mean now. */
    public Caller admittedTo(AccountScope resolved) {
        return new Caller(id, name, role, granted, resolved);
    }
}
