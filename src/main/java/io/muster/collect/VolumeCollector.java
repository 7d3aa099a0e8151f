package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final Listing<?, software.amazon.awssdk.services.ec2.model.Volume> LISTING = Listing.withManaged(
            "DescribeVolumes",
            "volume-id",
            (ec2, included, filters, token) -> ec2.describeVolumes(r -> r.includeManagedResources(included)
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

    /** Other changes of an instance do not concern its volumes. */
    @Override
    public Set<AwsOperation> telling() {
        return Set.of(LISTING.operation());
    }

    @Override
    public List<String> events() {
        return List.of(
                "ec2:RunInstances",
                "ec2:TerminateInstances",
                "ec2:ModifyInstanceAttribute",
                "ec2:CreateReplaceRootVolumeTask");
    }

    @Override
    public boolean byId() {
        return LISTING.byId();
    }

    @Override
    public Uni<Collection<Volume>> collect(AwsScope aws) {
        return LISTING.read(aws, volume -> resource(aws, volume)).chain(volumes -> withRoots(aws, volumes));
    }

    private Uni<Collection<Volume>> withRoots(AwsScope aws, Reading<Resource<Volume>> volumes) {
        if (volumes.items().stream()
                .allMatch(volume -> volume.attributes().attachments().isEmpty())) {
            return Uni.createFrom().item(Reading.outcome(volumes));
        }
        List<Resource<Volume>> items = new ArrayList<>(volumes.items());
        Reading<Resource<Volume>> rest = new Reading<>(List.of(), volumes.unread(), volumes.gaps());
        return (aws.names() == null ? aws.collected(instances) : aws.named(instances, attachedTo(items)))
                .map(listed -> joined(items, rest, listed));
    }

    private static Set<String> attachedTo(List<Resource<Volume>> volumes) {
        return volumes.stream()
                .flatMap(volume -> volume.attributes().attachments().stream())
                .map(VolumeAttachment::instanceId)
                .collect(Collectors.toSet());
    }

    /** Adds root devices to the volumes of the given list in place: a region may have some hundred thousand. */
    private static Collection<Volume> joined(
            List<Resource<Volume>> volumes, Reading<Resource<Volume>> rest, Collection<Instance> instances) {
        Map<String, Instance> byId = new HashMap<>();
        instances.resources().forEach(instance -> byId.put(instance.resourceId(), instance.attributes()));
        volumes.replaceAll(volume -> rooted(volume, byId));
        Harvest<Resource<Volume>> harvest = new Harvest<>();
        harvest.leaveOpen(rest);
        volumes.forEach(volume -> harvest.add(LISTING.operation(), volume.resourceId(), () -> volume));
        if (volumes.stream().anyMatch(volume -> rootUnknown(volume, byId))) {
            harvest.withoutFacts(instances.gaps());
        }
        return Reading.outcome(harvest.reading());
    }

    private static boolean rootUnknown(Resource<Volume> volume, Map<String, Instance> instances) {
        return volume.attributes().attachments().stream()
                .anyMatch(attachment -> !instances.containsKey(attachment.instanceId()));
    }

    static Resource<Volume> rooted(Resource<Volume> volume, Map<String, Instance> instances) {
        List<VolumeAttachment> attachments = volume.attributes().attachments();
        return attachments.isEmpty()
                ? volume
                : volume.with(volume.attributes()
                        .with(attachments.stream()
                                .map(attachment -> attachment.with(
                                        root(attachment.device(), instances.get(attachment.instanceId()))))
                                .toList()));
    }

    /** A volume whose attachments do not say yet whether they are root devices. */
    static Resource<Volume> resource(AwsScope aws, software.amazon.awssdk.services.ec2.model.Volume volume) {
        Map<String, String> tags = Tags.of(volume.tags());
        Volume attributes = new Volume(
                volume.encrypted(),
                volume.kmsKeyId(),
                volume.size(),
                volume.volumeTypeAsString(),
                volume.stateAsString(),
                volume.snapshotId(),
                volume.createTime(),
                attachments(volume),
                volume.operator() != null && Canonical.isTrue(volume.operator().managed()),
                Canonical.operator(volume.operator()));
        return aws.resource(volume.volumeId(), Tags.name(tags), tags, attributes);
    }

    /** An attachment without an instance (of a volume of AWS's own) names none. */
    private static List<VolumeAttachment> attachments(software.amazon.awssdk.services.ec2.model.Volume volume) {
        return volume.attachments().stream()
                .filter(attachment -> attachment.instanceId() != null && Canonical.linked(attachment.stateAsString()))
                .map(attachment -> new VolumeAttachment(
                        attachment.instanceId(), attachment.device(), attachment.deleteOnTermination(), null))
                .sorted(Comparator.comparing(VolumeAttachment::instanceId))
                .toList();
    }

    private static @Nullable Boolean root(@Nullable String device, @Nullable Instance instance) {
        return instance == null ? null : device != null && device.equals(instance.rootDeviceName());
    }
}
