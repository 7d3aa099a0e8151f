package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingEventType;
import io.muster.finding.FindingStatus;
import io.muster.finding.StaleReason;
import io.muster.inventory.Coverage.CellView;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import io.muster.scan.ScanStatus;
import io.muster.scan.ScanTrigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The paged lists that are not of resources, and what an account counts. */
@ApplicationScoped
class ListPart implements SchemaAssembly.SchemaPart {

    /** SmallRye knows these enums, too, but not what is said of their values. */
    private static final List<Class<? extends Enum<?>>> DESCRIBED = List.of(
            Area.class,
            Severity.class,
            FindingStatus.class,
            StaleReason.class,
            FindingDimension.class,
            FindingEventType.class,
            ScanStatus.class,
            ScanTrigger.class);

    private static final String PAGE = """
              "How many at most, from 1 to 500."
              first: Int = %d,
              "The cursor of the entry before; the beginning without it."
              after: String
            """;

    private static final String DEFINITIONS = """
            extend type Query {
              "Findings, the worst first."
              findings("Which of them; all without it." filter: FindingFilter, "The order; by severity without it." orderBy: FindingOrder, %1$s): FindingConnection!
              "Registered accounts that the caller may see, by their ids."
              accounts("Which of them; all without it." filter: AccountFilter, %1$s): AccountConnection!
              "Scans, the latest first."
              scans("Which of them; all without it." filter: ScanFilter, %1$s): ScanConnection!
              "What each answer rests on: one row per account, region and kind, with its age and, if it failed, why."
              coverage("Which of them; all without it." filter: CoverageFilter, %2$s): CoverageConnection!
            }
            extend type Account {
              "The latest scan that reached the account."
              lastScan: Scan
              "Counts of its findings by the named dimensions."
              findingStats("The dimensions; one row for all where there is none." groupBy: [FindingDimension!]!): [FindingStat!]!
              "Counts of its resources by the named dimensions."
              resourceStats("The dimensions; one row for all where there is none." groupBy: [ResourceDimension!]!): [ResourceStat!]!
            }
            "What findings are ordered by."
            input FindingOrder {
              "The field."
              field: FindingOrderField!
              "Ascending or descending."
              direction: Direction! = DESC
            }
            "What findings can be ordered by."
            enum FindingOrderField {
              "The severity."
              SEVERITY
              "When the finding was first seen."
              FIRST_SEEN
              "When the finding was last confirmed."
              LAST_SEEN
            }
            "Which accounts are meant. Fields are ANDed, the entries of a list are ORed."
            input AccountFilter {
              "One of these accounts."
              accountIds: [String!]
              "Whether the account is scanned on its schedule."
              enabled: Boolean
              "Case-insensitive part of the name or the account id."
              search: String
            }
            "Which scans are meant. Fields are ANDed, the entries of a list are ORed."
            input ScanFilter {
              "One of these scans."
              scanIds: [ID!]
              "Scans that reach at least one of these accounts."
              accountIds: [String!]
              "With one of these statuses."
              statuses: [ScanStatus!]
              "Asked for after this instant."
              requestedAfter: DateTime
            }
            "Which cells are meant. Fields are ANDed, the entries of a list are ORed."
            input CoverageFilter {
              "In one of these accounts."
              accountIds: [String!]
              "In one of these regions; `global` for what belongs to an account as a whole."
              regions: [String!]
              "Of one of these kinds."
              kinds: [ResourceKind!]
              "In one of these states."
              states: [CoverageState!]
            }
            "One account, region and kind: what is known of it, since when, and if not, why not."
            type CoverageCell {
              "The account."
              accountId: String!
              "The name of the account; null where it has none."
              accountName: String
              "The region; `global` for what belongs to the account as a whole; `*` for every region of an account whose regions are not known before its first scan."
              region: String!
              "The kind of resources."
              kind: ResourceKind!
              "How the last attempt to list it ended."
              state: CoverageState!
              "How many resources are known in it: those of its last complete listing, and what was confirmed since."
              resources: Int!
              "When the cell was last listed completely."
              lastCompleteAt: DateTime
              "When a listing was last attempted."
              lastAttemptAt: DateTime
              "The AWS operation that failed, for example ec2:DescribeVolumes."
              operation: String
              "AWS's error code, or the kind of the connection's failure."
              errorCode: String
              "The message of AWS."
              message: String
            }
            "How the last attempt to list a cell ended."
            enum CoverageState {
              "The listing was complete: a resource that it does not hold does not exist."
              COMPLETE
              "The listing failed, or read less than all: resources that it did not read are as they were at the last complete one."
              FAILED
              "The cell was never listed, although its account is registered: that no resources are known says nothing."
              NEVER
            }
            """;

    private final ListFetchers lists;

    ListPart(ListFetchers lists) {
        this.lists = lists;
    }

    @Override
    public String definitions() {
        StringBuilder text = new StringBuilder(DEFINITIONS.formatted(PAGE.formatted(50), PAGE.formatted(100)));
        List.of("Finding", "Account", "Scan").forEach(type -> text.append(ConnectionValue.definitions(type)));
        text.append(ConnectionValue.definitions("Coverage").replace("Coverage!", "CoverageCell!"));
        DESCRIBED.forEach(type -> text.append(Definitions.enumeration(type)));
        return text.toString();
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        List.of("Finding", "Account", "Scan", "Coverage").forEach(type -> ConnectionValue.wire(code, type));
        Fields<Object> query = new Fields<>(code, "Query");
        query.fetched("findings", lists.findings());
        query.fetched("accounts", lists.accounts());
        query.fetched("scans", lists.scans());
        query.fetched("coverage", lists.coverage());
        Fields<Object> account = new Fields<>(code, "Account");
        account.fetched("lastScan", lists.lastScan());
        account.fetched("findingStats", lists.findingStats());
        account.fetched("resourceStats", lists.resourceStats());
        wireCell(new Fields<>(code, "CoverageCell"));
    }

    private static void wireCell(Fields<CellView> cell) {
        cell.field("accountId", CellView::accountId);
        cell.field("accountName", CellView::accountName);
        cell.field("region", CellView::region);
        cell.field("kind", CellView::kind);
        cell.field("state", CellView::state);
        cell.field("resources", CellView::resources);
        cell.field("lastCompleteAt", CellView::lastCompleteAt);
        cell.field("lastAttemptAt", CellView::lastAttemptAt);
        cell.field("operation", CellView::operation);
        cell.field("errorCode", CellView::errorCode);
        cell.field("message", CellView::message);
    }
}
