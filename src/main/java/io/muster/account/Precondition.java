package io.muster.account;

import java.util.Optional;

/** A condition on a registration that is to be changed; asked while the registration is locked. */
public interface Precondition {

    Precondition NONE = existing -> {};

    /** Throws what the caller is told, unless it holds. */
    void check(Optional<Account> existing);
}
