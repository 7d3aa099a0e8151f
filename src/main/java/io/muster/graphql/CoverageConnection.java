package io.muster.graphql;

import io.muster.inventory.Coverage.CellView;
import io.muster.inventory.query.Page;
import io.muster.scan.Remedies;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A page of cells as a connection of the Relay specification.
 *
 * @param total counts the whole list; asked only where {@code totalCount} is selected
 */
@Description(PageTexts.CONNECTION)
public record CoverageConnection(
        @NonNull @Description(PageTexts.EDGES) List<@NonNull Edge> edges,
        @NonNull @Description(PageTexts.NODES) List<@NonNull CoverageCellType> nodes,
        @NonNull @Description(PageTexts.PAGE_INFO) PageInfo pageInfo,
        @Ignore Supplier<Uni<Integer>> total) {

    @Name("CoverageEdge")
    @Description(PageTexts.EDGE)
    public record Edge(
            @NonNull @Description(PageTexts.CURSOR) String cursor,
            @NonNull @Description(PageTexts.NODE) CoverageCellType node) {}

    static CoverageConnection of(Page<CellView> views, Remedies remedies, Supplier<Uni<Integer>> total) {
        Page<CoverageCellType> page = views.map(cell -> CoverageCellType.of(cell, remedies));
        List<Edge> edges = page.entries().stream()
                .map(entry -> new Edge(entry.cursor(), entry.node()))
                .toList();
        return new CoverageConnection(edges, page.nodes(), PageInfo.of(page), total);
    }
}
