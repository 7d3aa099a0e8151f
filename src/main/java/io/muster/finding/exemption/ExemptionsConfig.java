package io.muster.finding.exemption;

import io.muster.platform.TrueOrFalse;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Suppressions and attestations. */
@ConfigMapping(prefix = "muster.exemptions")
public interface ExemptionsConfig {

    /**
     * Whether every suppression and attestation takes a second person who approves it. No caller approves a request of their own;
     * where callers are not authenticated, nothing can be approved.
     */
    @WithDefault("false")
    @WithConverter(TrueOrFalse.class)
    boolean approvalRequired();

    /** How long before its end an exemption is told to end soon. */
    @WithDefault("14d")
    Duration notice();

    /** How long a call waits until the findings are in line with its change. Then it is answered; the rest follows by itself. */
    @WithDefault("10s")
    Duration patience();

    /** The most findings that one transaction suppresses, or opens again. */
    @WithDefault("2000")
    @Min(1)
    int batch();
}
