package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Snapshot;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored of the facts of a cell. */
@QuarkusTest
class StoredFactsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000310", "eu-central-1");
    private static final Cell SNAPSHOTS = new Cell(SCOPE, ResourceKind.SNAPSHOT);
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");

    /** More than are read at a time, and not a multiple of those. */
    private static final int MANY = 2_500;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void empty() {
        for (String table : List.of("resource", "cell")) {
            pool.preparedQuery("delete from " + table + " where account_id = $1")
                    .execute(Tuple.of(SCOPE.accountId()))
                    .await()
                    .atMost(LIMIT);
        }
    }

    @Test
    void areReadOfAllResourcesOfALargeCell() {
        // given
        List<Resource<Snapshot>> snapshots =
                IntStream.range(0, MANY).mapToObj(StoredFactsTest::snapshot).toList();
        pool.withTransaction(connection -> new Reconciler(connection, THEN).compared(SNAPSHOTS, snapshots))
                .await()
                .atMost(LIMIT);

        // when
        StoredFacts<Snapshot> stored = StoredFacts.of(
                        pool, SCOPE, LookedUp.of(Snapshot.class).orElseThrow())
                .await()
                .atMost(LIMIT);

        // then
        assertThat(snapshots)
                .allSatisfy(snapshot -> assertThat(stored.recalled(snapshot))
                        .hasValueSatisfying(
                                known -> assertThat(known.resource()).isEqualTo(snapshot)));
    }

    private static Resource<Snapshot> snapshot(int number) {
        String id = "snap-%017x".formatted(number);
        return new Resource<>(
                SCOPE.arn(ResourceKind.SNAPSHOT, id),
                ResourceKind.SNAPSHOT,
                SCOPE,
                id,
                null,
                Map.of(),
                Filled.record(Snapshot.class));
    }
}
