package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeVolumes}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.VOLUME, plural = "volumes", description = "An EBS volume.")
public record Volume(
        @Described("Whether its data is encrypted at rest.")
        @Nullable
        @Filterable(value = "encrypted", match = Filterable.Match.EQUALS)
        Boolean encrypted,

        @Described("The KMS key's ARN.") @Nullable @Filterable("kmsKeyIds") @Link(Relation.ENCRYPTED_WITH) @Dimension
        String kmsKeyId,

        @Described("The volume's size in GiB.") @Nullable Integer sizeGiB,
        @Described("For example gp3.") @Nullable @Dimension String volumeType,

        @Described("creating, available, in-use, deleting, deleted or error.") @Nullable @Dimension
        String state,

        @Described("The snapshot it was made from.") @Nullable @Link(Relation.SNAPSHOT_OF)
        String snapshotId,

        @Described("When it was made.") @Nullable Instant createTime,

        @Described("The instances it is attached to.") @Filterable(value = "attached", match = Filterable.Match.PRESENT)
        List<VolumeAttachment> attachments,

        @Described("Whether an AWS service runs it on the account's behalf.")
        boolean operatorManaged,

        @Described("The AWS service that runs it, as AWS tells it.") @Nullable
        Operator operator) {

    /** The volume with other attachments. */
    public Volume with(List<VolumeAttachment> others) {
        return new Volume(
                encrypted,
                kmsKeyId,
                sizeGiB,
                volumeType,
                state,
                snapshotId,
                createTime,
                others,
                operatorManaged,
                operator);
    }
}
