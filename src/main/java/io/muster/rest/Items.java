package io.muster.rest;

import io.muster.inventory.query.Page;
import jakarta.annotation.Nullable;
import java.util.List;
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

    static <T> Items<T> of(Page<T> page) {
        String next = page.hasNextPage()
                ? page.entries().get(page.entries().size() - 1).cursor()
                : null;
        return new Items<>(page.nodes(), next);
    }
}
