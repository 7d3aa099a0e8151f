package io.muster.aws;

import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Tells the budget how many requests a call of the STS client took, which is not built here and so is without {@link RetriesOfCall}: only the
 * SDK knows, see "Service client metrics collected with the AWS SDK for Java 2.x".
 */
final class AttemptMeter implements MetricPublisher {

    private static final String THROTTLED = "Throttling";

    private final RequestBudget budget;
    private final RequestBudget.Key key;

    AttemptMeter(RequestBudget budget, RequestBudget.Key key) {
        this.budget = budget;
        this.key = key;
    }

    @Override
    public void publish(MetricCollection call) {
        budget.sent();
        call.children().stream()
                .filter(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).contains(THROTTLED))
                .forEach(throttled -> budget.throttled(key));
        int repetitions = call.children().size() - 1;
        if (repetitions > 0) {
            budget.repeated(key, repetitions);
        }
    }

    @Override
    public void close() {}
}
