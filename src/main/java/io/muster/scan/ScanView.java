package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scan as the API shows it.
 *
 * @param reason      the reason that the caller gave
 * @param regions     the regions that it was narrowed to; null for every region of each account
 * @param kinds       the kinds that it was narrowed to; null for every kind
 * @param requestedBy the caller who asked for it first; null for Muster itself
 * @param gapCount    how many gaps there are, shown or not
 */
@RegisterForReflection
public record ScanView(
        String scanId,
        ScanStatus status,
        List<String> accountIds,
        ScanTrigger trigger,
        @Nullable String reason,
        @Nullable List<String> regions,
        @Nullable List<ResourceKind> kinds,
        boolean full,
        @Nullable String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        int gapCount) {

    /** How many gaps of one scan are shown. A scan of many accounts whose roles cannot be assumed has tens of thousands. */
    public static final int GAPS = 500;

    /** Sums over the scan's tasks. */
    @RegisterForReflection
    public record Progress(
            @Schema(
                    description =
                            "How many tasks it has: of each account one for its account-wide resources, one for each region and one"
                                    + " that assesses the account. It grows while an account's regions are found out.")
            int tasksTotal,

            @Schema(description = "How many of them have ended.")
            int tasksDone,

            @Schema(description = "How many resources were listed.")
            int resourcesSeen,

            @Schema(description = "How many of them were new, changed or gone.")
            int resourcesChanged,

            @Schema(description = "How many findings were opened or reopened.")
            int findingsOpened,

            @Schema(description = "How many findings were resolved.")
            int findingsResolved,

            @Schema(description = "How many calls AWS was asked to answer.")
            int awsCalls) {}

    /** A listing that could not be read, with the reason. */
    @RegisterForReflection
    public record Gap(
            @Schema(description = "The account.") String accountId,
            @Schema(description = "The region, or global.") String region,
            @Schema(description = "The kind of resources.") ResourceKind kind,

            @Schema(description = "The AWS operation that failed.", examples = "ec2:DescribeVolumes")
            String operation,

            @Schema(description = "AWS's error code, or the kind of the connection's failure.")
            String errorCode,

            @Schema(description = "AWS's message.") String message,

            @Nullable
            @Schema(description = "The policy that denies the operation; null where it failed for another reason.")
            DenialCause deniedBy,

            @Schema(description = "The way to close the gap; it says so where an IAM statement would not help.")
            String remedy,

            @Nullable
            @Schema(
                    description =
                            "The statement of an IAM policy, as JSON, that closes the gap; null where no statement would help.")
            String statement) {

        Gap with(Remedy way) {
            return new Gap(
                    accountId,
                    region,
                    kind,
                    operation,
                    errorCode,
                    message,
                    way.deniedBy(),
                    way.text(),
                    Remedies.statement(way));
        }
    }
}
