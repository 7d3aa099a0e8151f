package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of counts as panels take it.
 *
 * @param by the names of the facts that were counted by
 */
record ResourceStatValue(ResourceCount row, List<String> by) {

    /** The arguments that say what resources are counted by. */
    static final String ARGUMENTS = """
            "The dimensions; one row for all where there is no dimension and no fact."
            groupBy: [ResourceDimension!]!,
            "Facts of the resources to count by as well: a field of the kinds that are counted, as `state`, `encrypted`, `instanceType` or `metadataOptions.httpTokens` (each that is true or false, each enum, and others whose values many resources share), or a tag, as `tag:owner`. At most 10. Every kind that is counted must have it."
            by: [String!]""";

    static final String DEFINITIONS = """
            "How many resources there are, by the dimensions that were asked for; the others are null."
            type ResourceStat {
              "How many resources."
              count: Int!
              "Their kind."
              kind: ResourceKind
              "Their account."
              accountId: String
            %s  "Their region."
              region: String
              "The facts that were counted by, in the order of `by`."
              values: [ResourceStatValue!]!
              "The value of one of them: with an alias a column of its own, as `owner: value(of: \\"tag:owner\\")`."
              value("One of `by`." of: String!): JSON
            }
            "What resources that are counted together have in common."
            type ResourceStatValue {
              "The fact, as in `by`."
              name: String!
              "Its value; null where AWS tells none, and where the tag is absent: an empty tag is an empty text."
              value: JSON
            }
            """.formatted(AccountNames.DEFINITION);

    static ResourceStatValue of(ResourceCount row) {
        return new ResourceStatValue(row, List.of());
    }

    static List<ResourceStatValue> of(List<ResourceCount> rows, List<String> by) {
        return rows.stream().map(row -> new ResourceStatValue(row, by)).toList();
    }

    /** One fact of a row. */
    private record NamedValue(String name, @Nullable JsonNode value) {}

    static void wire(GraphQLCodeRegistry.Builder code, AccountNames accounts) {
        Fields<ResourceStatValue> stat = new Fields<>(code, "ResourceStat");
        stat.field("count", value -> value.row.count());
        stat.field("kind", value -> value.row.kind());
        stat.field("accountId", value -> value.row.accountId());
        stat.fetched("accountName", accounts.<ResourceStatValue>of(value -> value.row.accountId()));
        stat.field("region", value -> value.row.region());
        stat.field("values", ResourceStatValue::values);
        stat.fetched("value", (DataFetcher<JsonNode>) environment -> {
            ResourceStatValue value = environment.getSource();
            return value.of(environment.<String>getArgument("of"));
        });
        Fields<NamedValue> value = new Fields<>(code, "ResourceStatValue");
        value.field("name", NamedValue::name);
        value.field("value", NamedValue::value);
    }

    private List<NamedValue> values() {
        List<NamedValue> values = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            values.add(new NamedValue(by.get(i), value(i)));
        }
        return values;
    }

    @Nullable
    private JsonNode of(String name) {
        if (!by.contains(name)) {
            throw MusterException.badField("of", name + " is not counted by" + Nearest.suggestion(name, by));
        }
        return value(by.indexOf(name));
    }

    @Nullable
    private JsonNode value(int place) {
        JsonNode value = row.facts() == null ? null : row.facts().get(place);
        return value == null || value.isNull() ? null : value;
    }
}
