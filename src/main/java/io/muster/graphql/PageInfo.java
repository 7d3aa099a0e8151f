package io.muster.graphql;

import io.muster.inventory.query.Page;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;

@Description("Where a page is in its list.")
public record PageInfo(
        @Description("Whether there is more behind it.") boolean hasNextPage,

        @Description("Whether there are entries before it.") boolean hasPreviousPage,

        @Description("The cursor of its first entry.") String startCursor,

        @Description("The cursor of its last entry, which `after` takes for the next page.")
        String endCursor) {

    static PageInfo of(Page<?> page) {
        List<? extends Page.Entry<?>> entries = page.entries();
        return entries.isEmpty()
                ? new PageInfo(page.hasNextPage(), page.hasPreviousPage(), null, null)
                : new PageInfo(
                        page.hasNextPage(),
                        page.hasPreviousPage(),
                        entries.get(0).cursor(),
                        entries.get(entries.size() - 1).cursor());
    }
}
