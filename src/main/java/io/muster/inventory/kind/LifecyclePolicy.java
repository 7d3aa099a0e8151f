package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Data Lifecycle Manager API's {@code GetLifecyclePolicies}, {@code GetLifecyclePolicy}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.LIFECYCLE_POLICY,
        plural = "lifecyclePolicies",
        description = "A policy of Amazon Data Lifecycle Manager, which makes, keeps and shares snapshots and images.")
public record LifecyclePolicy(
        @Described("ENABLED, DISABLED or ERROR.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("Why the policy is in this state.") @Nullable
        String statusMessage,

        @Described("The policy's description, as its author wrote it.") @Nullable
        String description,

        @Described("EBS_SNAPSHOT_MANAGEMENT, IMAGE_MANAGEMENT or EVENT_BASED_POLICY.")
        @Nullable
        @Filterable("policyTypes")
        @Dimension
        String policyType,

        @Described("SIMPLIFIED for a default policy, STANDARD for the others.") @Nullable
        String policyLanguage,

        @Described("Whether it is a default policy, which covers all volumes or instances that have no recent backup.")
        @Nullable
        @Filterable(value = "defaultPolicy", match = Filterable.Match.EQUALS)
        Boolean defaultPolicy,

        @Described("The role with whose rights it acts.")
        @Nullable
        @Link(value = Relation.HAS_ROLE, field = "executionRole", to = ResourceKind.ROLE)
        String executionRoleArn,

        @Described(
                "The type of resources that it covers: VOLUME or INSTANCE; absent where the policy could not be read.")
        @Nullable
        List<String> resourceTypes,

        @Described(
                "Where it works: CLOUD for all of the region, or OUTPOST or LOCAL_ZONE alone; empty where AWS does not tell,"
                        + " absent where the policy could not be read.")
        @Nullable
        List<String> resourceLocations,

        @Described("The tags of which a resource needs one to be covered; absent where the policy could not be read.")
        @Nullable
        List<TagMatch> targetTags,

        @Described("The policy's schedules; absent where the policy could not be read.") @Nullable
        List<LifecycleSchedule> schedules,

        @Described("The days between two backups of a default policy.") @Nullable
        Integer createInterval,

        @Described("The days for which a default policy keeps a backup.") @Nullable
        Integer retainInterval,

        @Described("The resources that it leaves out.") @Nullable
        LifecycleExclusions exclusions,

        @Described("When it was made.") @Nullable Instant createdAt,
        @Described("When it was last changed.") @Nullable Instant modifiedAt,

        @Described(
                "When AWS was asked last for its types, retention and exclusions; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({
            "statusMessage",
            "policyLanguage",
            "executionRoleArn",
            "resourceTypes",
            "resourceLocations",
            "targetTags",
            "schedules",
            "createInterval",
            "retainInterval",
            "exclusions",
            "createdAt",
            "modifiedAt"
        })
        Instant detailsCheckedAt) {}
