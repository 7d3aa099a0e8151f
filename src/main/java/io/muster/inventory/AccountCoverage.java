package io.muster.inventory;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the coverage of whole accounts: the number of their listings, and every operation that fails in one of them. */
@ApplicationScoped
public class AccountCoverage {

    private static final Keyset ORDER =
            new Keyset("ACCOUNT", false, List.of(Keyset.Key.of("c.account_id", Keyset.Type.TEXT)));

    private static final String COUNTS = """
            (select c.account_id, count(*) as listings, count(*) filter (where c.state = 'COMPLETE') as complete,
                    count(*) filter (where c.state = 'FAILED') as failed, count(*) filter (where c.state = 'NEVER') as never
             from\s""";

    private static final String GAPS = """
            c.account_id, c.listings, c.complete, c.failed, c.never,
            (select n.name from account n where n.account_id = c.account_id) as account_name,
            coalesce((select json_agg(g order by g.operation, g.error_code) from (
                select operation, error_code, min(message) as message, min(since) as since,
                       array_agg(distinct region order by region) as regions, array_agg(distinct kind order by kind) as kinds,
                       count(*) as listings
                from cell_gap g where g.account_id = c.account_id and\s""";

    private final Database database;

    AccountCoverage(Database database) {
        this.database = database;
    }

    /**
     * One account.
     *
     * @param listings its listings: how many are complete, incomplete, and were never tried
     * @param gaps     the operations that fail, each once for each error code
     */
    @RegisterForReflection
    public record View(
            String accountId,
            @Nullable String accountName,
            int listings,
            int complete,
            int failed,
            int never,
            List<Coverage.Gap> gaps) {}

    public Uni<Page<View>> page(AccountScope accounts, Coverage.Filter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, View.class);
    }

    public Uni<Integer> count(AccountScope accounts, Coverage.Filter filter) {
        return database.count(query(accounts, filter));
    }

    private static Query query(AccountScope accounts, Coverage.Filter filter) {
        Sql columns =
                Sql.of(GAPS).add(Sql.all(ofGaps(filter))).add(" group by operation, error_code) g), '[]') as gaps");
        Sql counts = Sql.of(COUNTS)
                .add(Coverage.cells(accounts))
                .add(" where ")
                .add(Sql.all(Coverage.conditions(accounts, filter)))
                .add(" group by c.account_id) c");
        return new Query(columns, counts, List.of());
    }

    private static List<Sql> ofGaps(Coverage.Filter filter) {
        return new Conditions()
                .oneOf("g.region", filter.regions())
                .oneOfConstants("g.kind", filter.kinds())
                .all();
    }
}
