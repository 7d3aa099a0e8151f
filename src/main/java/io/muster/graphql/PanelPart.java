package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.finding.TrendInterval;
import io.muster.finding.TrendPoint;
import io.muster.inventory.Coverage;
import io.muster.inventory.Coverage.CellStat;
import jakarta.enterprise.context.ApplicationScoped;

/** Flat rows of numbers, made for panels: what no consumer of resources or findings needs. */
@ApplicationScoped
class PanelPart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            extend type Query {
              "Open findings over time, one row per bucket and dimension value: flat rows, made for time series."
              findingTrend(
                "Which findings: those that are open, unless it names statuses. It cannot ask by ids, resourceArns, resourceIds, firstSeenAfter or firstSeenBefore."
                filter: FindingFilter,
                "Begins with the bucket that holds it."
                from: DateTime!,
                "Ends with the bucket that holds it, or with the current one."
                to: DateTime!,
                "How long a bucket is; there may be 1000 at most."
                interval: TrendInterval!,
                "One line for each value of it; one for all without it."
                groupBy: FindingDimension): [FindingTrendPoint!]!
              "What answers rest on, summed up by the named dimensions: flat rows, made for panels and alerts."
              coverageStats("Which cells; all without it." filter: CoverageFilter, "The dimensions; one row for all where there is none." groupBy: [CoverageDimension!]!): [CoverageStat!]!
            }
            "How many findings there were at the end of a bucket. Buckets without a change are there, too."
            type FindingTrendPoint {
              "When the bucket began, in UTC."
              time: DateTime!
              "How many there were when it ended; of the current bucket, how many there are now."
              value: Int!
              "The value of the dimension; null without one. By severity, status or area every value is there, by the others only one that has findings."
              key: String
            }
            "Cells, summed up by the dimensions that were asked for; the others are null."
            type CoverageStat {
              "How many cells."
              cells: Int!
              "How many of them could not be listed completely the last time."
              failed: Int!
              "How many of them never could."
              never: Int!
              "How many resources are known in them."
              resources: Int!
              "The least of the times at which they were listed completely last; null where none was."
              oldestCompleteAt: DateTime
              "How long ago that is, in seconds; 0 where none was."
              oldestAgeSeconds: Int!
              "Their account."
              accountId: String
              "Their region."
              region: String
              "The kind of their resources."
              kind: ResourceKind
              "How the last attempts ended."
              state: CoverageState
            }
            """;

    private final PanelFetchers panels;

    PanelPart(PanelFetchers panels) {
        this.panels = panels;
    }

    @Override
    public String definitions() {
        return DEFINITIONS
                + Definitions.enumeration(TrendInterval.class)
                + Definitions.enumeration(Coverage.Dimension.class).replace("enum Dimension", "enum CoverageDimension");
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        Fields<Object> query = new Fields<>(code, "Query");
        query.fetched("findingTrend", panels.findingTrend());
        query.fetched("coverageStats", panels.coverageStats());
        Fields<TrendPoint> point = new Fields<>(code, "FindingTrendPoint");
        point.field("time", TrendPoint::time);
        point.field("value", TrendPoint::value);
        point.field("key", TrendPoint::key);
        Fields<CellStat> cells = new Fields<>(code, "CoverageStat");
        cells.field("cells", CellStat::cells);
        cells.field("failed", CellStat::failed);
        cells.field("never", CellStat::never);
        cells.field("resources", CellStat::resources);
        cells.field("oldestCompleteAt", CellStat::oldestCompleteAt);
        cells.field("oldestAgeSeconds", CellStat::oldestAgeSeconds);
        cells.field("accountId", CellStat::accountId);
        cells.field("region", CellStat::region);
        cells.field("kind", CellStat::kind);
        cells.field("state", CellStat::state);
    }
}
