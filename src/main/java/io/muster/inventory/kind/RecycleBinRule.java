package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Recycle Bin API's {@code ListRules}, {@code GetRule}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.RECYCLE_BIN_RULE,
        plural = "recycleBinRules",
        description =
                "A retention rule of the Recycle Bin: how long deleted snapshots, images or volumes can be had back.")
public record RecycleBinRule(
        @Described("EBS_SNAPSHOT, EC2_IMAGE or EBS_VOLUME.") @Filterable("resourceTypes") @Dimension
        String resourceType,

        @Described("The rule's description, as its author wrote it.") @Nullable
        String description,

        @Described("The retention period, in the unit of retentionPeriodUnit.") @Nullable
        Integer retentionPeriod,

        @Described("The unit of retentionPeriod: DAYS.") @Nullable
        String retentionPeriodUnit,

        @Described("pending or available; only the latter keeps anything.") @Nullable @Filterable("statuses") @Dimension
        String status,

        @Described("locked, pending_unlock or unlocked; absent where it was never locked.") @Nullable @Dimension
        String lockState,

        @Described(
                "The tags of which a resource needs one to be kept, none for all resources; absent where they could not be"
                        + " read.")
        @Nullable
        List<TagMatch> resourceTags,

        @Described("The tags by which a resource is not kept; absent where they could not be read.") @Nullable
        List<TagMatch> excludedTags,

        @Described(
                "When AWS was asked last for its status, the tags that it goes by and its own; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {"status", "resourceTags", "excludedTags"},
                tags = true)
        Instant detailsCheckedAt) {}
