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
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Alarms on metrics and on other alarms, which a page holds in lists of their own. Without types, AWS lists the first alone. */
@ApplicationScoped
class AlarmCollector extends DetailCollector<AlarmCollector.Listed, Alarm> {

    private static final String INSTANCE = "InstanceId";

    /** A metric alarm or a composite alarm. */
    record Listed(@Nullable MetricAlarm metric, @Nullable CompositeAlarm composite) {

        @Nullable
        String arn() {
            return metric == null ? composite.alarmArn() : metric.alarmArn();
        }

        @Nullable
        String name() {
            return metric == null ? composite.alarmName() : metric.alarmName();
        }
    }

    /** A region may have thousands of alarms, and AWS tells the tags of one at a time. */
    private static final Lookup<Listed, List<Tag>> TAGS = Lookup.of(
                    AwsService.CLOUDWATCH,
                    "ListTagsForResource",
                    Listed::arn,
                    (cloudWatch, arn) -> cloudWatch.listTagsForResource(r -> r.resourceARN(arn)),
                    ListTagsForResourceResponse::tags)
            .gone("ResourceNotFoundException")
            .rechecked()
            .onlyIf(listed -> listed.arn() != null, List.of());

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
                        AlarmCollector::listed),
                Listed::name,
                List.of(TAGS));
    }

    private static List<Listed> listed(DescribeAlarmsResponse page) {
        return Stream.concat(
                        page.metricAlarms().stream().map(alarm -> new Listed(alarm, null)),
                        page.compositeAlarms().stream().map(alarm -> new Listed(null, alarm)))
                .toList();
    }

    @Override
    Resource<Alarm> resource(AwsScope aws, Detail<Listed> detail) {
        Listed listed = detail.item();
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        return aws.resource(
                listed.arn(),
                listed.name(),
                listed.name(),
                tags,
                listed.metric() == null ? of(listed.composite()) : of(listed.metric()));
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
                alarm.alarmConfigurationUpdatedTimestamp(),
                null);
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
                alarm.alarmConfigurationUpdatedTimestamp(),
                null);
    }

    private static List<AlarmDimension> dimensions(List<Dimension> dimensions) {
        return dimensions.stream()
                .map(dimension -> new AlarmDimension(dimension.name(), dimension.value()))
                .sorted(Comparator.comparing(AlarmDimension::name, Canonical.TEXTS)
                        .thenComparing(AlarmDimension::value, Canonical.TEXTS))
                .toList();
    }

    /** The instances that its metrics name. Metrics of other accounts are left out: they name those accounts' instances. */
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
