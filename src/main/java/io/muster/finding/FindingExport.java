package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads all matching findings, page by page, ordered by values that never change, so that findings that change meanwhile are
 * neither repeated nor skipped. A page is read only when it is requested, so that one page is in memory at a time. Each finding
 * is returned in its state at that time.
 */
@ApplicationScoped
public class FindingExport {

    /** How many findings a page has. */
    public static final int PAGE = 500;

    private final Database database;
    private final FindingReads reads;

    FindingExport(Database database, FindingReads reads) {
        this.database = database;
        this.reads = reads;
    }

    /** The order in which findings come. */
    public enum Order {
        ID("f.id"),
        /** By account, region and id. */
        SCOPE("f.account_id, f.region, f.id");

        private final String columns;

        Order(String columns) {
            this.columns = columns;
        }

        private Sql behind(Place place) {
            Sql behind = Sql.of("(" + columns + ") > (");
            if (this == SCOPE) {
                behind.text(place.accountId).add(", ").text(place.region).add(", ");
            }
            return behind.textAs(place.id.toString(), "uuid").add(")");
        }
    }

    /** The place after a finding; with its scope where the order needs it. */
    public record Place(
            UUID id, @Nullable String accountId, @Nullable String region) {

        private static Place behind(FindingView finding) {
            return new Place(finding.id(), finding.accountId(), finding.region());
        }
    }

    /**
     * The place after the finding with the id. Where findings are ordered by id, it need not exist any more.
     *
     * @return fails as a bad cursor where the order asks for the finding's scope, and there is no such finding for the caller
     */
    public Uni<Place> behind(AccountScope accounts, Order order, UUID id) {
        return order == Order.ID
                ? Uni.createFrom().item(new Place(id, null, null))
                : reads.find(accounts, id)
                        .map(found -> found.map(Place::behind).orElseThrow(FindingExport::unknownPlace));
    }

    private static MusterException unknownPlace() {
        String fault = "is not the id of a finding that is kept: begin without it";
        return new MusterException(
                ErrorCode.BAD_CURSOR, "cursor: " + fault, List.of(new MusterException.Violation("cursor", fault)));
    }

    /**
     * The pages, none of them empty.
     *
     * @param after the place to continue from; null to begin at the first finding
     */
    public Multi<List<FindingView>> pages(
            AccountScope accounts, FindingFilter filter, Order order, @Nullable Place after) {
        AtomicReference<Place> place = new AtomicReference<>(after);
        return Multi.createBy()
                .repeating()
                .uni(() -> page(accounts, filter, order, place.get()).invoke(page -> move(place, page)))
                .whilst(page -> page.size() == PAGE)
                .select()
                .where(page -> !page.isEmpty());
    }

    private static void move(AtomicReference<Place> place, List<FindingView> page) {
        if (!page.isEmpty()) {
            place.set(Place.behind(page.get(page.size() - 1)));
        }
    }

    private Uni<List<FindingView>> page(
            AccountScope accounts, FindingFilter filter, Order order, @Nullable Place after) {
        Sql select = Sql.of("select " + FindingReads.COLUMNS + " from finding f where ")
                .add(Sql.all(FindingConditions.of(accounts, filter)));
        if (after != null) {
            select.add(" and ").add(order.behind(after));
        }
        return database.rows(select.add(" order by " + order.columns + " limit " + PAGE), FindingView.class);
    }
}
