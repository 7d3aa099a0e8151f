package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.finding.FindingDimension;
import io.muster.finding.FindingEventType;
import io.muster.finding.FindingStatus;
import io.muster.finding.StaleReason;
import io.muster.inventory.CoverageDimension;
import io.muster.inventory.CoverageState;
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
            ScanTrigger.class,
            CoverageState.class,
            CoverageDimension.class);

    private static final String PAGE = """
              "How many at most, from 1 to 500."
              first: Int = 50,
              "The cursor of the entry before; the beginning without it."
              after: String
            """;

    private static final String DEFINITIONS = """
            extend type Query {
              "Findings, the worst first."
              findings("Which of them; all without it." filter: FindingFilter, "The order; by severity without it." orderBy: FindingOrder, %1$s): FindingConnection!
            }
            extend type Account {
              "Counts of its findings by the named dimensions."
              findingStats("The dimensions; one row for all where there is none." groupBy: [FindingDimension!]!): [FindingStat!]!
              "Counts of its resources by the named dimensions."
              resourceStats("The dimensions; one row for all where there is none." groupBy: [ResourceDimension!]!): [ResourceStat!]!
            }
            extend type FindingStat {
            %2$s  "The title of the rule, or its id where the rule is gone; null where the row is of no single rule."
              ruleTitle: String
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
            """;

    private final ListFetchers lists;
    private final AccountNames accounts;
    private final RuleBook rules;

    ListPart(ListFetchers lists, AccountNames accounts, RuleBook rules) {
        this.lists = lists;
        this.accounts = accounts;
        this.rules = rules;
    }

    @Override
    public String definitions() {
        StringBuilder text = new StringBuilder(DEFINITIONS.formatted(PAGE, AccountNames.DEFINITION));
        text.append(ConnectionValue.definitions("Finding"));
        DESCRIBED.forEach(type -> text.append(Definitions.enumeration(type)));
        return text.toString();
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        ConnectionValue.wire(code, "Finding");
        Fields<Object> query = new Fields<>(code, "Query");
        query.fetched("findings", lists.findings());
        Fields<Object> account = new Fields<>(code, "Account");
        account.fetched("findingStats", lists.findingStats());
        account.fetched("resourceStats", lists.resourceStats());
        Fields<FindingStatType> stat = new Fields<>(code, "FindingStat");
        stat.fetched("accountName", accounts.of(FindingStatType::accountId));
        stat.field("ruleTitle", row -> row.ruleId() == null ? null : rules.title(row.ruleId()));
    }
}
