package io.muster.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.event.Notifications;
import io.muster.platform.AccountScope;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ReadsOnly.class)
class FindingEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MINE = "111122223333";
    private static final String OTHERS = "444455556666";
    private static final Instant AT = Instant.parse("2026-11-20T00:00:00.123456Z");

    @Inject
    Pool pool;

    @Inject
    DataSource anotherReplica;

    @Inject
    FindingEvents events;

    @Inject
    Notifications notifications;

    private final UUID mine = UUID.randomUUID();
    private final UUID others = UUID.randomUUID();

    @BeforeEach
    void find() throws SQLException {
        execute("truncate finding cascade");
        for (Map.Entry<UUID, String> finding :
                Map.of(mine, MINE, others, OTHERS).entrySet()) {
            execute(
                    "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region,"
                            + " area, severity, severity_rank, status, message, evidence, content_hash, first_seen_at,"
                            + " last_seen_at) values (?, 'r', 'arn:' || ?, 'vol-1', 'VOLUME', ?, 'eu-central-1',"
                            + " 'STORAGE', 'HIGH', 3, 'OPEN', 'm', '{}', '', now(), now())",
                    finding.getKey(),
                    finding.getValue(),
                    finding.getValue());
        }
    }

    @Test
    void whatAnotherReplicaPublishedIsTold() throws SQLException {
        // given
        AssertSubscriber<FindingEvent> heard = listening(AccountScope.EVERY_ACCOUNT, FindingFilter.none());

        // when
        notifyOf(FindingEventType.RESOLVED, MINE, mine);

        // then
        await().atMost(LIMIT).until(() -> !heard.getItems().isEmpty());
        assertThat(heard.getItems()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(FindingEventType.RESOLVED);
            assertThat(event.at()).isEqualTo(AT);
            assertThat(event.finding().id()).isEqualTo(mine);
        });
    }

    @Test
    void noOtherAccountIsToldOf() throws SQLException {
        // given
        AssertSubscriber<FindingEvent> heard = listening(AccountScope.of(List.of(MINE)), FindingFilter.none());

        // when
        notifyOf(FindingEventType.OPENED, OTHERS, others);
        notifyOf(FindingEventType.OPENED, MINE, others); // what it says is not believed, but read
        notifyOf(FindingEventType.OPENED, MINE, mine);

        // then
        await().atMost(LIMIT).until(() -> !heard.getItems().isEmpty());
        assertThat(heard.getItems()).extracting(event -> event.finding().id()).containsExactly(mine);
    }

    @Test
    void onlyWhatIsMeantIsToldOf() throws SQLException {
        // given
        AssertSubscriber<FindingEvent> heard =
                listening(AccountScope.EVERY_ACCOUNT, FindingFilter.ofAccounts(List.of(OTHERS)));

        // when
        notifyOf(FindingEventType.CHANGED, MINE, mine);
        notifyOf(FindingEventType.CHANGED, OTHERS, UUID.randomUUID());
        notifyOf(FindingEventType.CHANGED, OTHERS, others);

        // then
        await().atMost(LIMIT).until(() -> !heard.getItems().isEmpty());
        assertThat(heard.getItems()).extracting(event -> event.finding().id()).containsExactly(others);
    }

    @Test
    void theTextOfTheFilterIsAskedOfTheFinding() throws SQLException {
        // given
        execute("update finding set message = 'something special' where id = ?", others);
        FindingSearch search = new FindingSearch("SPECIAL", List.of());
        AssertSubscriber<FindingEvent> heard = listening(
                AccountScope.EVERY_ACCOUNT,
                new FindingFilter(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, search,
                        null));

        // when
        notifyOf(FindingEventType.CHANGED, MINE, mine);
        notifyOf(FindingEventType.CHANGED, OTHERS, others);

        // then
        await().atMost(LIMIT).until(() -> !heard.getItems().isEmpty());
        assertThat(heard.getItems()).extracting(event -> event.finding().id()).containsExactly(others);
    }

    @Test
    void whoDoesNotKeepUpIsToldSo() throws SQLException {
        // given
        listening(AccountScope.EVERY_ACCOUNT, FindingFilter.none()).cancel();
        AssertSubscriber<FindingEvent> slow = events.changes(AccountScope.EVERY_ACCOUNT, FindingFilter.none())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(1));

        // when: each says something else, for what is said twice in one transaction is heard once
        execute(
                "select pg_notify('muster_finding', ? || n) from generate_series(100000000001, 100000002000) n",
                new ChangedFindings(FindingEventType.CHANGED, MINE, AT, List.of(mine)).write()
                        + " 00000000-0000-0000-0000-");
        await().atMost(LIMIT).until(() -> !slow.getItems().isEmpty());
        notifyOf(FindingEventType.CHANGED, MINE, mine);
        slow.request(Long.MAX_VALUE);

        // then
        await().atMost(LIMIT).until(() -> slow.getFailure() != null);
        assertThat(slow.getFailure())
                .isInstanceOfSatisfying(
                        MusterException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SUBSCRIPTION_OVERFLOW));
        assertThat(slow.getItems()).hasSizeLessThan(1_000);
    }

    @Test
    void manyAreToldInPartsThatFit() {
        // given
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(1_001).toList();

        // when
        List<ChangedFindings> parts = ChangedFindings.of(FindingEventType.SUPPRESSED, MINE, AT, ids);

        // then
        assertThat(parts).allMatch(part -> part.write().length() < 8_000);
        assertThat(parts).extracting(part -> ChangedFindings.read(part.write())).isEqualTo(parts);
        assertThat(parts.stream().flatMap(part -> part.ids().stream())).containsExactlyElementsOf(ids);
    }

    @Test
    void nothingIsPublishedWhereNothingHappened() {
        // given
        AssertSubscriber<FindingEvent> heard = listening(AccountScope.EVERY_ACCOUNT, FindingFilter.none());

        // when
        publish(Map.of());
        publish(Map.of(FindingEventType.OPENED, List.of(mine), FindingEventType.RESOLVED, List.of(mine)));

        // then
        await().atMost(LIMIT).until(() -> heard.getItems().size() == 2);
        assertThat(heard.getItems())
                .extracting(FindingEvent::type)
                .containsExactlyInAnyOrder(FindingEventType.OPENED, FindingEventType.RESOLVED);
    }

    private void publish(Map<FindingEventType, List<UUID>> changes) {
        pool.withTransaction(connection -> FindingEvents.publish(connection, MINE, AT, changes))
                .await()
                .atMost(LIMIT);
    }

    /** A subscription of a replica that hears already. */
    private AssertSubscriber<FindingEvent> listening(AccountScope accounts, FindingFilter filter) {
        AssertSubscriber<FindingEvent> first =
                events.changes(accounts, filter).subscribe().withSubscriber(AssertSubscriber.create(1));
        await().atMost(LIMIT).until(notifications::isListening);
        first.cancel();
        return events.changes(accounts, filter).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }

    private void notifyOf(FindingEventType type, String accountId, UUID id) throws SQLException {
        execute("select pg_notify('muster_finding', ?)", new ChangedFindings(type, accountId, AT, List.of(id)).write());
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = anotherReplica.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
