package io.muster.graphql;

import io.muster.inventory.Coverage.CellStat;
import io.muster.inventory.CoverageState;
import io.muster.inventory.kind.ResourceKind;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("CoverageStat")
@Description("Cells, summed up by the dimensions that were asked for; the others are null.")
public record CoverageStatType(
        @Description("How many cells.") int cells,

        @Description("How many of them could not be listed completely the last time.")
        int failed,

        @Description("How many of them never could.") int never,

        @Description("How many resources are known in them.")
        int resources,

        @Description("The least of the times at which they were listed completely last; null where none was.")
        Instant oldestCompleteAt,

        @Description("How long ago that is, in seconds; 0 where none was.")
        int oldestAgeSeconds,

        @Description("Their account.") String accountId,

        @Description("The name of their account; null where it has none.")
        String accountName,

        @Description("Their region.") String region,
        @Description("The kind of their resources.") ResourceKind kind,
        @Description("How the last attempts ended.") CoverageState state) {

    static CoverageStatType of(CellStat stat) {
        return new CoverageStatType(
                stat.cells(),
                stat.failed(),
                stat.never(),
                stat.resources(),
                stat.oldestCompleteAt(),
                stat.oldestAgeSeconds(),
                stat.accountId(),
                stat.accountName(),
                stat.region(),
                stat.kind(),
                stat.state());
    }
}
