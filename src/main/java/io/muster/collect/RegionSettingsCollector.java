package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.RegionSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeAccountVpcEncryptionControlResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcBlockPublicAccessOptionsResponse;
import software.amazon.awssdk.services.ec2.model.GetAllowedImagesSettingsResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedResourceVisibilityResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/**
 * The settings of a region: one call per setting, each of which may fail alone. Those that were read are kept all
 * the same, with a gap for each setting that could not.
 */
@ApplicationScoped
class RegionSettingsCollector implements Collector<RegionSettings> {

    /** A call that answers with one or more settings. */
    private record Setting<R>(
            AwsOperation operation, Class<R> type, Function<Ec2AsyncClient, CompletableFuture<R>> call) {

        private Setting(String operation, Class<R> type, Function<Ec2AsyncClient, CompletableFuture<R>> call) {
            this(AwsService.EC2.operation(operation), type, call);
        }
    }

    private static final Setting<GetEbsEncryptionByDefaultResponse> EBS_ENCRYPTION = new Setting<>(
            "GetEbsEncryptionByDefault",
            GetEbsEncryptionByDefaultResponse.class,
            ec2 -> ec2.getEbsEncryptionByDefault(r -> {}));
    private static final Setting<GetEbsDefaultKmsKeyIdResponse> EBS_KEY = new Setting<>(
            "GetEbsDefaultKmsKeyId", GetEbsDefaultKmsKeyIdResponse.class, ec2 -> ec2.getEbsDefaultKmsKeyId(r -> {}));
    private static final Setting<GetSnapshotBlockPublicAccessStateResponse> SNAPSHOT_BLOCK = new Setting<>(
            "GetSnapshotBlockPublicAccessState",
            GetSnapshotBlockPublicAccessStateResponse.class,
            ec2 -> ec2.getSnapshotBlockPublicAccessState(r -> {}));
    private static final Setting<GetImageBlockPublicAccessStateResponse> IMAGE_BLOCK = new Setting<>(
            "GetImageBlockPublicAccessState",
            GetImageBlockPublicAccessStateResponse.class,
            ec2 -> ec2.getImageBlockPublicAccessState(r -> {}));
    private static final Setting<GetInstanceMetadataDefaultsResponse> METADATA = new Setting<>(
            "GetInstanceMetadataDefaults",
            GetInstanceMetadataDefaultsResponse.class,
            ec2 -> ec2.getInstanceMetadataDefaults(r -> {}));
    private static final Setting<GetSerialConsoleAccessStatusResponse> SERIAL_CONSOLE = new Setting<>(
            "GetSerialConsoleAccessStatus",
            GetSerialConsoleAccessStatusResponse.class,
            ec2 -> ec2.getSerialConsoleAccessStatus(r -> {}));
    private static final Setting<DescribeVpcBlockPublicAccessOptionsResponse> VPC_BLOCK = new Setting<>(
            "DescribeVpcBlockPublicAccessOptions",
            DescribeVpcBlockPublicAccessOptionsResponse.class,
            ec2 -> ec2.describeVpcBlockPublicAccessOptions(r -> {}));

    private static final Setting<GetAllowedImagesSettingsResponse> ALLOWED_IMAGES = new Setting<>(
            "GetAllowedImagesSettings",
            GetAllowedImagesSettingsResponse.class,
            ec2 -> ec2.getAllowedImagesSettings(r -> {}));
    private static final Setting<GetManagedResourceVisibilityResponse> VISIBILITY = new Setting<>(
            "GetManagedResourceVisibility",
            GetManagedResourceVisibilityResponse.class,
            ec2 -> ec2.getManagedResourceVisibility(r -> {}));
    private static final Setting<DescribeAccountVpcEncryptionControlResponse> VPC_ENCRYPTION = new Setting<>(
            "DescribeAccountVpcEncryptionControl",
            DescribeAccountVpcEncryptionControlResponse.class,
            ec2 -> ec2.describeAccountVpcEncryptionControl(r -> {}));

    private static final List<Setting<?>> SETTINGS = List.of(
            EBS_ENCRYPTION,
            EBS_KEY,
            SNAPSHOT_BLOCK,
            IMAGE_BLOCK,
            METADATA,
            SERIAL_CONSOLE,
            VPC_BLOCK,
            ALLOWED_IMAGES,
            VISIBILITY,
            VPC_ENCRYPTION);

    /** The answers that came, by operation. */
    private record Answers(Map<AwsOperation, Object> values) {

        <R, V> @Nullable V read(Setting<R> setting, Function<R, V> value) {
            R answer = setting.type().cast(values.get(setting.operation()));
            return answer == null ? null : value.apply(answer);
        }
    }

    @Override
    public Class<RegionSettings> type() {
        return RegionSettings.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return SETTINGS.stream().map(Setting::operation).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Collection<RegionSettings>> collect(AwsScope aws) {
        Map<AwsOperation, Object> values = new HashMap<>();
        Gaps gaps = new Gaps();
        return Multi.createFrom()
                .iterable(SETTINGS)
                .onItem()
                .transformToUni(setting -> ask(aws, setting, values, gaps))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .invoke(Runnable::run)
                .onItem()
                .ignoreAsUni()
                .map(done -> outcome(aws, values, gaps.list()));
    }

    /** How to note the answer or its failure, one after the other. */
    private static <R> Uni<Runnable> ask(
            AwsScope aws, Setting<R> setting, Map<AwsOperation, Object> values, Gaps gaps) {
        return aws.call(AwsService.EC2, setting.operation().name(), setting.call())
                .<Runnable>map(value -> () -> values.put(setting.operation(), value))
                .onFailure()
                .recoverWithItem(thrown -> () -> gaps.add(setting.operation(), thrown));
    }

    private static Collection<RegionSettings> outcome(AwsScope aws, Map<AwsOperation, Object> values, List<Gap> gaps) {
        if (values.isEmpty()) {
            return new Collection.Failed<>(gaps);
        }
        List<Resource<RegionSettings>> read =
                List.of(aws.resource(aws.scope().accountId(), null, Map.of(), settings(new Answers(values))));
        return gaps.isEmpty()
                ? new Collection.Complete<>(read)
                : new Collection.Partial<>(read, Unread.nothing(), gaps);
    }

    private static RegionSettings settings(Answers answers) {
        return new RegionSettings(
                answers.read(EBS_ENCRYPTION, GetEbsEncryptionByDefaultResponse::ebsEncryptionByDefault),
                answers.read(EBS_KEY, GetEbsDefaultKmsKeyIdResponse::kmsKeyId),
                answers.read(SNAPSHOT_BLOCK, GetSnapshotBlockPublicAccessStateResponse::stateAsString),
                answers.read(IMAGE_BLOCK, GetImageBlockPublicAccessStateResponse::imageBlockPublicAccessState),
                answers.read(METADATA, metadata(orNoPreference(InstanceMetadataDefaultsResponse::httpTokensAsString))),
                answers.read(METADATA, metadata(InstanceMetadataDefaultsResponse::httpTokensEnforcedAsString)),
                answers.read(METADATA, metadata(InstanceMetadataDefaultsResponse::managedByAsString)),
                answers.read(SERIAL_CONSOLE, GetSerialConsoleAccessStatusResponse::serialConsoleAccessEnabled),
                answers.read(VPC_BLOCK, block(VpcBlockPublicAccessOptions::internetGatewayBlockModeAsString)),
                answers.read(SNAPSHOT_BLOCK, GetSnapshotBlockPublicAccessStateResponse::managedByAsString),
                answers.read(IMAGE_BLOCK, GetImageBlockPublicAccessStateResponse::managedByAsString),
                answers.read(SERIAL_CONSOLE, GetSerialConsoleAccessStatusResponse::managedByAsString),
                answers.read(VPC_BLOCK, block(VpcBlockPublicAccessOptions::managedByAsString)),
                answers.read(VPC_BLOCK, block(VpcBlockPublicAccessOptions::exclusionsAllowedAsString)),
                answers.read(
                        METADATA, metadata(orNoPreference(InstanceMetadataDefaultsResponse::httpEndpointAsString))),
                answers.read(METADATA, metadata(RegionSettingsCollector::hopLimit)),
                answers.read(
                        METADATA,
                        metadata(orNoPreference(InstanceMetadataDefaultsResponse::instanceMetadataTagsAsString))),
                answers.read(ALLOWED_IMAGES, AllowedImagesAnswer::read),
                answers.read(VISIBILITY, RegionSettingsCollector::visibility),
                answers.read(VPC_ENCRYPTION, VpcEncryption::ofAccount));
    }

    /** A default of the account; AWS leaves out defaults that the account has not set. */
    private static <V> Function<GetInstanceMetadataDefaultsResponse, V> metadata(
            Function<InstanceMetadataDefaultsResponse, V> value) {
        return answer -> value.apply(
                answer.accountLevel() == null
                        ? InstanceMetadataDefaultsResponse.builder().build()
                        : answer.accountLevel());
    }

    private static Function<InstanceMetadataDefaultsResponse, String> orNoPreference(
            Function<InstanceMetadataDefaultsResponse, String> value) {
        return defaults -> Objects.requireNonNullElse(value.apply(defaults), "no-preference");
    }

    /** AWS takes -1 for no preference where it is set, and leaves it out where it never was. */
    private static @Nullable Integer hopLimit(InstanceMetadataDefaultsResponse defaults) {
        return Canonical.unlessAll(defaults.httpPutResponseHopLimit());
    }

    private static Function<DescribeVpcBlockPublicAccessOptionsResponse, String> block(
            Function<VpcBlockPublicAccessOptions, String> value) {
        return answer ->
                answer.vpcBlockPublicAccessOptions() == null ? null : value.apply(answer.vpcBlockPublicAccessOptions());
    }

    private static @Nullable String visibility(GetManagedResourceVisibilityResponse answer) {
        return answer.visibility() == null ? null : answer.visibility().defaultVisibilityAsString();
    }
}
