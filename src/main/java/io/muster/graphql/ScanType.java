package io.muster.graphql;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.DenialCause;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import io.muster.scan.ScanView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Scan")
@Description("One reading of accounts from AWS.")
public record ScanType(
        @NonNull @Id @Description("Its id.") String scanId,
        @NonNull @Description("Where it is in its life.") ScanStatus status,

        @NonNull @Description("The accounts that it reaches.")
        List<@NonNull String> accountIds,

        @NonNull @Description("Its trigger.") ScanTrigger trigger,

        @Description("The reason that the caller gave.") String reason,

        @Description("The regions that it was narrowed to; null where it reads every region of each account.")
        List<@NonNull String> regions,

        @Description("The kinds that it was narrowed to; null where it reads every kind.")
        List<@NonNull ResourceKind> kinds,

        @Description(
                "Whether it asks AWS for every fact that takes a call for each resource, however young the stored one is.")
        boolean full,

        @Description(
                "The caller who asked for it first; null for Muster itself: a schedule, an event or the first start.")
        String requestedBy,

        @NonNull @Description("When it was asked for.") Instant requestedAt,
        @Description("When it was started.") Instant startedAt,
        @Description("When it ended.") Instant finishedAt,
        @NonNull @Description("How far it is.") Progress progress,
        @Description("How many gaps it has.") int gapCount) {

    @Name("ScanProgress")
    @Description(
            "How far a scan is: sums over its tasks. Of each account one lists its account-wide resources, one each region,"
                    + " and one assesses the account.")
    public record Progress(
            @Description("How many tasks it has.") int tasksTotal,
            @Description("How many of them have ended.") int tasksDone,
            @Description("How many resources were listed.") int resourcesSeen,

            @Description("How many of them were new, changed or gone.")
            int resourcesChanged,

            @Description("How many findings were opened or reopened.")
            int findingsOpened,

            @Description("How many findings were resolved.") int findingsResolved,

            @Description("How many calls AWS was asked to answer.")
            int awsCalls) {}

    @Name("ScanGap")
    @Description("An operation that could not be read, with the reason. The resources behind it are left as they were.")
    public record Gap(
            @NonNull @Description("The account.") String accountId,
            @NonNull @Description("The region, or global.") String region,
            @NonNull @Description("The kind of resources.") ResourceKind kind,

            @NonNull @Description("The AWS operation that failed, for example ec2:DescribeVolumes.")
            String operation,

            @NonNull @Description("AWS's error code, or the kind of the connection's failure.")
            String errorCode,

            @NonNull @Description("The message of AWS.") String message,

            @Description("The policy that denies the operation; null where it failed for another reason.")
            DenialCause deniedBy,

            @NonNull @Description("The way to close the gap; it says so where an IAM statement would not help.")
            String remedy,

            @Description(
                    "The statement of an IAM policy, as JSON, that closes the gap; null where no statement would help.")
            String statement) {

        static Gap of(ScanView.Gap gap) {
            return new Gap(
                    gap.accountId(),
                    gap.region(),
                    gap.kind(),
                    gap.operation(),
                    gap.errorCode(),
                    gap.message(),
                    gap.deniedBy(),
                    gap.remedy(),
                    gap.statement());
        }
    }

    static ScanType of(ScanView view) {
        ScanView.Progress progress = view.progress();
        return new ScanType(
                view.scanId(),
                view.status(),
                view.accountIds(),
                view.trigger(),
                view.reason(),
                view.regions(),
                view.kinds(),
                view.full(),
                view.requestedBy(),
                view.requestedAt(),
                view.startedAt(),
                view.finishedAt(),
                new Progress(
                        progress.tasksTotal(),
                        progress.tasksDone(),
                        progress.resourcesSeen(),
                        progress.resourcesChanged(),
                        progress.findingsOpened(),
                        progress.findingsResolved(),
                        progress.awsCalls()),
                view.gapCount());
    }
}
