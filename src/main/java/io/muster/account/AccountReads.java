package io.muster.account;

import io.muster.inventory.query.Conditions;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the registered accounts that the caller may see. */
@ApplicationScoped
public class AccountReads {

    private static final Keyset ORDER =
            new Keyset("ACCOUNT", false, List.of(Keyset.Key.of("a.account_id", Keyset.Type.TEXT)));

    private static final String COLUMNS =
            "a.account_id, a.name, a.enabled, coalesce(a.regions, '{}') as regions, a.role_arn, a.schedule,"
                    + " a.external_id, a.source, a.organization_path as ou_path,"
                    + " cast(a.organization_tags as jsonb) as account_tags, a.left_organization_at";

    private final Database database;

    AccountReads(Database database) {
        this.database = database;
    }

    /**
     * One page of accounts, by their ids.
     *
     * @param list stands for the filter, see {@link Database#page}
     */
    public Uni<Page<AccountView>> page(AccountScope visible, AccountFilter filter, PageRequest page, String list) {
        return database.page(query(visible, filter), ORDER, page, list, AccountView.class);
    }

    public Uni<Integer> count(AccountScope visible, AccountFilter filter) {
        return database.count(query(visible, filter));
    }

    /** The registered ones among the accounts, by their ids. */
    public Uni<Map<String, AccountView>> byId(AccountScope visible, Collection<String> accountIds) {
        Sql select = Sql.of("select " + COLUMNS + " from account a where ")
                .add(Sql.within(visible, "a.account_id"))
                .add(" and a.account_id = any(")
                .texts(accountIds)
                .add(")");
        return database.rows(select, AccountView.class)
                .map(rows -> rows.stream().collect(Collectors.toMap(AccountView::accountId, row -> row)));
    }

    private static Query query(AccountScope visible, AccountFilter filter) {
        Conditions conditions =
                new Conditions().add(Sql.within(visible, "a.account_id")).oneOf("a.account_id", filter.accountIds());
        if (filter.organization() != null) {
            conditions.addAll(filter.organization().ofAccount("a"));
        }
        if (filter.enabled() != null) {
            conditions.add(Sql.of(filter.enabled() ? "a.enabled" : "not a.enabled"));
        }
        if (filter.search() != null) {
            conditions.add(Sql.containsIgnoreCase(filter.search(), "a.name", "a.account_id"));
        }
        return new Query(Sql.of(COLUMNS), Sql.of("account a"), conditions.all());
    }
}
