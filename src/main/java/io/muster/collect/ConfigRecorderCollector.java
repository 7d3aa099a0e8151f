package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ConfigRecorder;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersResponse;
import software.amazon.awssdk.services.config.model.ExclusionByResourceTypes;
import software.amazon.awssdk.services.config.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.config.model.RecordingGroup;
import software.amazon.awssdk.services.config.model.Tag;

/** The customer's recorder, of which a region has one or none. Those of AWS's services are not listed unless they are named. */
@ApplicationScoped
class ConfigRecorderCollector extends DetailCollector<ConfigurationRecorder, ConfigRecorder> {

    private static final Lookup<ConfigurationRecorder, ConfigurationRecorderStatus> STATUS = Lookup.of(
                    AwsService.CONFIG,
                    "DescribeConfigurationRecorderStatus",
                    ConfigurationRecorder::name,
                    (config, name) -> config.describeConfigurationRecorderStatus(r -> {}),
                    ConfigRecorderCollector::only)
            .gone("NoSuchConfigurationRecorderException")
            .few();

    private static final Lookup<ConfigurationRecorder, List<Tag>> TAGS = Lookup.list(
                    AwsService.CONFIG,
                    "ListTagsForResource",
                    ConfigurationRecorder::arn,
                    (config, arn, token) -> config.listTagsForResource(
                            r -> r.resourceArn(arn).limit(100).nextToken(token)),
                    ListTagsForResourceResponse::nextToken,
                    ListTagsForResourceResponse::tags)
            .none("ResourceNotFoundException", List.of())
            .onlyIf(recorder -> recorder.arn() != null, List.of())
            .few();

    ConfigRecorderCollector() {
        super(
                ConfigRecorder.class,
                Listing.of(
                        AwsService.CONFIG,
                        "DescribeConfigurationRecorders",
                        (config, token) -> config.describeConfigurationRecorders(r -> {}),
                        page -> null,
                        DescribeConfigurationRecordersResponse::configurationRecorders),
                ConfigurationRecorder::name,
                List.of(STATUS, TAGS));
    }

    private static ConfigurationRecorderStatus only(DescribeConfigurationRecorderStatusResponse answer) {
        return answer.configurationRecordersStatus().stream()
                .findFirst()
                .orElseGet(() -> ConfigurationRecorderStatus.builder().build());
    }

    @Override
    Resource<ConfigRecorder> resource(AwsScope aws, Detail<ConfigurationRecorder> detail) {
        ConfigurationRecorder recorder = detail.item();
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        String name = recorder.name();
        String arn = recorder.arn() == null ? aws.scope().arn(ResourceKind.CONFIG_RECORDER, name) : recorder.arn();
        return aws.resource(arn, name, Tags.name(tags, name), tags, attributes(recorder, detail.of(STATUS)));
    }

    private static ConfigRecorder attributes(
            ConfigurationRecorder recorder, @Nullable ConfigurationRecorderStatus known) {
        RecordingGroup group =
                recorder.recordingGroup() == null ? RecordingGroup.builder().build() : recorder.recordingGroup();
        ConfigurationRecorderStatus status =
                known == null ? ConfigurationRecorderStatus.builder().build() : known;
        return new ConfigRecorder(
                recorder.roleARN(),
                status.recording(),
                group.allSupported(),
                group.includeGlobalResourceTypes(),
                Canonical.strings(group.resourceTypesAsStrings().stream()),
                Canonical.strings(Stream.ofNullable(group.exclusionByResourceTypes())
                        .map(ExclusionByResourceTypes::resourceTypesAsStrings)
                        .flatMap(List::stream)),
                group.recordingStrategy() == null
                        ? null
                        : group.recordingStrategy().useOnlyAsString(),
                recorder.recordingMode() == null
                        ? null
                        : recorder.recordingMode().recordingFrequencyAsString(),
                status.lastStatusAsString(),
                status.lastErrorCode(),
                status.lastStartTime(),
                status.lastStopTime());
    }
}
