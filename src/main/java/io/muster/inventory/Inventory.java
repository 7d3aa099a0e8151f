package io.muster.inventory;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the cached resources. */
@ApplicationScoped
public class Inventory {

    private final Database database;
    private final InternetSpace internet;

    Inventory(Database database, InternetSpace internet) {
        this.database = database;
        this.internet = internet;
    }

    /**
     * A selection of resources at an instant, with the parts to read.
     *
     * @param accounts     the accounts that the caller may see
     * @param kind         all are of this kind, whose own filters may be used; null for every kind
     * @param at           the instant that is asked about; null for now
     * @param withDocument whether {@link ResourceRow#attributes} is wanted
     */
    public record Selection(
            AccountScope accounts,
            @Nullable KindModel kind,
            ResourceFilter filter,
            @Nullable Instant at,
            boolean withDocument) {}

    /**
     * One page of resources.
     *
     * @param list stands for the kind, the filter and the instant, see {@link Database#page}
     */
    public Uni<Page<ResourceRow>> page(
            Selection selection, ResourceOrder order, boolean descending, PageRequest page, String list) {
        Keyset keyset = order.keyset(descending);
        return database.page(query(selection), keyset, page, list, ResourceRow.class);
    }

    /** The rows of the selection, whole, under the name {@code r}: for a statement that builds JSON of them. */
    public Query rows(Selection selection) {
        return new Query(Sql.of("r.*"), from(selection.at()), conditions(selection));
    }

    public Uni<Integer> count(Selection selection) {
        return database.count(query(selection));
    }

    private Query query(Selection selection) {
        return new Query(
                columns("r", selection.withDocument(), selection.at()), from(selection.at()), conditions(selection));
    }

    private static Sql from(@Nullable Instant at) {
        return at == null
                ? Sql.of("resource r")
                : Sql.of("resource_at(").instant(at).add(") r");
    }

    private List<Sql> conditions(Selection selection) {
        return ResourceConditions.of(
                selection.accounts(), selection.kind(), selection.filter(), selection.at(), internet);
    }

    /**
     * The resources that have the ARNs, by ARN.
     *
     * @param at the instant that is asked about; null for now, with those that are deleted
     */
    public Uni<Map<String, ResourceRow>> byArn(
            AccountScope accounts, Collection<String> arns, @Nullable Instant at, boolean withDocument) {
        Sql from = at == null
                ? Sql.of("resource r where true")
                : Sql.of("resource x, resource_at(x.id, ").instant(at).add(") r where x.arn = r.arn");
        Sql select = Sql.of("select ")
                .add(columns("r", withDocument, at))
                .add(" from ")
                .add(from)
                .add(" and ")
                .add(Sql.within(accounts, "r.account_id"))
                .add(at == null ? " and r.arn = any(" : " and x.arn = any(")
                .texts(arns)
                .add(")");
        return database.rows(select, ResourceRow.class)
                .map(rows -> rows.stream().collect(Collectors.toMap(ResourceRow::arn, row -> row)));
    }

    /**
     * How many resources there are, by the dimensions and facts; the dimensions that are not grouped by are null. The counts come
     * from the cells where the filter selects whole cells and there is no fact. Fails as
     * {@link io.muster.platform.ErrorCode#TOO_COMPLEX} where there would be too many rows.
     */
    public Uni<List<ResourceCount>> counts(Selection selection, Set<ResourceDimension> groupBy, List<Sql> facts) {
        boolean counted = selection.kind() == null
                && selection.at() == null
                && facts.isEmpty()
                && selection.filter().picksCells();
        return database.fewRows(
                counted
                        ? ResourceCounts.ofCells(selection.accounts(), selection.filter(), groupBy)
                        : ResourceCounts.of(from(selection.at()), conditions(selection), groupBy, facts),
                ResourceCount.class);
    }

    /**
     * The columns of a {@link ResourceRow}. A live resource was seen by its cell's last complete listing,
     * or when it changed, should that be later.
     *
     * @param table the name under which the resources are found
     */
    static Sql columns(String table, boolean withDocument, @Nullable Instant at) {
        String columns = """
                t.id, t.arn, t.kind, t.account_id, t.region, t.resource_id, t.name, t.tags, t.first_seen_at, t.changed_at,
                """;
        String document = withDocument ? ", t.attributes" : "";
        return Sql.of(columns.replace("t.", table + "."))
                .add(lastSeen(table, at))
                .add(" as last_seen_at, ")
                .add(deleted(table, at))
                .add((" as deleted_at" + document).replace("t.", table + "."));
    }

    /** When a resource was seen last: as known at the instant, without later changes. */
    public static Sql lastSeen(String table, @Nullable Instant at) {
        String seen = """
                case when t.deleted_at is null then greatest((select c.last_complete_at from cell c
                    where c.account_id = t.account_id and c.region = t.region and c.kind = t.kind), t.changed_at)
                else coalesce(t.last_seen_at, t.changed_at) end""".replace("t.", table + ".");
        return at == null
                ? Sql.of(seen)
                : Sql.of("least(" + seen + ", ").instant(at).add(")");
    }

    /** When a resource was deleted: a later deletion is not known at the instant. */
    public static Sql deleted(String table, @Nullable Instant at) {
        return Sql.of(at == null ? table + ".deleted_at" : "cast(null as timestamptz)");
    }

    /**
     * All columns of the resource with the ARN. Without an instant, a deleted resource is included.
     *
     * @param arn an SQL expression
     */
    public static Sql ofArn(Sql arn, AccountScope accounts, @Nullable Instant at) {
        Sql from = at == null
                ? Sql.of("select r.* from resource r where r.arn = ")
                : Sql.of("select r.* from resource x, resource_at(x.id, ")
                        .instant(at)
                        .add(") r where x.arn = ");
        return from.add(arn).add(" and ").add(Sql.within(accounts, "r.account_id"));
    }

    /** The counts of the accounts' live resources. */
    public Uni<List<ResourceCount>> countsOfAccounts(
            AccountScope accounts, Collection<String> accountIds, Set<ResourceDimension> groupBy) {
        List<String> ids = List.copyOf(accountIds);
        ResourceFilter filter =
                new ResourceFilter(null, null, null, ids, null, null, null, null, null, null, false, Map.of(), null);
        return counts(new Selection(accounts, null, filter, null, false), groupBy, List.of());
    }

    /**
     * One row of counts.
     *
     * @param facts the values of the facts, in their order, JSON's null where there is none; null without facts
     */
    @RegisterForReflection
    public record ResourceCount(
            int count,
            @Nullable ResourceKind kind,
            @Nullable String accountId,
            @Nullable String region,
            @Nullable List<JsonNode> facts) {

        public ResourceCount withoutAccount() {
            return new ResourceCount(count, kind, null, region, facts);
        }
    }
}
