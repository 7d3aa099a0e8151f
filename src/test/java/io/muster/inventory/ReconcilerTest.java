package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
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

/** Listings of one cell, one after the other. */
@QuarkusTest
class ReconcilerTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("700000000301", "eu-central-1");
    private static final Cell KEYS = new Cell(SCOPE, ResourceKind.KEY_PAIR);
    private static final Cell ROLES = new Cell(SCOPE.global(), ResourceKind.ROLE);
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant THIRD = Instant.parse("2026-11-03T00:00:00Z");

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void empty() {
        execute("delete from resource where account_id = $1");
        execute("delete from cell where account_id = $1");
    }

    @Test
    void aCompleteListingCreatesChangesAndDeletes() {
        // given
        complete(KEYS, FIRST, List.of(key("a", "rsa"), key("b", "rsa"), key("c", "rsa")));

        // when
        Reconciler.Changes changes =
                complete(KEYS, SECOND, List.of(key("a", "rsa"), key("b", "ed25519"), key("d", "rsa")));

        // then
        assertThat(changes.created()).isEqualTo(1);
        assertThat(changes.changed()).isEqualTo(1);
        assertThat(changes.deleted()).isEqualTo(1);
        assertThat(state("a")).isEqualTo("2026-11-01 / stands");
        assertThat(state("b")).isEqualTo("2026-11-02 / stands");
        assertThat(state("c")).isEqualTo("2026-11-01 / gone 2026-11-02, seen 2026-11-01");
        assertThat(state("d")).isEqualTo("2026-11-02 / stands");
        assertThat(changes.since().stream().map(one -> one.resource().arn() + " " + one.changedAt()))
                .containsExactlyInAnyOrder(arn("a") + " " + FIRST, arn("b") + " " + SECOND, arn("d") + " " + SECOND);
    }

    @Test
    void aPartialListingNeverDeletes() {
        // given
        complete(KEYS, FIRST, List.of(key("a", "rsa"), key("b", "rsa")));

        // when
        Reconciler.Changes some = partial(KEYS, SECOND, List.of(key("a", "ed25519"), key("c", "rsa")));
        Reconciler.Changes none = partial(KEYS, THIRD, List.of());

        // then what it did bring counts
        assertThat(List.of(some.created(), some.changed(), some.deleted())).containsExactly(1, 1, 0);
        assertThat(none.total()).isZero();
        assertThat(state("a")).isEqualTo("2026-11-02 / stands");
        assertThat(state("b")).isEqualTo("2026-11-01 / stands");
        assertThat(state("c")).isEqualTo("2026-11-02 / stands");
        assertThat(row("select last_complete_at from cell where account_id = $1")
                        .getOffsetDateTime(0)
                        .toInstant())
                .isEqualTo(FIRST);
    }

    @Test
    void anEmptyCompleteListingDeletesAll() {
        // given
        complete(KEYS, FIRST, List.of(key("a", "rsa")));

        // when
        complete(KEYS, SECOND, List.<Resource<KeyPair>>of());
        Reconciler.Changes again = complete(KEYS, THIRD, List.<Resource<KeyPair>>of());

        // then deleted once
        assertThat(state("a")).isEqualTo("2026-11-01 / gone 2026-11-02, seen 2026-11-01");
        assertThat(again.total()).isZero();
    }

    @Test
    void otherCellsAreNotTouched() {
        // given
        Cell elsewhere = new Cell(Scope.of("700000000301", "us-east-1"), ResourceKind.KEY_PAIR);
        complete(KEYS, FIRST, List.of(key("a", "rsa")));

        // when
        complete(elsewhere, SECOND, List.<Resource<KeyPair>>of());

        // then
        assertThat(state("a")).isEqualTo("2026-11-01 / stands");
    }

    @Test
    void whatIsEqualIsNotTouched() {
        // given
        complete(KEYS, FIRST, List.of(key("a", "rsa")));
        String before = place("a");

        // when
        Reconciler.Changes changes = complete(KEYS, SECOND, List.of(key("a", "rsa")));

        // then
        assertThat(changes.total()).isZero();
        assertThat(place("a")).isEqualTo(before);
    }

    @Test
    void whatIsUnhashedAloneIsNoChange() {
        // given
        complete(ROLES, FIRST, List.of(role("/", FIRST)));
        String before = place("r");

        // when
        Reconciler.Changes used = complete(ROLES, SECOND, List.of(role("/", SECOND)));
        String afterUse = place("r");
        String usedAt = lastUsedAt();
        Reconciler.Changes moved = complete(ROLES, THIRD, List.of(role("/team/", THIRD)));

        // then it is stored in place each time, and no version is made of it
        assertThat(used.total()).isZero();
        assertThat(afterUse).isNotEqualTo(before);
        assertThat(usedAt).isEqualTo(SECOND.toString());
        assertThat(moved.changed()).isEqualTo(1);
        assertThat(lastUsedAt()).isEqualTo(THIRD.toString());
        assertThat(
                        row("select count(*) from resource_version v join resource r on r.id = v.resource_id where account_id = $1")
                                .getLong(0))
                .isEqualTo(1);
    }

    @Test
    void whatIsUnhashedAndTheSameIsNotWritten() {
        // given
        complete(ROLES, FIRST, List.of(role("/", FIRST)));
        String before = place("r");

        // when
        complete(ROLES, SECOND, List.of(role("/", FIRST)));

        // then
        assertThat(place("r")).isEqualTo(before);
    }

    private String lastUsedAt() {
        return row("select attributes ->> 'lastUsedAt' from resource where account_id = $1")
                .getString(0);
    }

    @Test
    void moreThanAChunkIsTakenWhole() {
        // given
        List<Resource<KeyPair>> many =
                IntStream.range(0, 2_001).mapToObj(i -> key("k" + i, "rsa")).toList();
        List<Resource<KeyPair>> changed =
                IntStream.range(0, 2_001).mapToObj(i -> key("k" + i, "ed25519")).toList();

        // when, then
        assertThat(complete(KEYS, FIRST, many).created()).isEqualTo(2_001);
        assertThat(complete(KEYS, SECOND, changed).changed()).isEqualTo(2_001);
        assertThat(complete(KEYS, THIRD, List.<Resource<KeyPair>>of()).deleted())
                .isEqualTo(2_001);
        assertThat(row("select count(*), count(deleted_at) from resource where account_id = $1"))
                .satisfies(row -> assertThat(row.getLong(0)).isEqualTo(2_001))
                .satisfies(row -> assertThat(row.getLong(1)).isEqualTo(2_001));
        assertThat(row("select count(*) from resource_version join resource on id = resource_version.resource_id"
                                + " where account_id = $1")
                        .getLong(0))
                .isEqualTo(2_001);
    }

    private static Resource<KeyPair> key(String id, String type) {
        return new Resource<>(
                arn(id), ResourceKind.KEY_PAIR, SCOPE, id, id, Map.of(), new KeyPair(id, type, null, null));
    }

    private static String arn(String id) {
        return SCOPE.arn(ResourceKind.KEY_PAIR, id);
    }

    private static Resource<Role> role(String path, Instant lastUsedAt) {
        Role role = new Role(
                path,
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                List.of(),
                null,
                null,
                lastUsedAt,
                null,
                null,
                null,
                null);
        Scope scope = SCOPE.global();
        return new Resource<>(scope.arn(ResourceKind.ROLE, "r"), ResourceKind.ROLE, scope, "r", "r", Map.of(), role);
    }

    private <T extends Record> Reconciler.Changes complete(Cell cell, Instant at, List<Resource<T>> listing) {
        return pool.withTransaction(connection -> CompleteListing.store(connection, at, cell, listing))
                .await()
                .atMost(LIMIT);
    }

    private Reconciler.Changes partial(Cell cell, Instant at, List<Resource<KeyPair>> confirmed) {
        return pool.withTransaction(connection -> new Reconciler(connection, at)
                        .partial(
                                cell, confirmed, Unread.everythingElse(), List.of(new Cells.Reason("ec2:X", "E", "m"))))
                .await()
                .atMost(LIMIT);
    }

    /** Since when it is as it is, and whether it stands. */
    private String state(String id) {
        return row("select to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD') || ' / ' || coalesce('gone '"
                        + " || to_char(deleted_at at time zone 'UTC', 'YYYY-MM-DD') || ', seen '"
                        + " || to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD'), 'stands')"
                        + " from resource where account_id = $1 and resource_id = '" + id + "'")
                .getString(0);
    }

    /** Where PostgreSQL keeps the row: another place after each write. */
    private String place(String id) {
        return row("select ctid || ' ' || xmin from resource where account_id = $1 and resource_id = '" + id + "'")
                .getString(0);
    }

    private Row row(String sql) {
        return execute(sql).iterator().next();
    }

    private Iterable<Row> execute(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(SCOPE.accountId()))
                .await()
                .atMost(LIMIT);
    }
}
