package io.muster.inventory.kind;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeSnapshots} and {@code DescribeSnapshotAttribute}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.SNAPSHOT, plural = "snapshots", description = "An EBS snapshot of this account.")
@Related(
        field = "lock",
        to = ResourceKind.SNAPSHOT_LOCK,
        path = @Related.Step(value = Relation.PROTECTS, incoming = true),
        many = false,
        filter = "locked")
public record Snapshot(
        @Described("Whether its data is encrypted at rest.")
        @Nullable
        @Filterable(value = "encrypted", match = Filterable.Match.EQUALS)
        Boolean encrypted,

        @Described("The KMS key's ARN.") @Nullable @Link(Relation.ENCRYPTED_WITH) @Dimension
        String kmsKeyId,

        @Described("The volume it was taken of; vol-ffffffff for copies.")
        @Nullable
        @Filterable("volumeIds")
        @Link(Relation.SNAPSHOT_OF)
        String volumeId,

        @Described("pending, completed, error, recoverable or recovering.") @Nullable @Dimension
        String state,

        @Described("When it was started.") @Nullable Instant startTime,

        @Described("The size of the snapshot's volume in GiB.") @Nullable
        Integer sizeGiB,

        @Described("The description that its author gave.") @Nullable
        String description,

        @Described("Whether every AWS account may restore it; absent where that could not be looked up.")
        @JsonProperty("public")
        @Nullable
        @Filterable(value = "public", match = Filterable.Match.EQUALS)
        Boolean isPublic,

        @Described("The accounts that may restore it; absent where that could not be looked up.")
        @Nullable
        @Filterable("sharedWith")
        List<String> sharedWith,

        @Described("When AWS was asked last with whom it is shared; absent where it could not be.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"isPublic", "sharedWith"})
        Instant sharingCheckedAt) {}
