package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Volumes. Which attachment is an instance's root device only the instance tells, so that its listing is walked as well
 * where a volume is attached.
 */
@ApplicationScoped
class VolumeCollector implements Collector<Volume> {

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Volume> LISTING = Listing.ec2(
            "DescribeVolumes",
            (ec2, token) -> ec2.describeVolumes(
                    r -> r.includeManagedResources(true).maxResults(500).nextToken(token)),
            DescribeVolumesResponse::nextToken,
            DescribeVolumesResponse::volumes);

    private static final Listing<?, Instance> INSTANCES = InstanceCollector.LISTING;

    @Override
    public Class<Volume> type() {
        return Volume.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(LISTING.operation(), INSTANCES.operation());
    }

    @Override
    public Uni<Collection<Volume>> collect(AwsScope aws) {
        Uni<List<Resource<Volume>>> reading = LISTING.all(aws)
                .chain(volumes -> rootDevices(aws, volumes)
                        .map(roots -> volumes.stream()
                                .map(v -> resource(aws, v, roots))
                                .toList()));
        return Harvest.whole(LISTING.operation(), reading);
    }

    /** The root device's name by instance id. */
    private static Uni<Map<String, String>> rootDevices(
            AwsScope aws, List<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
        if (volumes.stream().allMatch(volume -> volume.attachments().isEmpty())) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, String> roots = new HashMap<>();
        return INSTANCES
                .all(aws, instance -> roots.put(instance.instanceId(), instance.rootDeviceName()))
                .replaceWith(roots);
    }

    static Resource<Volume> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Volume volume, Map<String, String> roots) {
        Map<String, String> tags = Tags.of(volume.tags());
        Volume attributes = new Volume(
                volume.encrypted(),
                volume.kmsKeyId(),
                volume.size(),
                volume.volumeTypeAsString(),
                volume.stateAsString(),
                volume.snapshotId(),
                volume.createTime(),
                attachments(volume, roots),
                volume.operator() != null && Canonical.isTrue(volume.operator().managed()),
                Canonical.operator(volume.operator()));
        return aws.resource(volume.volumeId(), Tags.name(tags), tags, attributes);
    }

    /** An attachment to something else than an instance (a volume of AWS's own) names none. */
    private static List<VolumeAttachment> attachments(
            software.amazon.awssdk.services.ec2.model.Volume volume, Map<String, String> roots) {
        return volume.attachments().stream()
                .filter(attachment -> attachment.instanceId() != null && Canonical.linked(attachment.stateAsString()))
                .map(attachment -> new VolumeAttachment(
                        attachment.instanceId(),
                        attachment.device(),
                        attachment.deleteOnTermination(),
                        attachment.device() != null && attachment.device().equals(roots.get(attachment.instanceId()))))
                .sorted(Comparator.comparing(VolumeAttachment::instanceId))
                .toList();
    }
}
