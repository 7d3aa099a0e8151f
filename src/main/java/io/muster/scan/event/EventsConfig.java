package io.muster.scan.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Events of AWS that ask for scans of changed resources. */
@ConfigMapping(prefix = "muster.events")
public interface EventsConfig {

    /**
     * The URL of the queue in Amazon SQS that EventBridge sends events to, {@code
     * https://sqs.eu-central-1.amazonaws.com/111111111111/muster-events}; none: no events are read.
     */
    Optional<String> queueUrl();

    /** The region of the queue, where its URL does not name one. */
    Optional<String> region();

    /** The role to assume for the queue; none for Muster's own credentials. */
    Optional<String> roleArn();

    /** The {@code sts:ExternalId} that the role's trust policy asks for. */
    Optional<String> externalId();

    /** The account of Muster's own credentials, where no role is set and the queue belongs to another one. */
    Optional<String> accountId();

    /** How long events of one account and region are gathered before they ask for a scan, from the first of them on; an hour at most. */
    @WithDefault("3s")
    Duration window();

    /** The least time between two scans of one account that events ask for; events that come meanwhile are gathered. */
    @WithDefault("10s")
    Duration interval();

    /** How many messages that could not be read are kept, without their bodies; the oldest go first. */
    @WithDefault("1000")
    int setAsideKept();
}
