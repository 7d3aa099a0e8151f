package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupSettings;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether some plan of AWS Backup or some lifecycle policy of the region backs a volume or an instance up, by itself or with the stack or
 * the cluster that it is part of.
 */
final class BackupCover {

    private final Estate estate;
    private final boolean heedOptIn;

    /** @param heedOptIn whether types that are not opted in count as AWS Backup counts them: not assigned by tags */
    BackupCover(Estate estate, boolean heedOptIn) {
        this.estate = estate;
        this.heedOptIn = heedOptIn;
    }

    /** A volume is backed up by itself or with an instance that it is attached to. */
    Certainty of(Resource<Volume> volume) {
        return volume.attributes().attachments().stream()
                .map(VolumeAttachment::instanceId)
                .filter(Objects::nonNull)
                .flatMap(id -> estate.find(Instance.class, id).stream())
                .map(instance -> instance(instance, volume))
                .reduce(volume(volume), Certainty::or);
    }

    /** An instance is backed up by itself, or by each of its volumes. */
    Certainty ofInstance(Resource<Instance> instance) {
        List<Certainty> volumes = instance.attributes().blockDevices().stream()
                .map(BlockDevice::volumeId)
                .map(this::volume)
                .toList();
        Certainty all = volumes.isEmpty() ? Certainty.NO : volumes.stream().reduce(Certainty.YES, Certainty::and);
        return instance(instance, null).or(all);
    }

    private Certainty volume(@Nullable String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> estate.find(Volume.class, known))
                .map(this::volume)
                .orElse(Certainty.POSSIBLE);
    }

    private Certainty volume(Resource<Volume> volume) {
        return plans(volume, "EBS").or(policies(volume, "VOLUME", volume));
    }

    private Certainty instance(Resource<Instance> instance, @Nullable Resource<Volume> volume) {
        return plans(instance, "EC2").or(policies(instance, "INSTANCE", volume));
    }

    private Certainty plans(Resource<?> resource, String type) {
        Certainty optedIn = optedIn(type);
        List<BackupWhole> wholes = BackupWhole.of(resource);
        return estate.all(BackupPlan.class).stream()
                .map(Resource::attributes)
                .map(plan -> BackupAssignment.of(plan, resource, optedIn).or(with(wholes, plan, resource)))
                .reduce(Certainty.NO, Certainty::or);
    }

    private Certainty with(List<BackupWhole> wholes, BackupPlan plan, Resource<?> part) {
        return wholes.stream()
                .map(whole -> BackupAssignment.of(plan, whole, part, optedIn(whole.type())))
                .reduce(Certainty.NO, Certainty::or);
    }

    private Certainty policies(Resource<?> target, String type, @Nullable Resource<Volume> volume) {
        return estate.all(LifecyclePolicy.class).stream()
                .map(policy -> LifecycleCover.of(policy.attributes(), target, type, volume))
                .reduce(Certainty.NO, Certainty::or);
    }

    private Certainty optedIn(String type) {
        return heedOptIn ? told(type) : Certainty.YES;
    }

    private Certainty told(String type) {
        return estate.all(BackupSettings.class).stream()
                .flatMap(settings -> settings.attributes().resourceTypes().stream())
                .filter(one -> type.equals(one.resourceType()))
                .flatMap(one -> Stream.ofNullable(one.optedIn()))
                .map(Certainty::certainly)
                .findFirst()
                .orElse(Certainty.POSSIBLE);
    }
}
