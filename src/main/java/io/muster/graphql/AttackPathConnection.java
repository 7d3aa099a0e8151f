package io.muster.graphql;

import io.muster.estate.attack.AttackPathFilter;
import io.muster.inventory.query.Page;
import io.muster.platform.AccountScope;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * A page of attack paths as a connection of the Relay specification.
 *
 * @param list the whole list, for what is told of it
 */
@Description(PageTexts.CONNECTION)
public record AttackPathConnection(
        @NonNull @Description(PageTexts.EDGES) List<@NonNull Edge> edges,
        @NonNull @Description(PageTexts.NODES) List<@NonNull AttackPathType> nodes,
        @NonNull @Description(PageTexts.PAGE_INFO) PageInfo pageInfo,
        @Ignore WholeList list) {

    /** The list that it is a page of. */
    record WholeList(AccountScope accounts, AttackPathFilter filter) {}

    @Name("AttackPathEdge")
    @Description(PageTexts.EDGE)
    public record Edge(
            @NonNull @Description(PageTexts.CURSOR) String cursor,
            @NonNull @Description(PageTexts.NODE) AttackPathType node) {}

    static AttackPathConnection of(Page<AttackPathType> page, WholeList list) {
        List<Edge> edges = page.entries().stream()
                .map(entry -> new Edge(entry.cursor(), entry.node()))
                .toList();
        return new AttackPathConnection(edges, page.nodes(), PageInfo.of(page), list);
    }
}
