package io.muster.graphql;

import io.muster.inventory.query.Page;
import io.muster.scan.ScanView;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A page of scans as a connection of the Relay specification.
 *
 * @param total counts the whole list; asked only where {@code totalCount} is selected
 */
@Description(PageTexts.CONNECTION)
public record ScanConnection(
        @NonNull @Description(PageTexts.EDGES) List<@NonNull Edge> edges,
        @NonNull @Description(PageTexts.NODES) List<@NonNull ScanType> nodes,
        @NonNull @Description(PageTexts.PAGE_INFO) PageInfo pageInfo,
        @Ignore Supplier<Uni<Integer>> total) {

    @Name("ScanEdge")
    @Description(PageTexts.EDGE)
    public record Edge(
            @NonNull @Description(PageTexts.CURSOR) String cursor,
            @NonNull @Description(PageTexts.NODE) ScanType node) {}

    static ScanConnection of(Page<ScanView> views, Supplier<Uni<Integer>> total) {
        Page<ScanType> page = views.map(ScanType::of);
        List<Edge> edges = page.entries().stream()
                .map(entry -> new Edge(entry.cursor(), entry.node()))
                .toList();
        return new ScanConnection(edges, page.nodes(), PageInfo.of(page), total);
    }
}
