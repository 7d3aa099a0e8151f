package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Alarm;
import io.muster.inventory.kind.AlarmDimension;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Alarms on metrics and on other alarms, which a page holds in lists of their own. Without types, AWS lists the first alone. */
@ApplicationScoped
class AlarmCollector extends ListingCollector<AlarmCollector.Listed, Alarm> {

    private static final String INSTANCE = "InstanceId";

    /** One of both. */
    record Listed(@Nullable MetricAlarm metric, @Nullable CompositeAlarm composite) {}

    AlarmCollector() {
        super(
                Alarm.class,
                Listing.of(
                        AwsService.CLOUDWATCH,
                        "DescribeAlarms",
                        (cloudWatch, token) -> cloudWatch.describeAlarms(
                                r -> r.alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                                        .maxRecords(100)
                                        .nextToken(token)),
                        DescribeAlarmsResponse::nextToken,
                        AlarmCollector::listed));
    }

    private static List<Listed> listed(DescribeAlarmsResponse page) {
        return Stream.concat(
                        page.metricAlarms().stream().map(alarm -> new Listed(alarm, null)),
                        page.compositeAlarms().stream().map(alarm -> new Listed(null, alarm)))
                .toList();
    }

    @Override
    Resource<Alarm> resource(AwsScope aws, Listed listed) {
        MetricAlarm metric = listed.metric();
        CompositeAlarm composite = listed.composite();
        return metric == null
                ? aws.resource(
                        composite.alarmArn(), composite.alarmName(), composite.alarmName(), Map.of(), of(composite))
                : aws.resource(metric.alarmArn(), metric.alarmName(), metric.alarmName(), Map.of(), of(metric));
    }

    private static Alarm of(MetricAlarm alarm) {
        return new Alarm(
                "METRIC",
                alarm.stateValueAsString(),
                alarm.alarmDescription(),
                alarm.actionsEnabled(),
                Canonical.strings(alarm.alarmActions().stream()),
                Canonical.strings(alarm.okActions().stream()),
                Canonical.strings(alarm.insufficientDataActions().stream()),
                alarm.namespace(),
                alarm.metricName(),
                dimensions(alarm.dimensions()),
                instances(alarm),
                alarm.statistic() == null ? alarm.extendedStatistic() : alarm.statisticAsString(),
                alarm.period(),
                alarm.evaluationPeriods(),
                alarm.datapointsToAlarm(),
                alarm.threshold(),
                alarm.comparisonOperatorAsString(),
                alarm.treatMissingData(),
                null,
                alarm.alarmConfigurationUpdatedTimestamp());
    }

    private static Alarm of(CompositeAlarm alarm) {
        return new Alarm(
                "COMPOSITE",
                alarm.stateValueAsString(),
                alarm.alarmDescription(),
                alarm.actionsEnabled(),
                Canonical.strings(alarm.alarmActions().stream()),
                Canonical.strings(alarm.okActions().stream()),
                Canonical.strings(alarm.insufficientDataActions().stream()),
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                alarm.alarmRule(),
                alarm.alarmConfigurationUpdatedTimestamp());
    }

    private static List<AlarmDimension> dimensions(List<Dimension> dimensions) {
        return dimensions.stream()
                .map(dimension -> new AlarmDimension(dimension.name(), dimension.value()))
                .sorted(Comparator.comparing(AlarmDimension::name, Canonical.TEXTS)
                        .thenComparing(AlarmDimension::value, Canonical.TEXTS))
                .toList();
    }

    /** Of its metric, or of those that it computes with; other accounts' metrics name instances of theirs. */
    private static List<String> instances(MetricAlarm alarm) {
        Stream<Dimension> ofQueries = alarm.metrics().stream()
                .filter(query -> query.accountId() == null)
                .map(AlarmCollector::metric)
                .flatMap(Stream::ofNullable)
                .flatMap(metric -> metric.dimensions().stream());
        return Canonical.strings(Stream.concat(alarm.dimensions().stream(), ofQueries)
                .filter(dimension -> INSTANCE.equals(dimension.name()))
                .map(Dimension::value));
    }

    private static @Nullable Metric metric(MetricDataQuery query) {
        return query.metricStat() == null ? null : query.metricStat().metric();
    }
}
