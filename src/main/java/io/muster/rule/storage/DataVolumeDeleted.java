package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.estate.SnapshotAges;
import io.muster.estate.VolumeBackups;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.Replaceable;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A note, for caches and members of fleets are made so; more where the instance has lasted for months and is no member of an auto
 * scaling group and no host of containers, whose further disks hold images and scratch data. Snapshots count, and what AWS Backup has of the volume or of its instance.
 */
@Singleton
class DataVolumeDeleted extends InstanceRule {

    private final Baseline baseline;

    DataVolumeDeleted(Baseline baseline) {
        super(
                new RuleMetadata(
                        "ebs-data-volume-deleted-on-termination",
                        "Data volume goes with its instance and has no recent snapshot",
                        Severity.INFO,
                        Area.STORAGE,
                        ResourceKind.INSTANCE,
                        "Terminating the instance, by mistake or by an attacker, deletes the data for good.",
                        "Keep the volume: aws ec2 modify-instance-attribute --instance-id ID --block-device-mappings"
                                + " DeviceName=DEVICE,Ebs={DeleteOnTermination=false}; or back it up by Data Lifecycle"
                                + " Manager or AWS Backup.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html"),
                        List.of()),
                ResourceKind.SNAPSHOT);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    /** Asked for only where a volume has no recent snapshot. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PROTECTED_RESOURCE);
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        List<BlockDevice> data = instance.blockDevices().stream()
                .filter(device ->
                        device.deviceName() == null || !device.deviceName().equals(instance.rootDeviceName()))
                .toList();
        if (data.isEmpty()) {
            return Verdict.notApplicable();
        }
        if (instance.rootDeviceName() == null
                || data.stream()
                        .anyMatch(device -> device.deviceName() == null || device.deleteOnTermination() == null)) {
            return Verdict.unknown("AWS does not describe every device of this instance");
        }
        List<BlockDevice> unkept = data.stream()
                .filter(device -> device.deleteOnTermination() && !snapshotted(device, estate))
                .toList();
        return unkept.isEmpty() ? Verdict.pass() : judge(resource, instance, unkept, estate);
    }

    private boolean snapshotted(BlockDevice device, Estate estate) {
        return Optional.ofNullable(device.volumeId())
                .flatMap(SnapshotAges.of(estate)::newestOf)
                .filter(taken -> !taken.isBefore(oldest(estate)))
                .isPresent();
    }

    private Instant oldest(Estate estate) {
        return estate.asOf().minus(baseline.snapshotAge());
    }

    /** The verdict on devices that are deleted with the instance and have no recent snapshot. */
    private Verdict judge(Resource<Instance> resource, Instance instance, List<BlockDevice> devices, Estate estate) {
        List<BlockDevice> old = devices.stream()
                .filter(device -> !backups(device, resource, estate).since(oldest(estate)))
                .toList();
        List<BlockDevice> lost = old.stream()
                .filter(device -> !backups(device, resource, estate).untold())
                .toList();
        if (!lost.isEmpty()) {
            return lost(resource, instance, lost, estate);
        }
        return old.isEmpty() ? Verdict.pass() : Verdict.unknown("AWS Backup does not say when it last made a backup");
    }

    private static VolumeBackups backups(BlockDevice device, Resource<Instance> instance, Estate estate) {
        return VolumeBackups.of(String.valueOf(device.volumeId()), List.of(instance.resourceId()), estate);
    }

    private Verdict lost(Resource<Instance> resource, Instance instance, List<BlockDevice> lost, Estate estate) {
        boolean lasting = instance.state() == InstanceState.RUNNING
                && instance.launchTime() != null
                && Duration.between(instance.launchTime(), estate.asOf()).compareTo(baseline.lastingInstance()) > 0
                && !Replaceable.isInstance(resource);
        return Verdict.fail(
                lasting ? Severity.MEDIUM : metadata().severity(),
                "Data volumes of the instance are deleted with it and have no backup of the last "
                        + baseline.snapshotAge().toDays() + " days.",
                Evidence.of(
                                "devices",
                                lost.stream().map(DataVolumeDeleted::facts).toList())
                        .and("launchTime", Objects.toString(instance.launchTime(), null))
                        .facts());
    }

    private static Map<String, Object> facts(BlockDevice device) {
        return Evidence.of("deviceName", device.deviceName())
                .and("volumeId", device.volumeId())
                .facts();
    }
}
