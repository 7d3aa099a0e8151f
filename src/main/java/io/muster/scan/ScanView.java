package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** A scan as the API shows it. */
@RegisterForReflection
public record ScanView(
        String scanId,
        ScanStatus status,
        List<String> accountIds,
        ScanTrigger trigger,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress) {

    /** Sums over the scan's tasks. */
    @RegisterForReflection
    public record Progress(
            int tasksTotal,
            int tasksDone,
            int resourcesSeen,
            int resourcesChanged,
            int findingsOpened,
            int findingsResolved,
            int awsCalls) {}

    /** What could not be read, and why. */
    @RegisterForReflection
    public record Gap(
            String accountId, String region, ResourceKind kind, String operation, String errorCode, String message) {}
}
