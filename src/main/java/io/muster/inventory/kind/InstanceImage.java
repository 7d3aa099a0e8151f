package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** An image's facts for the owner of its instances, which AWS tells even where the image is gone or no longer shared. */
@Described("AWS's metadata of the image of an instance, even where the image is gone or no longer shared.")
public record InstanceImage(
        @Described("The image's name.") @Nullable String name,

        @Described("The account that owns it.") @Nullable @Filterable("imageOwnerIds") @Dimension
        String ownerId,

        @Described("amazon, aws-backup-vault or aws-marketplace, where one of these owns it.") @Nullable @Dimension
        String ownerAlias,

        @Described("available, deregistered, disabled, failed, …") @Nullable @Filterable("imageStates") @Dimension
        String state,

        @Described("Whether every AWS account may launch it.") @Nullable
        Boolean publiclyShared,

        @Described(
                "Whether it meets the account's criteria for allowed images, in audit mode too; absent where the account"
                        + " has none in force.")
        @Nullable
        Boolean imageAllowed,

        @Described("When it was made.") @Nullable Instant creationDate,
        @Described("When it is deprecated.") @Nullable Instant deprecationTime,

        @Described("The keys of its watermarks, each an account and a name.")
        List<String> watermarkKeys) {}
