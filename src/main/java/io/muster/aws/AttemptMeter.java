package io.muster.aws;

import java.util.List;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Tells the budget how many requests a call of one client really took: only the SDK knows, see "Service client metrics
 * collected with the AWS SDK for Java 2.x".
 */
final class AttemptMeter implements MetricPublisher {

    private static final String THROTTLED = "Throttling";

    private final RequestBudget budget;
    private final String accountId;
    private final String region;
    private final AwsService<?> service;

    AttemptMeter(RequestBudget budget, String accountId, String region, AwsService<?> service) {
        this.budget = budget;
        this.accountId = accountId;
        this.region = region;
        this.service = service;
    }

    @Override
    public void publish(MetricCollection call) {
        List<String> names = call.metricValues(CoreMetric.OPERATION_NAME);
        if (names.isEmpty()) {
            return;
        }
        AwsOperation operation = service.operation(names.get(0));
        long throttled = call.children().stream()
                .filter(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).contains(THROTTLED))
                .count();
        budget.report(
                new RequestBudget.Key(accountId, region, operation),
                call.children().size(),
                throttled);
    }

    @Override
    public void close() {}
}
