package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a cell to be compared with a listing: never more than is compared at a time. */
@QuarkusTest
class KnownResourcesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000309", "eu-central-1");
    private static final Cell KEYS = new Cell(SCOPE, ResourceKind.KEY_PAIR);
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant THIRD = Instant.parse("2026-11-03T00:00:00Z");

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

    /** What is read ahead does not see that the stored rows go afterwards. */
    @ParameterizedTest
    @CsvSource({"3, 0", "2, 1"})
    void noMoreIsReadAheadThanIsComparedAtATime(int most, int created) {
        // given
        complete(FIRST, "a", "b", "c");

        // when, then
        assertThat(createdOfOneReadAhead(most)).isEqualTo(created);
    }

    @Test
    void whatIsDeletedIsNotReadAhead() {
        // given one that stands and two that are gone
        complete(FIRST, "a", "b", "c");
        complete(SECOND, "a");

        // when, then there is room for the one
        assertThat(createdOfOneReadAhead(1)).isZero();
    }

    private int createdOfOneReadAhead(int most) {
        return pool.withTransaction(connection -> {
                    Reconciler reconciler = new Reconciler(connection, THIRD, most);
                    return reconciler
                            .readAhead(SCOPE, Map.of(KEYS.kind(), 1))
                            .chain(() -> connection
                                    .preparedQuery("delete from resource where account_id = $1")
                                    .execute(Tuple.of(SCOPE.accountId())))
                            .chain(() -> reconciler.compared(KEYS, List.of(key("a"))));
                })
                .await()
                .atMost(LIMIT)
                .created();
    }

    @Test
    void ofDeletedResourcesThoseThatAreListedAgainAreRead() {
        // given two that stand and two that are gone
        complete(FIRST, "a", "b", "c", "d");
        complete(SECOND, "a", "b");

        // when
        Optional<Map<String, KnownResource>> known = standing(2, arn("a"), arn("c"), arn("new"));

        // then
        assertThat(known.orElseThrow()).containsOnlyKeys(arn("a"), arn("b"), arn("c"));
        assertThat(standing(1, arn("a"))).as("more stand than are compared").isEmpty();
    }

    private Optional<Map<String, KnownResource>> standing(int most, String... listed) {
        return pool.withTransaction(connection -> new KnownResources(connection, most).standing(KEYS, listed))
                .await()
                .atMost(LIMIT);
    }

    private void complete(Instant at, String... ids) {
        List<Resource<KeyPair>> listing =
                Arrays.stream(ids).map(KnownResourcesTest::key).toList();
        pool.withTransaction(connection -> CompleteListing.store(connection, at, KEYS, listing))
                .await()
                .atMost(LIMIT);
    }

    private static Resource<KeyPair> key(String id) {
        return new Resource<>(
                arn(id), ResourceKind.KEY_PAIR, SCOPE, id, id, Map.of(), new KeyPair(id, "rsa", null, null));
    }

    private static String arn(String id) {
        return SCOPE.arn(ResourceKind.KEY_PAIR, id);
    }
}
