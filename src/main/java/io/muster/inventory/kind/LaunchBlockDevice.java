package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A block device of instances to come. */
@Described("One block device of new instances.")
@IdentifiedBy("deviceName")
public record LaunchBlockDevice(
        @Described("The device name, for example /dev/xvda.") @Nullable
        String deviceName,

        @Described(
                "Whether the volume is encrypted; absent where that follows from the snapshot and the account's default.")
        @Nullable
        Boolean encrypted,

        @Described("The key that encrypts it: an id, an alias or an ARN.") @Nullable
        String kmsKeyId,

        @Described("The snapshot that it is made from.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String snapshotId,

        @Described("In GiB.") @Nullable Integer sizeGiB,
        @Described("For example gp3.") @Nullable String volumeType,

        @Described("Whether the volume is deleted with the instance.") @Nullable
        Boolean deleteOnTermination) {}
