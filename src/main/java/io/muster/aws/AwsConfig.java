package io.muster.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How Muster calls AWS. */
@ConfigMapping(prefix = "muster.aws")
public interface AwsConfig {

    /**
     * An endpoint that takes the place of AWS for all services alike: LocalStack, moto or the demo cloud. AWS
     * itself when empty. With an endpoint, the credentials of containers and instances are not looked for (they belong
     * to AWS alone), and where no others are set, dummy credentials are sent.
     */
    Optional<URI> endpoint();

    /** The region of the STS endpoint and of the question which regions an account has; accounts are reached in its partition. */
    @WithDefault("us-east-1")
    String defaultRegion();

    /** The most connections that are open to one endpoint (one service in one region) at a time. */
    @WithDefault("64")
    @Min(1)
    int maxConcurrency();

    /** How long one attempt of a call may take before it is given up and tried again. */
    @WithDefault("30s")
    Duration requestTimeout();

    /** How often a call is attempted, the first time included, before its failure counts. */
    @WithDefault("6")
    @Min(1)
    int maxAttempts();

    /**
     * The longest pause before a call is attempted for the second time; each further pause is up to twice as long, 20
     * seconds at most. Pauses after a throttle are longer, and the AWS SDK's own. Without the setting all are.
     */
    Optional<Duration> retryPause();

    /**
     * Which part of AWS's published request rate all replicas take together, per account, region and operation; the rest
     * is left to the account's owners. More than 0, at most 1.
     */
    @WithDefault("0.5")
    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax("1")
    double budgetFraction();

    /** The name under which Muster's calls appear in the account's CloudTrail. */
    @WithDefault("muster")
    @Pattern(regexp = "[\\w+=,.@-]{2,64}")
    String sessionName();

    /**
     * How long the credentials of an assumed role are valid: from 15 minutes up to the role's own maximum, and one hour
     * at most where Muster itself runs under an assumed role.
     */
    @WithDefault("1h")
    Duration roleSessionDuration();

    /** How long a client may be idle before it is closed. */
    @WithDefault("2m")
    Duration clientIdleTime();

    /** The most calls that wait for a free connection to one endpoint. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxPendingCalls();
}
