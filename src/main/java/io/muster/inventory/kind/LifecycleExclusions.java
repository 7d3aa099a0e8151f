package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** The volumes that a lifecycle policy leaves out. */
@Described("The resources that a lifecycle policy leaves out.")
public record LifecycleExclusions(
        @Described("Whether root volumes are left out.") @Nullable
        Boolean bootVolumes,

        @Described("The volume types that are left out by a default policy.")
        List<String> volumeTypes,

        @Described("The tags by which a resource is left out by a default policy.")
        List<TagMatch> tags,

        @Described("The tags by which a data volume is left out of an instance's backup.")
        List<TagMatch> dataVolumeTags) {}
