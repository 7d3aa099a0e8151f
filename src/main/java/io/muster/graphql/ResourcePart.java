package io.muster.graphql;

import graphql.TypeResolutionEnvironment;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import io.muster.inventory.KindModel;
import io.muster.inventory.Neighbours.Neighbour;
import io.muster.inventory.Neighbours.Version;
import io.muster.inventory.ResourceDimension;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The part of the schema that resources of all kinds share. */
@ApplicationScoped
class ResourcePart implements SchemaAssembly.SchemaPart {

    static final String COMMON_FIELDS = """
              "Its ARN: unique over accounts, regions and partitions."
              id: ID!
              "AWS's own short id: i-…, sg-…, a role's name."
              resourceId: String!
              "Its kind."
              kind: ResourceKind!
              "The account that it was found in."
              accountId: String!
              "An AWS region's name, or `global` (IAM)."
              region: String!
              "Its name: the Name tag, or the name that AWS itself has for it."
              name: String
              "Its tags, by their keys."
              tags: [Tag!]!
              "The first scan that saw it."
              firstSeenAt: DateTime!
              "The last scan that saw it, changed or not."
              lastSeenAt: DateTime!
              "The last scan that found it changed."
              changedAt: DateTime!
              "When a complete listing no longer held it; null while it is there, and below `at`."
              deletedAt: DateTime
              "Its account, where that is registered: as it is now, also below `at`, for accounts have no history."
              account: Account
              "Its findings, the worst first; below `at` those that were known then, in their state of then."
              findings("Which findings; all without it." filter: FindingFilter, "How many at most, from 1 to 500; all without it." first: Int): [Finding!]!
              "Neighbours by relation, in both directions; below `at` those of then."
              related("Only over this relation." relation: Relation, "Which resources: only such as the inventory holds; all without it." filter: ResourceFilter, "How many at most, from 1 to 500; all without it." first: Int): [RelatedResource!]!
              "Earlier versions, newest first; below `at` those that were superseded by then."
              history("How many at most, from 1 to 500." first: Int = 20): [ResourceVersion!]!
              "Its changes, the latest first; below `at` until then."
              changes("How many at most, from 1 to 500." first: Int = 20): [Change!]!
              "Imported statements of other products about it, the worst first; they are no findings. One that is closed, or that its source has not sent for muster.signals.keep-days, is not among them. Also below `at` as they are now."
              signals("How many at most, from 1 to 500." first: Int = 20): [Signal!]!
              "The whole cached document."
              attributes: JSON!
            """;

    /** The arguments that name the dimensions of a count of resources. */
    private static final String STAT_ARGUMENTS = """
            "%s"
            groupBy: [ResourceDimension!]!,
            "%s"
            by: [String!]""".formatted(ResourceApi.GROUP_BY, ResourceApi.BY);

    private static final String REST = """
            "A JSON value of no fixed shape."
            scalar JSON
            "An instant: ISO-8601, in UTC."
            scalar DateTime
            "A resource of an account, as it was listed last."
            interface Resource {
            %s
            }
            "A tag."
            type Tag {
              "Its key."
              key: String!
              "Its value."
              value: String!
            }
            "A resource's earlier state."
            type ResourceVersion {
              "The scan that found it."
              validFrom: DateTime!
              "The scan that found it superseded."
              validTo: DateTime
              "The whole document of the time."
              attributes: JSON!
              "%s"
              fields("%s" first: Int = 50): [FieldChange!]!
              "%s"
              fieldCount: Int!
            }
            "A neighbour of a resource."
            type RelatedResource {
              "How the one points to the other."
              relation: Relation!
              "Whether the link points from the one that was asked to the other."
              outgoing: Boolean!
              "The other resource; null where the inventory does not hold it."
              resource: Resource
              "The ARN of the other resource."
              resourceArn: String!
            }
            "Which resources are meant. Fields are ANDed, the entries of a list are ORed; null filters nothing, an empty list matches nothing."
            input ResourceFilter {
              "Of one of these kinds."
              kinds: [ResourceKind!]
            %s
            }
            "The order of resources."
            input ResourceOrder {
              "The field."
              field: ResourceOrderField!
              "Ascending or descending."
              direction: Direction! = ASC
            }
            "The fields by which resources can be ordered."
            enum ResourceOrderField {
              "AWS's short id."
              RESOURCE_ID
              "The name; in ascending order, resources without one come last."
              NAME
              "When it was seen first."
              FIRST_SEEN
              "When it was found changed last."
              CHANGED
            }
            extend type Query {
              "Any resource by ARN, or null."
              resource("Its ARN." id: ID!): Resource
              "Resources of every kind, as they are or, with `at`, as they were at that instant, with all that is below them."
            %s
            }
            """;

    private final ResourceFetchers resources;

    ResourcePart(ResourceFetchers resources) {
        this.resources = resources;
    }

    /** A root field that pages through resources. */
    static String list(String field, String type) {
        return """
                %s(
                  "Which resources; all without it."
                  filter: %sFilter,
                  "The order; by resource id without it."
                  orderBy: ResourceOrder,
                  "How many at most, from 1 to 500."
                  first: Int = 50,
                  "The cursor of the entry before; the beginning without it."
                  after: String,
                  "The instant to answer for, from the first scan to now; now without it. The fields below are answered for that instant, too, except `account`. Links and findings of a time before Muster kept them are refused, not left out."
                  at: DateTime
                ): %sConnection!
                """.formatted(field, type, type);
    }

    /** Counts of the whole list that a connection of the type pages through. */
    static String stats(String type) {
        return """
                extend type %sConnection {
                  "How many resources of the whole list there are, by the named dimensions and facts, as of the list's instant: flat rows, made for panels."
                  stats(%s): [ResourceStat!]!
                }
                """.formatted(type, STAT_ARGUMENTS);
    }

    @Override
    public String definitions() {
        return REST.formatted(
                        COMMON_FIELDS,
                        FieldSelection.FIELDS_DESCRIPTION.replace(
                                "fields that changed", "fields that changed against the version before"),
                        FieldSelection.FIRST_DESCRIPTION,
                        FieldSelection.COUNT_DESCRIPTION,
                        CommonFilter.DEFINITION + CommonFilter.IP_ADDRESS,
                        list("resources", "Resource"))
                + ConnectionValue.definitions("Resource")
                + stats("Resource")
                + Definitions.enumeration(ResourceKind.class)
                + Definitions.enumeration(Relation.class)
                + Definitions.enumeration(ResourceDimension.class);
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        code.typeResolver("Resource", environment -> {
            ResourceRow row = environment.getObject();
            return environment
                    .getSchema()
                    .getObjectType(KindModel.of(row.kind()).name());
        });
        ConnectionValue.wire(code, "Resource");
        new Fields<>(code, "ResourceConnection").fetched("stats", resources.statsOfPage());
        Fields<Object> query = new Fields<>(code, "Query");
        query.fetched("resource", resources.one());
        query.fetched("resources", resources.page(null));
        new Fields<>(code, "Finding").wrapped("resource", ResourcePart::row);
        new Fields<>(code, "Change").wrapped("resource", ResourcePart::row);
        wireValues(code);
    }

    /**
     * The resource behind a reference. SmallRye's result has a context of its own, in which the fields below would not find the
     * instant that the list is asked for.
     */
    private static DataFetcher<?> row(DataFetcher<?> annotated) {
        return environment -> ((CompletionStage<?>) annotated.get(environment)).thenApply(fetched -> {
            DataFetcherResult<?> result = (DataFetcherResult<?>) fetched;
            return result.getData() instanceof ResourceReference reference
                    ? reference.row()
                    : DataFetcherResult.newResult().errors(result.getErrors()).build();
        });
    }

    /** The type of a resource. */
    static GraphQLObjectType type(TypeResolutionEnvironment environment) {
        ResourceRow row = environment.getObject();
        return environment.getSchema().getObjectType(KindModel.of(row.kind()).name());
    }

    private static void wireValues(GraphQLCodeRegistry.Builder code) {
        Fields<Map.Entry<String, String>> tag = new Fields<>(code, "Tag");
        tag.field("key", Map.Entry::getKey);
        tag.field("value", Map.Entry::getValue);
        Fields<ChangeValue<Version>> version = new Fields<>(code, "ResourceVersion");
        version.field("validFrom", value -> value.made().validFrom());
        version.field("validTo", value -> value.made().validTo());
        version.field("attributes", value -> value.made().attributes());
        version.field("fieldCount", value -> value.fields().count());
        version.fetched("fields", (DataFetcher<List<FieldChangeType>>) environment -> {
            ChangeValue<Version> value = environment.getSource();
            return value.first(
                    PageRequest.of(environment.getArgument("first"), null).first());
        });
        Fields<Neighbour> neighbour = new Fields<>(code, "RelatedResource");
        neighbour.field("relation", Neighbour::relation);
        neighbour.field("outgoing", Neighbour::outgoing);
        neighbour.field("resource", Neighbour::resource);
        neighbour.field("resourceArn", Neighbour::resourceArn);
    }

    /** The fields that every kind has. */
    static void wireCommon(Fields<ResourceRow> fields, ResourceChildren children) {
        fields.field("id", ResourceRow::arn);
        fields.field("resourceId", ResourceRow::resourceId);
        fields.field("kind", ResourceRow::kind);
        fields.field("accountId", ResourceRow::accountId);
        fields.field("region", ResourceRow::region);
        fields.field("name", ResourceRow::name);
        fields.field("tags", row -> row.tags().entrySet());
        fields.field("firstSeenAt", ResourceRow::firstSeenAt);
        fields.field("lastSeenAt", ResourceRow::lastSeenAt);
        fields.field("changedAt", ResourceRow::changedAt);
        fields.field("deletedAt", ResourceRow::deletedAt);
        fields.field("attributes", ResourceRow::attributes);
        fields.fetched("account", children.account());
        fields.fetched("findings", children.findings());
        fields.fetched("related", children.related());
        fields.fetched("history", children.history());
        fields.fetched("changes", children.changes());
        fields.fetched("signals", children.signals());
    }
}
