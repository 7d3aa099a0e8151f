package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One EBS volume as an instance maps it. */
@Described("One EBS volume, as an instance maps it.")
@IdentifiedBy("deviceName")
public record BlockDevice(
        @Described("The device name, for example /dev/xvda.") @Nullable
        String deviceName,

        @Described("The volume's id.") @Nullable @Link(Relation.ATTACHED_TO)
        String volumeId,

        @Described("Whether the volume is deleted with the instance.") @Nullable
        Boolean deleteOnTermination) {}
