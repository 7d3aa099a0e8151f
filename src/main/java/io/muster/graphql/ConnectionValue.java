package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.query.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A page as a connection of the Relay specification.
 *
 * @param total counts the whole list; asked only where {@code totalCount} is selected
 */
record ConnectionValue<T>(Page<T> page, Supplier<Uni<Integer>> total) {

    static <S, T> ConnectionValue<T> of(Page<S> page, Function<S, T> node, Supplier<Uni<Integer>> total) {
        List<Page.Entry<T>> entries = page.entries().stream()
                .map(entry -> new Page.Entry<>(entry.cursor(), node.apply(entry.node())))
                .toList();
        return new ConnectionValue<>(new Page<>(entries, page.hasPreviousPage(), page.hasNextPage()), total);
    }

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

    /** What all connections share. */
    static String commonDefinitions() {
        return """
                "Where a page is in its list."
                type PageInfo {
                  "Whether there is more behind it."
                  hasNextPage: Boolean!
                  "Whether there is something before it."
                  hasPreviousPage: Boolean!
                  "The cursor of its first entry."
                  startCursor: String
                  "The cursor of its last entry: what `after` takes for the next page."
                  endCursor: String
                }
                """;
    }

    static void wire(GraphQLCodeRegistry.Builder code, String type) {
        Fields<ConnectionValue<?>> connection = new Fields<>(code, type + "Connection");
        connection.field("edges", value -> value.page.entries());
        connection.field("nodes", value -> value.page.nodes());
        connection.field("pageInfo", ConnectionValue::page);
        code.dataFetcher(
                FieldCoordinates.coordinates(type + "Connection", "totalCount"), (DataFetcher<Object>) environment -> {
                    ConnectionValue<?> value = environment.getSource();
                    return value.total.get().subscribeAsCompletionStage();
                });
        Fields<Page.Entry<?>> edge = new Fields<>(code, type + "Edge");
        edge.field("cursor", Page.Entry::cursor);
        edge.field("node", Page.Entry::node);
    }

    static void wireCommon(GraphQLCodeRegistry.Builder code) {
        Fields<Page<?>> info = new Fields<>(code, "PageInfo");
        info.field("hasNextPage", Page::hasNextPage);
        info.field("hasPreviousPage", Page::hasPreviousPage);
        info.field("startCursor", page -> cursor(page, 0));
        info.field("endCursor", page -> cursor(page, page.entries().size() - 1));
    }

    private static String cursor(Page<?> page, int index) {
        return page.entries().isEmpty() ? null : page.entries().get(index).cursor();
    }
}
