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
 * Reads all findings that are meant, page after page in an order of what never changes of a finding, so that a finding that changes
 * meanwhile neither comes twice nor hides another. A page is read when it is asked for, so that
 * memory holds one page whatever the reader's pace. Each finding is as it is when its page is read.
 */
@ApplicationScoped
public class FindingExport {

    /** How many findings are held at a time. */
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
        /** Those of one account and region together, by id. */
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

    /** The place behind a finding; its scope is known where the order asks for it. */
    public record Place(
            UUID id, @Nullable String accountId, @Nullable String region) {

        private static Place behind(FindingView finding) {
            return new Place(finding.id(), finding.accountId(), finding.region());
        }
    }

    /**
     * The place behind the finding with the id. It need not exist any more where findings come by their ids.
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
     * @param after where to go on; null from the beginning on
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
