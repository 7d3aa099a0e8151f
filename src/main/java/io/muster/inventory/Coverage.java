package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what every answer rests on: of each cell, when it was listed last and what stood in the way. */
@ApplicationScoped
public class Coverage {

    private static final Keyset ORDER = new Keyset(
            "CELL",
            false,
            List.of(
                    Keyset.Key.of("c.account_id", Keyset.Type.TEXT),
                    Keyset.Key.of("c.region", Keyset.Type.TEXT),
                    Keyset.Key.of("c.kind", Keyset.Type.TEXT)));

    private final Database database;

    Coverage(Database database) {
        this.database = database;
    }

    /** A cell's state, as the API has it. */
    public enum State {
        COMPLETE,
        FAILED,
        NEVER
    }

    /**
     * One cell.
     *
     * @param operation the AWS operation that failed, and why
     */
    @RegisterForReflection
    public record CellView(
            String accountId,
            String region,
            ResourceKind kind,
            State state,
            int resources,
            @Nullable Instant lastCompleteAt,
            @Nullable Instant lastAttemptAt,
            @Nullable String operation,
            @Nullable String errorCode,
            @Nullable String message) {}

    /** As everywhere: null filters nothing, an empty list matches nothing. */
    public record Filter(
            @Nullable List<String> accountIds,
            @Nullable List<String> regions,
            @Nullable List<ResourceKind> kinds,
            @Nullable List<State> states) {}

    public Uni<Page<CellView>> page(AccountScope accounts, Filter filter, PageRequest page, String list) {
        return database.page(query(accounts, filter), ORDER, page, list, CellView.class);
    }

    public Uni<Integer> count(AccountScope accounts, Filter filter) {
        return database.count(query(accounts, filter));
    }

    private static Query query(AccountScope accounts, Filter filter) {
        List<Sql> conditions = new ArrayList<>();
        conditions.add(Sql.within(accounts, "c.account_id"));
        oneOf(conditions, "c.account_id", filter.accountIds());
        oneOf(conditions, "c.region", filter.regions());
        oneOf(conditions, "c.kind", names(filter.kinds()));
        oneOf(conditions, "c.state", names(filter.states()));
        String columns = "c.account_id, c.region, c.kind, c.resources, c.last_complete_at, c.last_attempt_at,"
                + " c.operation, c.error_code, c.message, c.state";
        return new Query(Sql.of(columns), Sql.of("cell c"), conditions);
    }

    private static void oneOf(List<Sql> conditions, String column, @Nullable List<String> values) {
        if (values != null) {
            conditions.add(Sql.oneOf(column, values));
        }
    }

    @Nullable
    private static List<String> names(@Nullable List<? extends Enum<?>> constants) {
        return constants == null
                ? null
                : constants.stream().<String>map(Enum::name).toList();
    }
}
