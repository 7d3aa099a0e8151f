package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;

/**
 * Volumes. Which attachment is an instance's root device only the instance tells: it comes from the instances' listing,
 * which is walked once for both kinds. Where that does not hold the instance, it is unknown.
 */
@ApplicationScoped
class VolumeCollector implements Collector<Volume> {

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Volume> LISTING = Listing.filtered(
            "DescribeVolumes",
            "volume-id",
            (ec2, filters, token) -> ec2.describeVolumes(r -> r.includeManagedResources(true)
                    .filters(filters)
                    .maxResults(500)
                    .nextToken(token)),
            DescribeVolumesResponse::nextToken,
            DescribeVolumesResponse::volumes);

    private final InstanceCollector instances;

    VolumeCollector(InstanceCollector instances) {
        this.instances = instances;
    }

    @Override
    public Class<Volume> type() {
        return Volume.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(Stream.of(LISTING.operation()), instances.operations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean byId() {
        return LISTING.byId();
    }

    @Override
    public Uni<Collection<Volume>> collect(AwsScope aws) {
        return LISTING.read(aws, VolumeCollector::identified).chain(volumes -> withRoots(aws, volumes));
    }

    private static software.amazon.awssdk.services.ec2.model.Volume identified(
            software.amazon.awssdk.services.ec2.model.Volume volume) {
        UnreadableItem.require("the id", volume.volumeId());
        return volume;
    }

    private Uni<Collection<Volume>> withRoots(
            AwsScope aws, Reading<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
        if (volumes.items().stream().allMatch(volume -> volume.attachments().isEmpty())) {
            return Uni.createFrom().item(joined(aws, volumes, new Collection.Complete<>(List.of())));
        }
        return (aws.names() == null ? aws.collected(instances) : aws.named(instances, attachedTo(volumes)))
                .map(listed -> joined(aws, volumes, listed));
    }

    private static Set<String> attachedTo(Reading<software.amazon.awssdk.services.ec2.model.Volume> volumes) {
        return volumes.items().stream()
                .flatMap(volume -> volume.attachments().stream())
                .map(software.amazon.awssdk.services.ec2.model.VolumeAttachment::instanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Collection<Volume> joined(
            AwsScope aws,
            Reading<software.amazon.awssdk.services.ec2.model.Volume> volumes,
            Collection<Instance> instances) {
        Map<String, Instance> byId = new HashMap<>();
        instances.resources().forEach(instance -> byId.put(instance.resourceId(), instance.attributes()));
        Harvest<Resource<Volume>> harvest = new Harvest<>();
        harvest.leaveOpen(volumes);
        volumes.items()
                .forEach(volume ->
                        harvest.add(LISTING.operation(), volume.volumeId(), () -> resource(aws, volume, byId)));
        if (volumes.items().stream().anyMatch(volume -> rootUnknown(volume, byId))) {
            harvest.withoutFacts(instances.gaps());
        }
        return Reading.outcome(harvest.reading());
    }

    private static boolean rootUnknown(
            software.amazon.awssdk.services.ec2.model.Volume volume, Map<String, Instance> instances) {
        return volume.attachments().stream()
                .map(software.amazon.awssdk.services.ec2.model.VolumeAttachment::instanceId)
                .anyMatch(id -> id != null && !instances.containsKey(id));
    }

    static Resource<Volume> resource(
            AwsScope aws, software.amazon.awssdk.services.ec2.model.Volume volume, Map<String, Instance> instances) {
        Map<String, String> tags = Tags.of(volume.tags());
        Volume attributes = new Volume(
                volume.encrypted(),
                volume.kmsKeyId(),
                volume.size(),
                volume.volumeTypeAsString(),
                volume.stateAsString(),
                volume.snapshotId(),
                volume.createTime(),
                attachments(volume, instances),
                volume.operator() != null && Canonical.isTrue(volume.operator().managed()),
                Canonical.operator(volume.operator()));
        return aws.resource(volume.volumeId(), Tags.name(tags), tags, attributes);
    }

    /** An attachment without an instance (of a volume of AWS's own) names none. */
    private static List<VolumeAttachment> attachments(
            software.amazon.awssdk.services.ec2.model.Volume volume, Map<String, Instance> instances) {
        return volume.attachments().stream()
                .filter(attachment -> attachment.instanceId() != null && Canonical.linked(attachment.stateAsString()))
                .map(attachment -> new VolumeAttachment(
                        attachment.instanceId(),
                        attachment.device(),
                        attachment.deleteOnTermination(),
                        root(attachment.device(), instances.get(attachment.instanceId()))))
                .sorted(Comparator.comparing(VolumeAttachment::instanceId))
                .toList();
    }

    private static @Nullable Boolean root(@Nullable String device, @Nullable Instance instance) {
        return instance == null ? null : device != null && device.equals(instance.rootDeviceName());
    }
}
