package io.muster.inventory.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.platform.DatabaseConfig;
import io.muster.platform.DatabaseOutage;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Runs queries on the pool of the reactive client, as prepared statements. A row comes as one JSON text, which keeps documents as
 * they are and needs no mapping of database types; its columns are found by their names in snake case.
 *
 * <p>Hibernate's native queries are not used, because they cache a plan for each run of a statement: no two of their keys are
 * equal.
 *
 * <p>Where the database cannot be reached, a query fails as {@link ErrorCode#UNAVAILABLE}; where it takes too long, as
 * {@link ErrorCode#TIMEOUT}.
 */
@ApplicationScoped
public class Database {

    private static final StructuredLog LOG = StructuredLog.of(Database.class);

    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** No state of a statement but this: that the server ended it. */
    private static final String CANCELLED = "57014";

    private final Pool pool;
    private final Vertx vertx;
    private final int batchRows;

    Database(Pool pool, Vertx vertx, DatabaseConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.batchRows = config.batchRows();
    }

    /** The rows of a whole select statement, in its order. */
    public <T> Uni<List<T>> rows(Sql select, Class<T> type) {
        return trees(select)
                .map(rows -> rows.stream().map(row -> read(row, type)).toList());
    }

    /**
     * The rows of a select statement that has a column {@code batch_key} and no limit, each with that column's text. Fails as
     * {@link ErrorCode#TOO_COMPLEX} where there are more than {@code muster.database.batch-rows}.
     */
    public <T> Uni<List<Keyed<T>>> keyed(Sql select, Class<T> type) {
        return trees(select.add(" limit ").number(batchRows + 1L))
                .invoke(this::requireFew)
                .map(rows -> rows.stream()
                        .map(row -> new Keyed<>(row.path("batch_key").asText(), read(row, type)))
                        .toList());
    }

    /**
     * The rows of a select statement that has no limit. Fails as {@link ErrorCode#TOO_COMPLEX} where there are more than
     * {@code muster.database.batch-rows}.
     */
    public <T> Uni<List<T>> fewRows(Sql select, Class<T> type) {
        return trees(select.add(" limit ").number(batchRows + 1L))
                .invoke(rows -> {
                    if (rows.size() > batchRows) {
                        throw new MusterException(
                                ErrorCode.TOO_COMPLEX,
                                "The answer would have more than " + batchRows
                                        + " rows: group by less, or filter the counted resources");
                    }
                })
                .map(rows -> rows.stream().map(row -> read(row, type)).toList());
    }

    private void requireFew(List<JsonNode> rows) {
        if (rows.size() > batchRows) {
            throw tooMany();
        }
    }

    private MusterException tooMany() {
        return new MusterException(
                ErrorCode.TOO_COMPLEX,
                "More than " + batchRows + " rows belong to this page: ask for a smaller page, or filter its children");
    }

    /** How many rows may belong to the entries of a page. */
    public int batchRows() {
        return batchRows;
    }

    /**
     * One page of the query.
     *
     * @param list stands for the list, so that a cursor of another one is refused
     */
    public <T> Uni<Page<T>> page(Query query, Keyset keyset, PageRequest page, String list, Class<T> type) {
        List<Sql> conditions = new ArrayList<>(query.conditions());
        if (page.after() != null) {
            conditions.add(keyset.after(Cursor.read(keyset, list, page.after())));
        }
        Sql select = query.spread() == null
                ? select(query, keyset, conditions, page)
                : spread(query, keyset, conditions, page);
        return trees(select).map(rows -> page(rows, keyset, page, list, type));
    }

    private static Sql select(Query query, Keyset keyset, List<Sql> conditions, PageRequest page) {
        return Sql.of("select ")
                .add(query.columns())
                .add(", " + keyset.columnsAsJson() + " as page_keys from ")
                .add(query.from())
                .add(" where ")
                .add(Sql.all(conditions))
                .add(keyset.orderBy() + " limit " + (page.first() + 1));
    }

    /** The first rows of each value, and of these the first. */
    private static Sql spread(Query query, Keyset keyset, List<Sql> conditions, PageRequest page) {
        Query.Spread spread = query.spread();
        conditions.add(Sql.of(spread.column() + " = part.value"));
        Query keyed = new Query(Sql.of(keyset.columnsAs("key_") + ", ").add(query.columns()), query.from(), List.of());
        return Sql.of("select part.* from (select q.* from unnest(")
                .texts(spread.values())
                .add(") part (value), lateral (")
                .add(select(keyed, keyset, conditions, page))
                .add(") q) part" + keyset.named("part.key_").orderBy() + " limit " + (page.first() + 1));
    }

    private static <T> Page<T> page(
            List<JsonNode> rows, Keyset keyset, PageRequest request, String list, Class<T> type) {
        List<Page.Entry<T>> entries = rows.stream()
                .limit(request.first())
                .map(row -> new Page.Entry<>(Cursor.write(keyset, list, keys(row)), read(row, type)))
                .toList();
        return new Page<>(entries, request.after() != null, rows.size() > request.first());
    }

    private static List<String> keys(JsonNode row) {
        List<String> keys = new ArrayList<>();
        row.path("page_keys").forEach(key -> keys.add(key.isNull() ? null : key.asText()));
        return keys;
    }

    /** How many rows the query has. */
    public Uni<Integer> count(Query query) {
        Sql select = Sql.of("select count(*) as count from ")
                .add(query.from())
                .add(" where ")
                .add(query.where());
        return trees(select).map(rows -> rows.get(0).path("count").asInt());
    }

    /** The rows of a whole statement by their columns, in its order. A column of a JSON type is to be cast to text. */
    public Uni<List<Columns>> columns(Sql statement) {
        return run(statement.text(), statement.values()).map(rows -> {
            List<Columns> found = new ArrayList<>(rows.size());
            rows.forEach(row -> found.add(row.getDelegate()::getValue));
            return found;
        });
    }

    private Uni<List<JsonNode>> trees(Sql select) {
        // PostgreSQL keeps the order of a subquery that is read as it is
        String text = "select cast(row_to_json(q) as text) from (" + select.text() + ") q";
        return run(text, select.values()).map(rows -> {
            List<JsonNode> trees = new ArrayList<>(rows.size());
            rows.forEach(row -> trees.add(tree(row.getString(0))));
            return trees;
        });
    }

    private Uni<RowSet<Row>> run(String text, Tuple values) {
        LOG.with("statement", text).debug("A statement is sent");
        return Uni.createFrom()
                .deferred(() -> pool.preparedQuery(text).execute(values))
                .runSubscriptionOn(this::onEventLoop)
                .onFailure(Database::tookTooLong)
                .transform(failure ->
                        new MusterException(ErrorCode.TIMEOUT, "The inventory did not answer in time: ask for less"))
                .onFailure(Database::unreachable)
                .transform(Database::unavailable);
    }

    /** The answers come on the event loop that asked; SmallRye GraphQL may call a resolver from a worker. */
    private void onEventLoop(Runnable query) {
        if (Context.isOnEventLoopThread()) {
            query.run();
        } else {
            vertx.getOrCreateContext().runOnContext(loop -> query.run());
        }
    }

    private static JsonNode tree(String row) {
        try {
            return ROWS.readTree(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(JsonNode row, Class<T> type) {
        try {
            return ROWS.treeToValue(row, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tookTooLong(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException ended && CANCELLED.equals(ended.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean unreachable(Throwable failure) {
        if (DatabaseOutage.isLoss(failure)) {
            return true;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState().startsWith("53"); // a lack of resources
            }
            if (cause instanceof ClosedConnectionException
                    || cause instanceof TimeoutException
                    || (cause instanceof IOException && !(cause instanceof JsonProcessingException))) {
                return true;
            }
        }
        return false;
    }

    private static MusterException unavailable(Throwable failure) {
        LOG.warn("The database cannot be reached", failure);
        return new MusterException(ErrorCode.UNAVAILABLE, "The inventory cannot be reached just now: try again");
    }
}
