package io.muster.collect;

import io.muster.inventory.LookedUp;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredFacts;
import io.muster.inventory.StoredFacts.Recalled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides for the items of one cell which look-ups can be skipped: those of items that have not changed, with stored facts that
 * are not due. Due times are spread over the second half of the interval, so that each scan makes only a part of the look-ups;
 * they end a tenth before the interval does, to leave time for the next scan.
 */
final class Rechecks<T extends Record> {

    private static final double EARLIEST = 0.5;
    private static final double LATEST = 0.9;

    private final @Nullable LookedUp<T> lookedUp;
    private final @Nullable Recall recall;
    private final @Nullable StoredFacts<T> stored;
    private final Predicate<Resource<T>> contradicted;
    private final @Nullable Uni<StoredFacts<T>> last;

    private Rechecks(
            @Nullable LookedUp<T> lookedUp,
            @Nullable Recall recall,
            @Nullable StoredFacts<T> stored,
            Predicate<Resource<T>> contradicted) {
        this.lookedUp = lookedUp;
        this.recall = recall;
        this.stored = stored;
        this.contradicted = contradicted;
        this.last = recall == null
                ? null
                : Uni.createFrom()
                        .deferred(() -> recall.last(lookedUp))
                        .memoize()
                        .indefinitely();
    }

    /** Reads the stored facts. For a kind without look-ups that are rechecked, and where nothing is stored, all look-ups are made. */
    static <T extends Record> Uni<Rechecks<T>> of(AwsScope aws, Class<T> type) {
        Recall recall = aws.recall();
        LookedUp<T> lookedUp = LookedUp.of(type).orElse(null);
        return recall == null || lookedUp == null
                ? Uni.createFrom().item(new Rechecks<>(null, null, null, known -> false))
                : recall.stored(lookedUp).map(stored -> new Rechecks<>(lookedUp, recall, stored, known -> false));
    }

    /** The same, with stored facts that are due however old they are: something else that the scan has read contradicts them. */
    Rechecks<T> contradicting(Predicate<Resource<T>> facts) {
        return new Rechecks<>(lookedUp, recall, stored, facts);
    }

    /** Whether anything is stored of the cell. */
    boolean any() {
        return stored != null && !stored.isEmpty();
    }

    /** The resource with its stored facts; empty where nothing is stored of it, or it has changed, as far as is known. */
    Optional<Recalled<T>> recalled(Resource<T> listed) {
        return stored == null || recall.isOutdated(listed) ? Optional.empty() : stored.recalled(listed);
    }

    /** The resource with its stored facts, even in a scan that asks AWS for all facts. */
    Uni<Optional<Recalled<T>>> last(Resource<T> listed) {
        return last == null || recall.isOutdated(listed)
                ? Uni.createFrom().item(Optional.empty())
                : last.map(facts -> facts.recalled(listed));
    }

    /** Whether AWS is to be asked for the facts again. */
    boolean isDue(Recalled<T> known) {
        return contradicted.test(known.resource())
                || !recall.now()
                        .isBefore(
                                known.checkedAt().plus(patience(known.resource().arn())));
    }

    private Duration patience(String arn) {
        // a text's hash code is close to that of the next
        long spread = Integer.toUnsignedLong(arn.hashCode() * 0x9E3779B9) % 1_000;
        double part = EARLIEST + (LATEST - EARLIEST) * spread / 1_000;
        return Duration.ofMillis((long) (recall.interval().toMillis() * lookedUp.intervals() * part));
    }

    /**
     * The resource, of which AWS was just asked for the facts. Where they are the stored ones and were not due, it keeps their age:
     * an AWS whose listing contradicts its look-ups (moto knows no {@code RestorableByUserIds}) would have each scan write them.
     */
    Resource<T> checked(Resource<T> resource, boolean whole) {
        if (lookedUp == null || recall == null) {
            return resource;
        }
        T asked = lookedUp.checked(resource.attributes(), null);
        Optional<Recalled<T>> same = recalled(resource)
                .filter(known -> whole && !isDue(known))
                .filter(known ->
                        lookedUp.checked(known.resource().attributes(), null).equals(asked));
        return same.map(Recalled::resource)
                .orElseGet(() -> resource.with(lookedUp.checked(resource.attributes(), whole ? recall.now() : null)));
    }
}
