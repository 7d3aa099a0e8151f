package io.muster.rest;

import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of a list.
 *
 * @param nextCursor leads on to the next page; null on the last
 */
record Items<T>(
        @Schema(description = "The page, in the list's order.")
        List<T> items,

        @Nullable @Schema(description = "Leads on to the next page; null on the last.")
        String nextCursor) {

    static final String LIMIT = "How many there are on a page at most.";
    static final String CURSOR = "Where the page begins: a nextCursor of the same list with the same filters.";

    private static final int USUAL = 50;

    /** Reads the page that the query's {@code limit} and {@code cursor} ask for. */
    static <T> Uni<Items<T>> page(
            @Nullable String limit, @Nullable String cursor, Function<PageRequest, Uni<Page<T>>> read) {
        int size = limit == null ? USUAL : size(limit);
        return Uni.createFrom()
                .deferred(() -> read.apply(new PageRequest(size, cursor)))
                .map(Items::of)
                .onFailure(
                        failure -> failure instanceof MusterException refusal && refusal.code() == ErrorCode.BAD_CURSOR)
                .transform(failure -> new MusterException(
                        ErrorCode.BAD_CURSOR,
                        "cursor: not a cursor of this list with these filters",
                        List.of(new MusterException.Violation("cursor", "not a cursor of this list"))));
    }

    private static int size(String limit) {
        int size = limit.matches("\\d{1,9}") ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > PageRequest.LARGEST) {
            throw MusterException.badField("limit", "must be from 1 to " + PageRequest.LARGEST);
        }
        return size;
    }

    private static <T> Items<T> of(Page<T> page) {
        String next = page.hasNextPage()
                ? page.entries().get(page.entries().size() - 1).cursor()
                : null;
        return new Items<>(page.nodes(), next);
    }
}
