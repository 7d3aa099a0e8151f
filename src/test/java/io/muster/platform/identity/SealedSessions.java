package io.muster.platform.identity;

import io.muster.platform.Caller;
import io.muster.platform.Settings;
import io.muster.platform.SignInConfig;
import java.time.Instant;
import java.util.Map;

/** Makes the cookies of sessions as Muster does, to whom the secret is known. */
public final class SealedSessions {

    private SealedSessions() {}

    public static String of(String secret, Caller caller, Instant ends) {
        return seal(secret).close(SessionText.write(new SessionText.Content(new Session(caller, ends), "")));
    }

    /** A cookie as another version of Muster may make it. */
    public static String ofAnotherForm(String secret) {
        return seal(secret).close(new byte[] {Byte.MAX_VALUE, 1, 2, 3});
    }

    private static Seal seal(String secret) {
        SessionKeys keys =
                new SessionKeys(Settings.of(SignInConfig.class, Map.of("muster.auth.sign-in.secret", secret)));
        return new Seal(keys.key("session"));
    }
}
