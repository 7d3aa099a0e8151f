package io.muster.rule.backup;

import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LifecycleExclusions;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Whether a policy of Amazon Data Lifecycle Manager backs a volume or an instance up.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/policy-differences.html">Default policies and custom
 *     policies</a>
 */
final class LifecycleCover {

    private static final String ENABLED = "ENABLED";
    private static final String CLOUD = "CLOUD";
    private static final String EVENT_BASED = "EVENT_BASED_POLICY";

    private LifecycleCover() {}

    /**
     * @param target the resource that the policy would choose by its tags
     * @param type   VOLUME or INSTANCE, as the target is
     * @param volume of which a backup is looked for; null where the target as a whole counts
     */
    static Certainty of(LifecyclePolicy policy, Resource<?> target, String type, @Nullable Resource<Volume> volume) {
        if (policy.state() == null || policy.resourceTypes() == null) {
            return ENABLED.equals(policy.state()) || policy.state() == null ? Certainty.POSSIBLE : Certainty.NO;
        }
        if (!ENABLED.equals(policy.state())
                || EVENT_BASED.equals(policy.policyType())
                || !policy.resourceTypes().contains(type)) {
            return Certainty.NO;
        }
        Certainty excluded = excluded(policy.exclusions(), target, volume);
        return chosen(policy, target).and(not(excluded)).and(place(policy.resourceLocations()));
    }

    /**
     * Whether it works where the target is: on an Outpost or in a Local Zone alone, that depends on the target's zone. Empty is a default policy's.
     *
     * @see <a href="https://docs.aws.amazon.com/dlm/latest/APIReference/API_PolicyDetails.html">PolicyDetails</a>
     */
    private static Certainty place(@Nullable List<String> locations) {
        return locations == null || locations.isEmpty() || locations.contains(CLOUD)
                ? Certainty.YES
                : Certainty.POSSIBLE;
    }

    private static Certainty chosen(LifecyclePolicy policy, Resource<?> target) {
        if (Boolean.TRUE.equals(policy.defaultPolicy())) {
            return Certainty.YES;
        }
        return policy.targetTags() == null ? Certainty.POSSIBLE : TagMatches.any(policy.targetTags(), target);
    }

    private static Certainty excluded(
            @Nullable LifecycleExclusions exclusions, Resource<?> target, @Nullable Resource<Volume> volume) {
        if (exclusions == null) {
            return Certainty.NO;
        }
        Certainty byTag = TagMatches.any(exclusions.tags(), target);
        return volume == null ? byTag : byTag.or(excluded(exclusions, volume));
    }

    private static Certainty excluded(LifecycleExclusions exclusions, Resource<Volume> volume) {
        Certainty root = root(volume.attributes().attachments());
        return Certainty.certainly(exclusions.volumeTypes().stream()
                        .anyMatch(type -> type.equals(volume.attributes().volumeType())))
                .or(Boolean.TRUE.equals(exclusions.bootVolumes()) ? root : Certainty.NO)
                .or(TagMatches.any(exclusions.dataVolumeTags(), volume).and(not(root)));
    }

    private static Certainty root(List<VolumeAttachment> attachments) {
        if (attachments.stream().anyMatch(attachment -> Boolean.TRUE.equals(attachment.root()))) {
            return Certainty.YES;
        }
        return attachments.stream().anyMatch(attachment -> attachment.root() == null)
                ? Certainty.POSSIBLE
                : Certainty.NO;
    }

    private static Certainty not(Certainty certainty) {
        return switch (certainty) {
            case YES -> Certainty.NO;
            case POSSIBLE -> Certainty.POSSIBLE;
            case NO -> Certainty.YES;
        };
    }
}
