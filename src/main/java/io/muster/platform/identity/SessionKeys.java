package io.muster.platform.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.platform.SignInConfig;
import io.muster.platform.StructuredLog;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of sessions: one for each purpose, all from the configured secret, or else from one that ends with the process. */
@ApplicationScoped
class SessionKeys {

    private static final StructuredLog LOG = StructuredLog.of(SessionKeys.class);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final boolean configured;
    private final SecretKeySpec root;

    SessionKeys(SignInConfig config) {
        this.configured = config.secret().isPresent();
        this.root = new SecretKeySpec(
                config.secret().map(secret -> secret.getBytes(UTF_8)).orElseGet(SessionKeys::random), ALGORITHM);
    }

    void tell(@Observes StartupEvent event, SignIn signIn) {
        if (signIn.isOffered() && !configured) {
            LOG.info("Sessions end with this process, for muster.auth.sign-in.secret is not set");
        }
    }

    /** 32 bytes. */
    byte[] key(String purpose) {
        return code(root, purpose);
    }

    /** A code of the text that only who has the key can make. */
    static byte[] code(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    SecretKeySpec codeKey(String purpose) {
        return new SecretKeySpec(key(purpose), ALGORITHM);
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
