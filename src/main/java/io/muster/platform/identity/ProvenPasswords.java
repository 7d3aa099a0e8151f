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
 * Remembers for a short while which password a user has proven to know, so that not every call pays for bcrypt. It holds
 * one entry a user, and no password: only a code made from it with a key that ends with the process.
 */
final class ProvenPasswords {

    private static final class Proof {
        private final byte[] code;
        private final Instant until;

        Proof(byte[] code, Instant until) {
            this.code = code;
            this.until = until;
        }
    }

    private static final Duration KEPT = Duration.ofMinutes(1);
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

    boolean isProven(String name, String password) {
        Proof proof = proofs.get(name);
        return proof != null
                && clock.instant().isBefore(proof.until)
                && MessageDigest.isEqual(proof.code, code(password));
    }

    void remember(String name, String password) {
        proofs.put(name, new Proof(code(password), clock.instant().plus(KEPT)));
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
