package io.muster.platform.identity;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;

/** Compares passwords with bcrypt hashes. It takes its time: a tenth of a second is usual. */
final class Bcrypt {

    /** The bytes of a password that bcrypt reads. */
    static final int LONGEST = 72;

    private Bcrypt() {}

    /** Whether the password matches the hash; false for a password that is longer than bcrypt reads. */
    static boolean matches(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && BcryptUtil.matches(password, hash.startsWith("$2b$") ? "$2y$" + hash.substring(4) : hash);
    }
}
