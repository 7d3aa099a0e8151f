package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.Inventory.Selection;
import io.muster.inventory.query.Page;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * A page as a connection of the Relay specification.
 *
 * @param total counts the whole list; asked only where {@code totalCount} is selected
 * @param list  the selection that is the whole list
 */
record ConnectionValue<T>(Page<T> page, Supplier<Uni<Integer>> total, Selection list) {

    /** The connection and the edge of a type. */
    static String definitions(String type) {
        return """
                "A page of a list."
                type %1$sConnection {
                  "The page's entries with their cursors."
                  edges: [%1$sEdge!]!
                  "The page's entries."
                  nodes: [%1$s!]!
                  "Where the page is in the list."
                  pageInfo: PageInfo!
                  "How long the whole list is; counted only when selected."
                  totalCount: Int!
                }
                "An entry of a list."
                type %1$sEdge {
                  "The place in the list, for `after`."
                  cursor: String!
                  "The entry."
                  node: %1$s!
                }
                """.formatted(type);
    }

    static void wire(GraphQLCodeRegistry.Builder code, String type) {
        Fields<ConnectionValue<?>> connection = new Fields<>(code, type + "Connection");
        connection.field("edges", value -> value.page.entries());
        connection.field("nodes", value -> value.page.nodes());
        connection.field("pageInfo", value -> PageInfo.of(value.page));
        code.dataFetcher(
                FieldCoordinates.coordinates(type + "Connection", "totalCount"), (DataFetcher<Object>) environment -> {
                    ConnectionValue<?> value = environment.getSource();
                    return value.total.get().subscribeAsCompletionStage();
                });
        Fields<Page.Entry<?>> edge = new Fields<>(code, type + "Edge");
        edge.field("cursor", Page.Entry::cursor);
        edge.field("node", Page.Entry::node);
    }
}
