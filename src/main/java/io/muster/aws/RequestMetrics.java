package io.muster.aws;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Counts and times the calls to AWS, by service and operation; never by account, of which there are many. */
@Singleton
final class RequestMetrics {

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

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
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

    /** Notes how long a call took until it ended. */
    void called(AwsOperation operation, Duration took) {
        durations
                .computeIfAbsent(
                        operation,
                        first -> timer(
                                "muster.aws.call.duration",
                                "Calls to AWS with all their repetitions",
                                first,
                                CALL_BUCKETS))
                .record(took);
    }

    /** Counts a request that was answered. */
    void answered(AwsOperation operation) {
        count(operation, "OK");
    }

    /** Counts a request that failed. */
    void failed(AwsOperation operation, Throwable failure) {
        count(operation, outcome(failure));
    }

    private void count(AwsOperation operation, String outcome) {
        requests.computeIfAbsent(new Outcome(operation, outcome), this::counter).increment();
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

    private static String outcome(Throwable failure) {
        if (failure instanceof SdkServiceException answered) {
            if (answered.isThrottlingException()) {
                return "THROTTLED";
            }
            return answered.statusCode() >= 500 ? "SERVER_ERROR" : "REFUSED";
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return "TIMEOUT";
        }
        return failure.getCause() instanceof UnreadableAnswer ? "UNREADABLE" : "CONNECTION";
    }
}
