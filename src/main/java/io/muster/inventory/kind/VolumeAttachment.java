package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A volume's attachment to an instance. */
@Described("One attachment of an EBS volume to an instance.")
@IdentifiedBy("instanceId")
public record VolumeAttachment(
        @Described("The instance's id.") String instanceId,

        @Described("The device name under which the instance sees it.") @Nullable
        String device,

        @Described("Whether the volume is deleted with the instance.") @Nullable
        Boolean deleteOnTermination,

        @Described("Whether it is the instance's root device; absent where the instance could not be read.") @Nullable
        Boolean root) {

    /** The attachment, noted as the instance's root device or not. */
    public VolumeAttachment with(@Nullable Boolean isRoot) {
        return new VolumeAttachment(instanceId, device, deleteOnTermination, isRoot);
    }
}
