package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any listings, complete or partial, one after the other. The database is at hand in a Quarkus test alone, so that the seeds are given and not jqwik's. */
@QuarkusTest
class ReconcilerLawsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000302", "eu-central-1");
    private static final Cell KEYS = new Cell(SCOPE, ResourceKind.KEY_PAIR);
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int LISTINGS = 8;

    @Inject
    Pool pool;

    private Instant now = START;

    /** Fewer than most listings have, so that these are taken in parts. */
    private int atATime;

    @BeforeEach
    @AfterEach
    void empty() {
        rows("delete from resource where account_id = $1");
        rows("delete from cell where account_id = $1");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replayingAListingChangesNothing(long seed) {
        Random random = new Random(seed);
        atATime = 1 + random.nextInt(8);
        for (int i = 0; i < LISTINGS; i++) {
            // given
            Listing listing = Listing.any(random);
            apply(listing);
            String stored = stored();

            // when
            Reconciler.Changes again = apply(listing);

            // then not a row is written, and not a version kept
            assertThat(again.total()).as("%s", listing).isZero();
            assertThat(stored()).as("%s", listing).isEqualTo(stored);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStandsIsWhatTheListingsLeft(long seed) {
        // given
        Random random = new Random(seed);
        atATime = 1 + random.nextInt(8);
        Map<String, String> expected = new TreeMap<>();

        for (int i = 0; i < LISTINGS; i++) {
            // when
            Listing listing = Listing.any(random);
            apply(listing);

            // then
            expected.keySet().removeIf(id -> !listing.unread.mayHold(arn(id)));
            expected.putAll(listing.read);
            assertThat(standing()).as("after %s", listing).isEqualTo(expected);
        }
    }

    /** What was read, by id with its key type, and what was not. */
    private record Listing(Map<String, String> read, Unread unread) {

        static Listing any(Random random) {
            Map<String, String> read = new TreeMap<>();
            Set<String> unread = new TreeSet<>();
            IntStream.range(0, 6).mapToObj(i -> "k" + i).forEach(id -> {
                switch (random.nextInt(4)) {
                    case 0 -> read.put(id, "rsa");
                    case 1 -> read.put(id, "ed25519");
                    case 2 -> unread.add(arn(id));
                    default -> {
                        // AWS does not list it
                    }
                }
            });
            return switch (random.nextInt(3)) {
                case 0 -> new Listing(read, Unread.nothing());
                case 1 -> new Listing(read, Unread.only(unread));
                default -> new Listing(read, Unread.everythingElse());
            };
        }

        List<Resource<KeyPair>> resources() {
            List<Resource<KeyPair>> resources = new ArrayList<>();
            read.forEach((id, type) -> resources.add(new Resource<>(
                    arn(id), ResourceKind.KEY_PAIR, SCOPE, id, id, Map.of(), new KeyPair(id, type, null, null))));
            return resources;
        }
    }

    private static String arn(String id) {
        return SCOPE.arn(ResourceKind.KEY_PAIR, id);
    }

    private Reconciler.Changes apply(Listing listing) {
        now = now.plusSeconds(60);
        return pool.withTransaction(connection -> {
                    Reconciler reconciler = new Reconciler(connection, now, atATime);
                    return listing.unread.isNothing()
                            ? CompleteListing.store(reconciler, connection, now, KEYS, listing.resources())
                            : reconciler.partial(
                                    KEYS,
                                    listing.resources(),
                                    listing.unread,
                                    List.of(new Cells.Reason("ec2:X", "E", "m")));
                })
                .await()
                .atMost(LIMIT);
    }

    private Map<String, String> standing() {
        Map<String, String> standing = new TreeMap<>();
        rows("select resource_id, attributes ->> 'keyType' from resource where account_id = $1 and deleted_at is null")
                .forEach(row -> standing.put(row.getString(0), row.getString(1)));
        return standing;
    }

    /** Where PostgreSQL keeps each row, and so whether it was written, with the number of superseded versions. */
    private String stored() {
        Row row = rows("select coalesce(string_agg(ctid || ' ' || xmin, ',' order by id), ''),"
                        + " (select count(*) from resource_version version join resource on resource.id = version.resource_id"
                        + " where account_id = $1) from resource where account_id = $1")
                .iterator()
                .next();
        return row.getString(0) + " / " + row.getLong(1);
    }

    private RowSet<Row> rows(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(SCOPE.accountId()))
                .await()
                .atMost(LIMIT);
    }
}
