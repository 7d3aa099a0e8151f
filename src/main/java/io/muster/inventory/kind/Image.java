package io.muster.inventory.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeImages} (owner self) and {@code DescribeImageAttribute}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.IMAGE, plural = "images", description = "A machine image that this account owns.")
public record Image(
        @Described("available, pending, disabled, deregistered, failed, …") @Nullable @Dimension
        String imageState,

        @Described("Whether every AWS account may launch it; absent where AWS did not say.")
        @JsonProperty("public")
        @Nullable
        @Filterable(value = "public", match = Filterable.Match.EQUALS)
        Boolean isPublic,

        @Described(
                "The accounts, organizations and organizational units that may launch it; absent where that could not"
                        + " be looked up.")
        @Nullable
        @Filterable("sharedWith")
        List<String> sharedWith,

        @Described("When it was made.") @Nullable Instant creationDate,

        @Described("AWS's platform details.") @Nullable @Dimension
        String platform,

        @Described("v2.0 where its instances require IMDSv2.") @Nullable @Dimension
        String imdsSupport,

        @Described("The snapshots behind it.") @Link(Relation.ASSOCIATED_WITH)
        List<String> snapshotIds,

        @Described("When it is deprecated.") @Nullable Instant deprecationTime,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described(
                "disabled, or how it is kept from being deregistered: enabled-with-cooldown or enabled-without-cooldown.")
        @Nullable
        @Dimension
        String deregistrationProtection,

        @Described("Whether it meets the account's criteria for allowed images, which also count in audit mode.")
        @Nullable
        Boolean imageAllowed,

        @Described("The keys of its watermarks, each an account and a name; absent where they were not read.") @Nullable
        List<String> watermarkKeys,

        @Described("When an instance was launched from it last, with a delay of about a day.")
        @Nullable
        @Unhashed(Flicker.USE)
        Instant lastLaunchedTime,

        @Described("When AWS was asked last with whom it is shared; absent where it could not be.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"isPublic", "sharedWith"})
        Instant sharingCheckedAt,

        @Described(
                "The volumes of its instances, by device, also those that are empty at first; absent where they were not read.")
        @Nullable
        List<LaunchBlockDevice> blockDevices) {}
