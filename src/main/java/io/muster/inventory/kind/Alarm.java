package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the CloudWatch API's {@code DescribeAlarms}, {@code ListTagsForResource}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.ALARM, plural = "alarms", description = "A CloudWatch alarm on a metric or on other alarms.")
public record Alarm(
        @Described("METRIC or COMPOSITE.") @Filterable("types") @Dimension
        String type,

        @Described("OK, ALARM or INSUFFICIENT_DATA.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The description that its author gave.") @Nullable
        String description,

        @Described("Whether a change of state makes it act.")
        @Nullable
        @Filterable(value = "actionsEnabled", match = Filterable.Match.EQUALS)
        Boolean actionsEnabled,

        @Described(
                "The alarm's actions in the state ALARM, by ARN, for example arn:aws:automate:eu-west-1:ec2:recover.")
        @Filterable("alarmActions")
        List<String> alarmActions,

        @Described("The alarm's actions in the state OK, by ARN.")
        List<String> okActions,

        @Described("The alarm's actions in the state INSUFFICIENT_DATA, by ARN.")
        List<String> insufficientDataActions,

        @Described("The namespace of its metric, for example AWS/EC2; absent where it computes with several metrics.")
        @Nullable
        @Filterable("namespaces")
        @Dimension
        String namespace,

        @Described("The name of its metric; absent where it computes with several metrics.")
        @Nullable
        @Filterable("metricNames")
        @Dimension
        String metricName,

        @Described("The dimensions of its metric, by name.") List<AlarmDimension> dimensions,

        @Described("The instances whose metrics it watches.")
        @Filterable("instanceIds")
        @Link(value = Relation.TARGETS, field = "instances", to = ResourceKind.INSTANCE)
        List<String> instanceIds,

        @Described("How the values of a period become one: Average, p99 and so on.") @Nullable
        String statistic,

        @Described("The length of a period in seconds.") @Nullable
        Integer period,

        @Described("The number of periods that it looks at.") @Nullable
        Integer evaluationPeriods,

        @Described("In how many of these periods the threshold must be crossed; absent for all of them.") @Nullable
        Integer datapointsToAlarm,

        @Described("The threshold.") @Nullable Double threshold,

        @Described("How a value is compared with the threshold, for example GreaterThanOrEqualToThreshold.") @Nullable
        String comparisonOperator,

        @Described("The state for which a period without data counts: missing, ignore, breaching or notBreaching.")
        @Nullable
        String treatMissingData,

        @Described("The rule of a composite alarm over other alarms.") @Nullable
        String alarmRule,

        @Described("When its configuration was last changed.") @Nullable
        Instant configurationUpdatedTime,

        @Described("When AWS was asked last for its tags; absent where they could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {},
                tags = true)
        Instant tagsCheckedAt) {}
