package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the queue is, by its settings. */
class EventQueueTest {

    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/111111111111/muster-events";

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/111111111111/muster-events, eu-central-1",
        "https://sqs.us-gov-west-1.amazonaws.com/111111111111/muster-events, us-gov-west-1",
        "https://eu-west-1.queue.amazonaws.com/111111111111/muster-events, eu-west-1",
        "https://sqs.eu-newplace-1.amazonaws.com/111111111111/muster-events, eu-newplace-1",
        "https://sqs-fips.us-east-2.amazonaws.com/111111111111/muster-events, us-east-2",
        "https://vpce-1.sqs.eu-central-1.vpce.amazonaws.com/111111111111/muster-events, eu-central-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/111111111111/muster-events, cn-north-1",
        "http://sqs-mock-1:4566/111111111111/muster-events, us-east-1",
        "https://queue.amazonaws.com/111111111111/muster-events, us-east-1",
        "http://localhost:5000/111111111111/muster-events, us-east-1",
        "http://localhost:4566/queue/eu-west-1/111111111111/muster-events, us-east-1"
    })
    void theUrlTellsRegionAndAccount(String url, String region) {
        // when
        EventQueue queue = queue(Map.of("muster.events.queue-url", url));

        // then
        assertThat(queue.url()).isEqualTo(url);
        assertThat(queue.region()).isEqualTo(region);
        assertThat(queue.access().accountId()).isEqualTo("111111111111");
        assertThat(queue.access().roleArn()).isNull();
    }

    @Test
    void settingsGoBeforeTheUrl() {
        assertThat(queue(Map.of("muster.events.queue-url", URL, "muster.events.region", "eu-west-3"))
                        .region())
                .isEqualTo("eu-west-3");
        assertThat(queue(Map.of("muster.events.queue-url", URL, "muster.events.account-id", "222222222222"))
                        .access()
                        .accountId())
                .isEqualTo("222222222222");
        assertThat(queue(Map.of(
                                "muster.events.queue-url",
                                URL,
                                "muster.events.role-arn",
                                "arn:aws:iam::333333333333:role/reads-events"))
                        .access()
                        .accountId())
                .isEqualTo("333333333333");
    }

    @ParameterizedTest
    @CsvSource({
        "muster-events, , queue-url",
        "arn:aws:sqs:eu-central-1:111111111111:muster-events, , queue-url",
        "https://sqs.eu-central-1.amazonaws.com/111/muster-events, , queue-url",
        "https://sqs.eu-central-1.amazonaws.com/111111111111/muster-events, muster-hub, role-arn"
    })
    void whatCannotBeIsToldAtStart(String url, String role, String setting) {
        // given
        EventsConfig config = config(
                role == null
                        ? Map.of("muster.events.queue-url", url)
                        : Map.of("muster.events.queue-url", url, "muster.events.role-arn", role));

        // when, then
        assertThat(new UnusableEventQueue(config).find())
                .hasValueSatisfying(fault -> assertThat(fault.what()).contains("muster.events." + setting));
    }

    @Test
    void withoutAQueueThereIsNone() {
        assertThat(EventQueue.of(config(Map.of()), "us-east-1")).isEmpty();
        assertThat(new UnusableEventQueue(config(Map.of())).find()).isEmpty();
    }

    @Test
    void aCallWaitsNoLongerThanItsTimeoutAllows() {
        assertThat(EventReceiver.wait(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(20));
        assertThat(EventReceiver.wait(Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(3));
        assertThat(EventReceiver.wait(Duration.ofSeconds(2))).isEqualTo(Duration.ZERO);
    }

    private static EventQueue queue(Map<String, String> settings) {
        return EventQueue.of(config(settings), "us-east-1").orElseThrow();
    }

    private static EventsConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(EventsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EventsConfig.class);
    }
}
