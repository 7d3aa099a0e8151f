package io.muster.platform.check;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** The checks of the configuration at start. */
@ConfigMapping(prefix = "muster.checks")
public interface ChecksConfig {

    /**
     * Names of risks that Muster starts in spite of, with a warning in the log each time. They are in
     * {@code docs/access.md}, and in the message of the start that was refused.
     */
    Optional<Set<String>> acceptedRisks();
}
