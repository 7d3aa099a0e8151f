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
        SessionKeys keys =
                new SessionKeys(Settings.of(SignInConfig.class, Map.of("muster.auth.sign-in.secret", secret)));
        byte[] text = SessionText.write(new SessionText.Content(new Session(caller, ends), ""));
        return new Seal(keys.key("session")).close(text);
    }
}
