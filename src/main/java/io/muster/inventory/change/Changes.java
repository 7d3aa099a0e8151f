package io.muster.inventory.change;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads the changes of resources, the latest first. */
@ApplicationScoped
public class Changes {

    private static final Keyset ORDER = new Keyset(
            "CHANGE",
            true,
            List.of(Keyset.Key.of("c.at", Keyset.Type.TIME), Keyset.Key.of("c.resource_id", Keyset.Type.NUMBER)));

    private static final String COLUMNS = "c.resource_id as id, c.at, c.type, c.restored, c.scan_id,"
            + " r.arn as resource_arn, r.resource_id, r.name, c.kind, c.account_id, c.region";

    private final Database database;

    Changes(Database database) {
        this.database = database;
    }

    /**
     * One page of changes, in the order of time and, of one instant, of resources. Where a scan's changes become visible after
     * a later scan's, they are in the place of their time.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<ChangeView>> page(AccountScope accounts, ChangeFilter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter, true), ORDER, page, list, ChangeView.class);
    }

    public Uni<Integer> count(AccountScope accounts, ChangeFilter filter) {
        return database.count(query(accounts, filter, ChangeConditions.askResource(filter)));
    }

    private static Query query(AccountScope accounts, ChangeFilter filter, boolean withResource) {
        ChangeConditions conditions = ChangeConditions.of(accounts, filter);
        return new Query(
                Sql.of(COLUMNS),
                Sql.of("resource_change c" + (withResource ? " join resource r on r.id = c.resource_id" : "")),
                conditions.all(),
                conditions.spread());
    }

    /**
     * The latest changes of resources that the caller may see, by the id of the resource.
     *
     * @param at only changes until then; null for now
     */
    public Uni<Map<Long, List<ChangeView>>> ofResources(Collection<Long> ids, int first, @Nullable Instant at) {
        Sql select = Sql.of("select s.id as batch_key, " + COLUMNS + " from unnest(")
                .numbers(ids)
                .add(") s (id) join resource r on r.id = s.id, lateral (select * from resource_change x")
                .add(" where x.resource_id = s.id")
                .add(at == null ? Sql.of("") : Sql.of(" and x.at <= ").instant(at))
                .add(" order by x.at desc limit ")
                .number(first)
                .add(") c order by s.id, c.at desc");
        return database.keyed(select, ChangeView.class).map(Keyed::listsByNumber);
    }
}
