package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A block device of a launch configuration, which cannot name a key: that of the account or of the snapshot encrypts it. */
@Described("One block device of a launch configuration.")
@IdentifiedBy("deviceName")
public record LaunchConfigurationDevice(
        @Described("The device name, for example /dev/xvda.") @Nullable
        String deviceName,

        @Described(
                "Whether the volume is encrypted; absent where that follows from the snapshot and the account's default.")
        @Nullable
        Boolean encrypted,

        @Described("The snapshot that it is made from.") @Nullable @Link(Relation.ASSOCIATED_WITH)
        String snapshotId,

        @Described("In GiB.") @Nullable Integer sizeGiB,
        @Described("For example gp3.") @Nullable String volumeType,

        @Described("Whether the volume is deleted with the instance.") @Nullable
        Boolean deleteOnTermination) {}
