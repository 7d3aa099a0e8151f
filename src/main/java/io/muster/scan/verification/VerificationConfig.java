package io.muster.scan.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How AWS is asked about single answers. */
@ConfigMapping(prefix = "muster.verification")
public interface VerificationConfig {

    /**
     * How many of them this replica works on at a time; one more is refused as {@code TOO_MANY_REQUESTS}. With 0, AWS is asked about
     * none.
     */
    @WithDefault("4")
    @Min(0)
    int concurrency();

    /** How long AWS may take, the wait for its rate included: after it the verification has failed. */
    @WithDefault("60s")
    @DurationMin(seconds = 1, message = "must be at least one second")
    Duration timeLimit();

    /** How many days a verification is kept. One that contradicts, or could not be compared, is kept until AWS has answered the same question again. */
    @WithDefault("400")
    @Min(1)
    @Max(3650)
    int keepDays();
}
