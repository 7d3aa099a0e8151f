package io.muster.scan.event;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsRegions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queue of events: its address and the credentials for it.
 *
 * @param url    as SQS names the queue
 * @param access the account whose credentials read it
 */
record EventQueue(String url, String region, AwsAccess access) {

    /** See the SQS Developer Guide, "Queue and message identifiers". */
    private static final Pattern URL =
            Pattern.compile("https?://([a-z0-9.-]*)[^/]*/(?:[^/]+/)*?([0-9]{12})/[A-Za-z0-9_.-]{1,80}");

    /** Where hosts of AWS have the region: after the service, in older ones before "queue". */
    private static final Pattern PLACE =
            Pattern.compile("(?<=^|\\.)sqs(?:-fips)?\\.([a-z0-9-]+)\\.|^([a-z0-9-]+)\\.queue\\.");

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):role/.+");

    /**
     * The queue of the settings; empty where none is set.
     *
     * @throws IllegalArgumentException with the setting at fault
     */
    static Optional<EventQueue> of(EventsConfig config, String defaultRegion) {
        return config.queueUrl().map(url -> of(url, config, defaultRegion));
    }

    private static EventQueue of(String url, EventsConfig config, String defaultRegion) {
        Matcher named = URL.matcher(url);
        if (!named.matches()) {
            throw new IllegalArgumentException("muster.events.queue-url is not the URL of a queue, such as"
                    + " https://sqs.eu-central-1.amazonaws.com/111111111111/muster-events");
        }
        String region = config.region().or(() -> regionOf(named.group(1))).orElse(defaultRegion);
        AwsAccess access = config.roleArn()
                .map(role ->
                        new AwsAccess(accountOf(role), role, config.externalId().orElse(null)))
                .orElseGet(() -> AwsAccess.direct(config.accountId().orElse(named.group(2))));
        return new EventQueue(url, region, access);
    }

    private static Optional<String> regionOf(String host) {
        Matcher place = PLACE.matcher(host);
        return place.find()
                ? Optional.of(place.group(1) == null ? place.group(2) : place.group(1))
                        .filter(AwsRegions::accepted)
                : Optional.empty();
    }

    private static String accountOf(String role) {
        Matcher named = ROLE.matcher(role);
        if (!named.matches()) {
            throw new IllegalArgumentException("muster.events.role-arn is not the ARN of a role");
        }
        return named.group(1);
    }
}
