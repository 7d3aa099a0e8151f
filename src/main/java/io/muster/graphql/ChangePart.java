package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.change.ChangeType;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.FieldChanges;
import io.muster.inventory.change.FieldChanges.Bounded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** What happened to resources. */
@ApplicationScoped
class ChangePart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            extend type Query {
              "What was created, changed or deleted in the inventory, the latest first."
              changes(
                "Which changes; all without it."
                filter: ChangeFilter,
                "How many at most, from 1 to 500."
                first: Int = 50,
                "The cursor of the entry before; the beginning without it."
                after: String
              ): ChangeConnection!
            }
            "One step of the inventory's history. It becomes visible with all else that its scan learned of the region, at the earliest at its time and at the latest when the scan's transaction ends, some seconds to minutes later."
            type Change {
              "What happened."
              type: ChangeType!
              "When a scan saw it."
              at: DateTime!
              "True where the resource was created again after it had been deleted."
              restored: Boolean!
              "The scan that saw it; null where that is not known: it was seen before Muster kept it."
              scanId: ID
              "The resource as it is now, or was when it was deleted."
              resource: Resource
              "The ARN of the resource."
              resourceArn: String!
              "AWS's short id of the resource."
              resourceId: String!
              "The name of the resource as it is now, or was when it was deleted."
              name: String
              "The kind of the resource."
              kind: ResourceKind!
              "The account of the resource."
              accountId: String!
            %1$s  "The region of the resource."
              region: String!
            %2$s}
            "One field that changed."
            type FieldChange {
              "Where the field is: `state`, `metadataOptions.httpTokens`, `tags.owner`, `tags[\\"cost center\\"]`, `ingress[ruleId=sgr-0a1].cidr`. Entries of lists that have no identity stand as `securityGroupIds[]`, with the entry that went in `before` or the one that came in `after`."
              path: String!
              "The value before; null where there was none."
              before: JSON
              "The value after; null where there is none."
              after: JSON
              "True where one of the values is longer than %3$d characters of JSON: both are left out then. `resource(id:)` and `history` have the whole documents."
              tooLarge: Boolean!
            }
            "Which changes are meant. Fields are ANDed, the entries of a list are ORed; null filters nothing, an empty list matches nothing."
            input ChangeFilter {
              "In one of these accounts."
              accountIds: [String!]
              "In one of these regions; `global` for what belongs to an account as a whole."
              regions: [String!]
              "Of resources of one of these kinds."
              kinds: [ResourceKind!]
              "Of one of these types."
              types: [ChangeType!]
              "Of one of these resources, by ARN."
              resourceArns: [ID!]
              "Of one of these resources, by AWS's short id."
              resourceIds: [String!]
              "Of resources that have one of these tags now, or had it when they were deleted."
              tags: [TagFilter!]
              "Changes of one of these fields, by the first name of its path, for example ingress, state, name or tags. What was created or deleted is not among them."
              fields: [String!]
              "Seen by one of these scans."
              scanIds: [ID!]
              "Seen at this instant or later."
              since: DateTime
              "Seen before this instant."
              until: DateTime
            }
            """;

    private final ChangeFetchers changes;
    private final AccountNames accounts;

    ChangePart(ChangeFetchers changes, AccountNames accounts) {
        this.changes = changes;
        this.accounts = accounts;
    }

    @Override
    public String definitions() {
        return DEFINITIONS.formatted(AccountNames.DEFINITION, FieldSelection.DEFINITION, FieldChanges.LONGEST_VALUE)
                + Definitions.enumeration(ChangeType.class)
                + ConnectionValue.definitions("Change");
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        new Fields<>(code, "Query").fetched("changes", changes.page());
        ConnectionValue.wire(code, "Change");
        ChangeValue.wire(code, "Change");
        ChangeValue.wire(code, "ResourceVersion");
        wireChange(new Fields<>(code, "Change"));
        Fields<Bounded> field = new Fields<>(code, "FieldChange");
        field.field("path", bounded -> bounded.change().path());
        field.field("before", bounded -> bounded.change().before());
        field.field("after", bounded -> bounded.change().after());
        field.field("tooLarge", Bounded::tooLarge);
    }

    private void wireChange(Fields<ChangeValue<ChangeView>> change) {
        change.field("type", of(ChangeView::type));
        change.field("at", of(ChangeView::at));
        change.field("restored", of(ChangeView::restored));
        change.field("scanId", of(ChangeView::scanId));
        change.fetched("resource", changes.resource());
        change.field("resourceArn", of(ChangeView::resourceArn));
        change.field("resourceId", of(ChangeView::resourceId));
        change.field("name", of(ChangeView::name));
        change.field("kind", of(ChangeView::kind));
        change.field("accountId", of(ChangeView::accountId));
        change.fetched(
                "accountName",
                accounts.<ChangeValue<ChangeView>>of(value -> value.made().accountId()));
        change.field("region", of(ChangeView::region));
    }

    private static Function<ChangeValue<ChangeView>, Object> of(Function<ChangeView, Object> field) {
        return value -> field.apply(value.made());
    }
}
