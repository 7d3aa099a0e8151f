package io.muster.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The sessions of people who sign in to the pages. */
@ConfigMapping(prefix = "muster.auth.sign-in")
public interface SignInConfig {

    /**
     * The key that encrypts the cookies of sessions: 32 characters at least, random ones, the same for every replica. It is a
     * secret. Without it each process makes a key of its own: sessions end with the process, and another replica does not
     * know them.
     */
    Optional<String> secret();

    /** How long the session of a static user lasts. */
    @WithDefault("8h")
    Duration lifetime();
}
