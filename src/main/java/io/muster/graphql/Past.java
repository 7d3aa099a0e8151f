package io.muster.graphql;

import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.scan.KnownPast;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/** Refuses instants of which nothing can be known. */
@ApplicationScoped
class Past {

    private final KnownPast known;
    private final Clock clock;

    Past(KnownPast known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /**
     * The instant, checked.
     *
     * @param at         null for now
     * @param accountIds the accounts that are asked for; null for every one that the caller may see
     * @return fails as a bad request for an instant before the first scan of the accounts, or in the future
     */
    Uni<PointInTime> at(@Nullable Instant at, AccountScope accounts, @Nullable Collection<String> accountIds) {
        if (at == null) {
            return Uni.createFrom().item(PointInTime.NOW);
        }
        return known.beginning(accounts, accountIds).map(beginning -> {
            check(at, beginning.firstScanAt(), clock.instant());
            checkKept("at", at, beginning.keptFrom());
            return new PointInTime(at, beginning.linksKnownFrom());
        });
    }

    private static void check(Instant at, @Nullable Instant first, Instant now) {
        if (first == null) {
            throw MusterException.badField("at", "nothing was scanned yet, so that there is no past to ask for");
        }
        if (at.isBefore(first)) {
            throw MusterException.badField(
                    "at", "is before the first scan: ask for an instant from " + first + " to " + now);
        }
        if (at.isAfter(now)) {
            throw MusterException.badField("at", "is in the future: ask for an instant from " + first + " to " + now);
        }
    }

    /**
     * Fails as a bad request where the history from the instant on is not kept any more.
     *
     * @param field its name in the request
     * @param from  null for all that is kept
     */
    Uni<Void> kept(String field, @Nullable Instant from, AccountScope accounts) {
        return from == null
                ? Uni.createFrom().voidItem()
                : known.beginning(accounts, null)
                        .invoke(beginning -> checkKept(field, from, beginning.keptFrom()))
                        .replaceWithVoid();
    }

    private static void checkKept(String field, Instant at, @Nullable Instant keptFrom) {
        if (keptFrom != null && at.isBefore(keptFrom)) {
            throw MusterException.badField(
                    field,
                    "is before the time of which history is kept (muster.inventory.history): ask for an instant from "
                            + keptFrom + " on");
        }
    }
}
