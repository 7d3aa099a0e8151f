package io.muster.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which password of a user was verified, so that not every call has to run bcrypt. It keeps one entry per
 * user, and no password: only a code that is derived from it with a key of this process.
 */
final class ProvenPasswords {

    private static final class Proof {
        private final byte[] code;
        private final Instant at;

        Proof(byte[] code, Instant at) {
            this.code = code;
            this.at = at;
        }
    }

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Duration RECENT = Duration.ofHours(12);
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
    private final SecretKeySpec key;
    private final Clock clock;

    ProvenPasswords(Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.clock = clock;
    }

    /** Whether the password was proven within a minute. */
    boolean isProven(String name, String password) {
        return isProven(name, password, GOOD_FOR);
    }

    /** Whether it was proven within the last hours, which suffices while guesses of others keep bcrypt busy. */
    boolean wasProven(String name, String password) {
        return isProven(name, password, RECENT);
    }

    private boolean isProven(String name, String password, Duration within) {
        Proof proof = proofs.get(name);
        return proof != null
                && clock.instant().isBefore(proof.at.plus(within))
                && MessageDigest.isEqual(proof.code, code(password));
    }

    void remember(String name, String password) {
        proofs.put(name, new Proof(code(password), clock.instant()));
    }

    private byte[] code(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
