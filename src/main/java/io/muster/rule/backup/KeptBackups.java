package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ProtectedResource;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recent backups that AWS Backup has, by whatever plan it made them, or by hand. One whose time is not told may be recent.
 *
 * @param oldest when the oldest one was made that is recent
 */
record KeptBackups(Estate estate, Instant oldest) {

    /** Whether there may be one of the volume, or of an instance with it. */
    boolean of(Resource<Volume> volume) {
        return Stream.concat(
                        Stream.of(volume.resourceId()),
                        volume.attributes().attachments().stream().map(VolumeAttachment::instanceId))
                .anyMatch(this::has);
    }

    /** Whether there may be one of the instance, or of each of its volumes. */
    boolean ofInstance(Resource<Instance> instance) {
        List<BlockDevice> devices = instance.attributes().blockDevices();
        return has(instance.resourceId())
                || (!devices.isEmpty()
                        && devices.stream().map(BlockDevice::volumeId).allMatch(this::has));
    }

    private boolean has(String id) {
        return Stream.ofNullable(id)
                .flatMap(known -> estate.find(ProtectedResource.class, known).stream())
                .map(Resource::attributes)
                .map(ProtectedResource::lastBackupTime)
                .anyMatch(time -> time == null || !time.isBefore(oldest));
    }
}
