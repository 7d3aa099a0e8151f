package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ProtectedResource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The backups of a volume: snapshots of the account, and what AWS Backup has of the volume or of an instance with it, also in vaults
 * whose snapshots the account does not list.
 *
 * @param newest when the newest one was made; empty where none is known
 * @param untold whether AWS Backup has one and does not say when it was made
 */
public record VolumeBackups(Optional<Instant> newest, boolean untold) {

    /**
     * The backups of the volume.
     *
     * @param instanceIds the instances that it is attached to
     * @throws NotRead if what AWS Backup has was not read
     */
    public static VolumeBackups of(String volumeId, Collection<String> instanceIds, Estate estate) {
        List<ProtectedResource> known = Stream.concat(Stream.of(volumeId), instanceIds.stream())
                .flatMap(id -> estate.find(ProtectedResource.class, id).stream())
                .map(Resource::attributes)
                .toList();
        Stream<Instant> kept =
                known.stream().map(ProtectedResource::lastBackupTime).filter(Objects::nonNull);
        return new VolumeBackups(
                Stream.concat(SnapshotAges.of(estate).newestOf(volumeId).stream(), kept)
                        .max(Instant::compareTo),
                known.stream().anyMatch(one -> one.lastBackupTime() == null));
    }

    /** Whether one was made at the time or later. */
    public boolean since(Instant oldest) {
        return newest.filter(time -> !time.isBefore(oldest)).isPresent();
    }
}
