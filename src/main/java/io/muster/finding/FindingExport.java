package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads all findings that are meant, page after page in the order of their ids. A page is read when it is asked for, so that
 * memory holds one page whatever the reader's pace. Each finding is as it is when its page is read.
 */
@ApplicationScoped
public class FindingExport {

    /** How many findings are held at a time. */
    public static final int PAGE = 500;

    private final Database database;

    FindingExport(Database database) {
        this.database = database;
    }

    /**
     * The pages, none of them empty.
     *
     * @param after the id of the last finding that is known already; null from the beginning on
     */
    public Multi<List<FindingView>> pages(AccountScope accounts, FindingFilter filter, @Nullable UUID after) {
        AtomicReference<UUID> place = new AtomicReference<>(after);
        return Multi.createBy()
                .repeating()
                .uni(() -> page(accounts, filter, place.get()).invoke(page -> move(place, page)))
                .whilst(page -> page.size() == PAGE)
                .select()
                .where(page -> !page.isEmpty());
    }

    private static void move(AtomicReference<UUID> place, List<FindingView> page) {
        if (!page.isEmpty()) {
            place.set(page.get(page.size() - 1).id());
        }
    }

    private Uni<List<FindingView>> page(AccountScope accounts, FindingFilter filter, @Nullable UUID after) {
        Sql select = Sql.of("select " + FindingReads.COLUMNS + " from finding f where ")
                .add(Sql.all(FindingConditions.of(accounts, filter)));
        if (after != null) {
            select.add(" and f.id > ").textAs(after.toString(), "uuid");
        }
        return database.rows(select.add(" order by f.id limit " + PAGE), FindingView.class);
    }
}
