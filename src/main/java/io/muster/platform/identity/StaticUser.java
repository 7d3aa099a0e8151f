package io.muster.platform.identity;

import io.muster.platform.Caller;

/**
 * A user of the users file.
 *
 * @param hash a bcrypt hash of the password in the modular crypt format
 */
record StaticUser(String hash, Caller caller) {

    @Override
    public String toString() {
        return caller.toString();
    }
}
