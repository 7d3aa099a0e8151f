package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the EC2 API's {@code DescribeLockedSnapshots}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.SNAPSHOT_LOCK,
        plural = "snapshotLocks",
        description = "The lock of a snapshot of this account, which keeps it from being deleted until it expires.")
public record SnapshotLock(
        @Described("The snapshot's id.")
        @Filterable("snapshotIds")
        @Link(value = Relation.PROTECTS, field = "snapshot", to = ResourceKind.SNAPSHOT)
        String snapshotId,

        @Described("compliance, compliance-cooloff, governance or expired.")
        @Nullable
        @Filterable("lockStates")
        @Dimension
        String lockState,

        @Described("The days for which it is locked.") @Nullable
        Integer lockDuration,

        @Described("The hours in which a lock in compliance mode could still be changed.") @Nullable
        Integer coolOffPeriod,

        @Described("When that time ends.") @Nullable Instant coolOffPeriodExpiresAt,
        @Described("When it was locked.") @Nullable Instant createdAt,

        @Described("From when the days are counted.") @Nullable
        Instant durationStartsAt,

        @Described("When the lock expires.") @Nullable Instant expiresAt) {}
