package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.finding.FindingAge;
import io.muster.finding.FindingTagCount;
import io.muster.finding.FlowPoint;
import io.muster.finding.TrendInterval;
import io.muster.finding.TrendPoint;
import jakarta.enterprise.context.ApplicationScoped;

/** Flat rows of numbers, made for panels: what no consumer of resources or findings needs. */
@ApplicationScoped
class PanelPart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            extend type Query {
              "Open findings over time, one row per bucket and dimension value: flat rows, made for time series."
              findingTrend(
                "Which findings: those that are open, unless it names statuses. It cannot ask by ids, resourceArns, resourceIds, firstSeenAfter, firstSeenBefore, tags or search."
                filter: FindingFilter,
                "Begins with the bucket that holds it."
                from: DateTime!,
                "Ends with the bucket that holds it, or with the current one."
                to: DateTime!,
                "How long a bucket is; there may be 1000 at most."
                interval: TrendInterval!,
                "One line for each value of it; one for all without it."
                groupBy: FindingDimension): [FindingTrendPoint!]!
              "Findings that were opened, reopened and resolved over time, one row per bucket and dimension value: flat rows, made for time series."
              findingFlow(
                "Which findings; all without it. A finding counts with the severity that it had then. The filter cannot ask by statuses, nor by what findingTrend cannot ask by."
                filter: FindingFilter,
                "Begins with the bucket that holds it."
                from: DateTime!,
                "Ends with the bucket that holds it, or with the current one."
                to: DateTime!,
                "How long a bucket is; there may be 1000 at most."
                interval: TrendInterval!,
                "One line for each value of it, STATUS excepted; one for all without it."
                groupBy: FindingDimension): [FindingFlowPoint!]!
              "How long findings have been standing, by the named dimensions: flat rows, made for panels."
              findingAges(
                "Which findings: those that are open, unless it names statuses. RESOLVED is refused."
                filter: FindingFilter,
                "The dimensions; one row for all where there is none."
                groupBy: [FindingDimension!]!): [FindingAge!]!
              "Counts of findings by a tag of their resources, the values with the worst findings first: flat rows, made for panels."
              findingTagStats(
                "Which findings: those that are open, unless it names statuses."
                filter: FindingFilter,
                "The key of the tag, in its exact case."
                tagKey: String!,
                "How many values at most, from 1 to 500."
                first: Int = 50): [FindingTagStat!]!
            }
            "How many findings there were at the end of a bucket. Buckets without a change are there, too."
            type FindingTrendPoint {
              "When the bucket began, in UTC."
              time: DateTime!
              "How many there were when it ended; of the current bucket, how many there are now."
              value: Int!
              "The value of the dimension; null without one. By severity, status or area every value is there, by the others only one that has findings."
              key: String
              "The key for people: the title of the rule, the name of the account, or else the key itself."
              keyName: String
            }
            "What happened to findings in a bucket. Buckets in which nothing did are there, too."
            type FindingFlowPoint {
              "When the bucket began, in UTC."
              time: DateTime!
              "How many were found for the first time."
              opened: Int!
              "How many were found again after they had been resolved; a finding counts as often as it was."
              reopened: Int!
              "How many were resolved; a finding counts as often as it was."
              resolved: Int!
              "The value of the dimension; null without one. By severity or area every value is there, by the others only one of which something happened."
              key: String
              "The key for people: the title of the rule, the name of the account, or else the key itself."
              keyName: String
            }
            "How long findings have been standing since they were opened, or reopened last. Dimensions that were not asked for are null."
            type FindingAge {
              "How many findings."
              count: Int!
              "How many for less than one day."
              underOneDay: Int!
              "How many for one day or longer, and less than seven."
              underSevenDays: Int!
              "How many for seven days or longer, and less than thirty."
              underThirtyDays: Int!
              "How many for thirty days or longer, and less than ninety."
              underNinetyDays: Int!
              "How many for ninety days or longer."
              ninetyDaysOrMore: Int!
              "Since when the oldest has been standing; null where there is none."
              oldestSince: DateTime
              "For how long, in seconds; 0 where there is none."
              oldestAgeSeconds: Int!
              "Their severity."
              severity: Severity
              "Their status."
              status: FindingStatus
              "Their area."
              area: Area
              "Their rule."
              ruleId: String
              "The title of their rule."
              ruleTitle: String
              "Their account."
              accountId: String
              "The name of their account; null where it has none."
              accountName: String
              "The name of their account with its id, or the id alone: for charts."
              accountLabel: String
              "Their region."
              region: String
              "The kind of their resources."
              resourceKind: ResourceKind
            }
            "Findings on resources that have the same value of a tag."
            type FindingTagStat {
              "The value of the tag; null for resources without the tag."
              value: String
              "How many findings."
              count: Int!
              "How many of them are critical."
              critical: Int!
              "How many of them are high."
              high: Int!
              "How many of them are medium."
              medium: Int!
              "How many of them are low."
              low: Int!
              "How many of them are informational."
              info: Int!
              "How many resources they are on."
              resources: Int!
            }
            """;

    private final PanelFetchers panels;

    PanelPart(PanelFetchers panels) {
        this.panels = panels;
    }

    @Override
    public String definitions() {
        return DEFINITIONS + Definitions.enumeration(TrendInterval.class);
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        Fields<Object> query = new Fields<>(code, "Query");
        query.fetched("findingTrend", panels.findingTrend());
        query.fetched("findingFlow", panels.findingFlow());
        query.fetched("findingAges", panels.findingAges());
        query.fetched("findingTagStats", panels.findingTagStats());
        wirePoints(new Fields<>(code, "FindingTrendPoint"), new Fields<>(code, "FindingFlowPoint"));
        wireAges(new Fields<>(code, "FindingAge"));
        wireTags(new Fields<>(code, "FindingTagStat"));
    }

    private static void wirePoints(Fields<PanelPoint<TrendPoint>> trend, Fields<PanelPoint<FlowPoint>> flow) {
        trend.field("time", value -> value.point().time());
        trend.field("value", value -> value.point().value());
        trend.field("key", value -> value.point().key());
        trend.field("keyName", PanelPoint::keyName);
        flow.field("time", value -> value.point().time());
        flow.field("opened", value -> value.point().opened());
        flow.field("reopened", value -> value.point().reopened());
        flow.field("resolved", value -> value.point().resolved());
        flow.field("key", value -> value.point().key());
        flow.field("keyName", PanelPoint::keyName);
    }

    private void wireAges(Fields<FindingAge> ages) {
        ages.field("count", FindingAge::count);
        ages.field("underOneDay", FindingAge::underOneDay);
        ages.field("underSevenDays", FindingAge::underSevenDays);
        ages.field("underThirtyDays", FindingAge::underThirtyDays);
        ages.field("underNinetyDays", FindingAge::underNinetyDays);
        ages.field("ninetyDaysOrMore", FindingAge::ninetyDaysOrMore);
        ages.field("oldestSince", FindingAge::oldestSince);
        ages.field("oldestAgeSeconds", FindingAge::oldestAgeSeconds);
        ages.field("severity", FindingAge::severity);
        ages.field("status", FindingAge::status);
        ages.field("area", FindingAge::area);
        ages.field("ruleId", FindingAge::ruleId);
        ages.field("ruleTitle", age -> panels.title(age.ruleId()));
        ages.field("accountId", FindingAge::accountId);
        ages.field("accountName", FindingAge::accountName);
        ages.field(
                "accountLabel",
                age -> age.accountId() == null ? null : AccountType.label(age.accountId(), age.accountName()));
        ages.field("region", FindingAge::region);
        ages.field("resourceKind", FindingAge::resourceKind);
    }

    private static void wireTags(Fields<FindingTagCount> tags) {
        tags.field("value", FindingTagCount::value);
        tags.field("count", FindingTagCount::count);
        tags.field("critical", FindingTagCount::critical);
        tags.field("high", FindingTagCount::high);
        tags.field("medium", FindingTagCount::medium);
        tags.field("low", FindingTagCount::low);
        tags.field("info", FindingTagCount::info);
        tags.field("resources", FindingTagCount::resources);
    }
}
