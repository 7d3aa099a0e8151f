package io.muster.graphql;

import io.muster.inventory.query.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A page of verifications as a connection of the Relay specification.
 *
 * @param total counts the whole list; asked only where {@code totalCount} is selected
 */
@Description(PageTexts.CONNECTION)
public record VerificationConnection(
        @NonNull @Description(PageTexts.EDGES) List<@NonNull Edge> edges,
        @NonNull @Description(PageTexts.NODES) List<@NonNull VerificationType> nodes,
        @NonNull @Description(PageTexts.PAGE_INFO) PageInfo pageInfo,
        @Ignore Supplier<Uni<Integer>> total) {

    @Name("VerificationEdge")
    @Description(PageTexts.EDGE)
    public record Edge(
            @NonNull @Description(PageTexts.CURSOR) String cursor,
            @NonNull @Description(PageTexts.NODE) VerificationType node) {}

    static VerificationConnection of(Page<VerificationType> page, Supplier<Uni<Integer>> total) {
        List<Edge> edges = page.entries().stream()
                .map(entry -> new Edge(entry.cursor(), entry.node()))
                .toList();
        return new VerificationConnection(edges, page.nodes(), PageInfo.of(page), total);
    }
}
