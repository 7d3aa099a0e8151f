package io.muster.graphql;

import io.muster.inventory.Coverage.CellView;
import io.muster.inventory.CoverageState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.Remedies;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("CoverageCell")
@Description("One account, region and kind: the state and age of its data, and if it could not be read, the reason.")
public record CoverageCellType(
        @NonNull @Description("The account.") String accountId,

        @Description("The name of the account; null where it has none.")
        String accountName,

        @NonNull
        @Description(
                "The region; `global` for resources of the account as a whole; `*` for every region of an account whose regions are not known before its first scan.")
        String region,

        @NonNull @Description("The kind of resources.") ResourceKind kind,

        @NonNull @Description("How the last attempt to list it ended.")
        CoverageState state,

        @Description(
                "How many resources are known in it: those of its last complete listing, and those confirmed since.")
        int resources,

        @Description("When the cell was last listed completely.")
        Instant lastCompleteAt,

        @Description("When a listing was last attempted.") Instant lastAttemptAt,

        @Description("The AWS operation that failed, for example ec2:DescribeVolumes.")
        String operation,

        @Description("AWS's error code, or the kind of the connection's failure.")
        String errorCode,

        @Description("The message of AWS.") String message,

        @Description("How many resources the last attempt read; null where there was none, or it is not known.")
        Integer itemsRead,

        @Description("How many other resources the last attempt left unread; null where their number is not known.")
        Integer itemsUnread,

        @NonNull @Description("Every operation that failed in the last attempt; `operation` is one of them.")
        List<@NonNull CoverageGapType> gaps) {

    static CoverageCellType of(CellView cell, Remedies remedies) {
        return new CoverageCellType(
                cell.accountId(),
                cell.accountName(),
                cell.region(),
                cell.kind(),
                cell.state(),
                cell.resources(),
                cell.lastCompleteAt(),
                cell.lastAttemptAt(),
                cell.operation(),
                cell.errorCode(),
                cell.message(),
                cell.itemsRead(),
                cell.itemsUnread(),
                cell.gaps().stream()
                        .map(gap -> CoverageGapType.of(gap, remedies))
                        .toList());
    }
}
