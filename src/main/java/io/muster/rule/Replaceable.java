package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import java.util.Map;
import java.util.Objects;

/** Members of auto scaling groups and hosts of containers, as tags tell: they are replaced and not restored. */
public final class Replaceable {

    private Replaceable() {}

    public static boolean isInstance(Resource<Instance> instance) {
        return isReplaced(instance.tags());
    }

    /** Whether the volume goes with such an instance: not one that Kubernetes keeps for a claim. */
    public static boolean isVolume(Resource<Volume> volume, Estate estate) {
        return !Baseline.isClaimed(volume.tags())
                && (isReplaced(volume.tags())
                        || volume.attributes().attachments().stream()
                                .map(VolumeAttachment::instanceId)
                                .filter(Objects::nonNull)
                                .flatMap(id -> estate.find(Instance.class, id).stream())
                                .anyMatch(Replaceable::isInstance));
    }

    private static boolean isReplaced(Map<String, String> tags) {
        return tags.containsKey(Baseline.AUTO_SCALING_GROUP_TAG) || Baseline.hostsContainers(tags);
    }
}
