package io.muster.aws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Counts and times the calls to AWS, by service and operation; never by account, of which there are many. */
@Singleton
public final class RequestMetrics {

    private static final Duration[] CALL_BUCKETS = Stream.of(25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final Duration[] WAIT_BUCKETS = Stream.of(1, 100, 500, 1_000, 5_000, 15_000, 30_000, 60_000, 300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<AwsOperation, Timer> waits = new ConcurrentHashMap<>();
    private final Map<AwsOperation, Timer> durations = new ConcurrentHashMap<>();
    private final Map<Outcome, Counter> requests = new ConcurrentHashMap<>();

    private record Outcome(AwsOperation operation, String name) {}

    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The publisher to which a client of the service reports its calls. */
    MetricPublisher of(AwsService<?> service) {
        return new Publisher(service);
    }

    /** Notes how long a call waited for its budget: zero for most. */
    void waited(AwsOperation operation, Duration wait) {
        waits.computeIfAbsent(
                        operation,
                        first -> timer(
                                "muster.aws.budget.wait",
                                "How long calls waited for the account's request budget",
                                first,
                                WAIT_BUCKETS))
                .record(wait);
    }

    private void called(AwsOperation operation, MetricCollection call) {
        call.metricValues(CoreMetric.API_CALL_DURATION)
                .forEach(took -> durations
                        .computeIfAbsent(
                                operation,
                                first -> timer(
                                        "muster.aws.call.duration",
                                        "Calls to AWS with all their repetitions",
                                        first,
                                        CALL_BUCKETS))
                        .record(took));
        call.children()
                .forEach(attempt -> requests.computeIfAbsent(new Outcome(operation, outcome(attempt)), this::counter)
                        .increment());
    }

    private Counter counter(Outcome outcome) {
        AwsOperation operation = outcome.operation();
        return Counter.builder("muster.aws.requests")
                .description("Requests sent to AWS, repeated ones included")
                .tags("service", operation.service().name(), "operation", operation.name())
                .tag("outcome", outcome.name())
                .register(registry);
    }

    private Timer timer(String name, String description, AwsOperation operation, Duration[] buckets) {
        return Timer.builder(name)
                .description(description)
                .tags("service", operation.service().name(), "operation", operation.name())
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    /** The SDK's own words for it, see its enum {@code SdkErrorType}. */
    private static String outcome(MetricCollection attempt) {
        List<String> errors = attempt.metricValues(CoreMetric.ERROR_TYPE);
        if (errors.isEmpty()) {
            return "OK";
        }
        return switch (errors.get(0)) {
            case "Throttling" -> "THROTTLED";
            case "ServerError" -> "SERVER_ERROR";
            case "ConfiguredTimeout" -> "TIMEOUT";
            case "IO" -> "CONNECTION";
            default -> "REFUSED";
        };
    }

    private final class Publisher implements MetricPublisher {
        private final AwsService<?> service;

        private Publisher(AwsService<?> service) {
            this.service = service;
        }

        @Override
        public void publish(MetricCollection call) {
            call.metricValues(CoreMetric.OPERATION_NAME).forEach(name -> called(service.operation(name), call));
        }

        @Override
        public void close() {}
    }
}
