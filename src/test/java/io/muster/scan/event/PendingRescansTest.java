package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ConcernedResources;
import io.muster.scan.Lab;
import io.muster.scan.ScanRequest;
import io.muster.scan.event.EventReading.Change;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of pending rescans, which replicas of two versions may share. */
@QuarkusTest
class PendingRescansTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
        lab.truncate("event_wish");
    }

    @Test
    void aRescanOfAnAccountThatIsGoneIsDroppedUnlessItIsHeld() {
        // given
        lab.execute(
                "insert into event_wish (account_id, region, kinds, whole_kinds, resource_ids, names, events, due_at)"
                        + " select account_id, 'eu-central-1', '{VOLUME}', '{VOLUME}', '{}', '{DeleteVolume}', 1, now() from"
                        + " unnest('{888888888881,888888888882}'::text[]) account_id");

        // when
        pool.withTransaction(holder -> holder.query(
                                "select 1 from event_wish where account_id = '888888888881' for update")
                        .execute()
                        .chain(held -> pool.withTransaction(taker -> PendingRescans.take(taker, Duration.ZERO))))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.text("select string_agg(account_id, ' ') from event_wish"))
                .isEqualTo("888888888881");
    }

    @Test
    void eventsOfAScopeKeepWhichOfThemNamedNothing() {
        // given one of a version that did not tell, and two that do
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        Set<ResourceKind> snapshot = Set.of(ResourceKind.SNAPSHOT);
        Set<String> named = Set.of("vol-0123456789abcdef0", "snap-0123456789abcdef0");
        lab.execute(
                "insert into event_wish (account_id, region, kinds, whole_kinds, resource_ids, names, events, due_at)"
                        + " values ($1, $2, '{KEY_PAIR}', '{KEY_PAIR}', '{}', '{Old}', 1, now())",
                Lab.ACCOUNT,
                Lab.REGION);
        add(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, volume, Set.of()));
        add(new Change("B", Lab.ACCOUNT, Lab.REGION, snapshot, snapshot, Set.of(), named));

        // when
        List<ScanRequest> taken = take();

        // then
        assertThat(taken)
                .singleElement()
                .extracting(ScanRequest::concerned)
                .isEqualTo(new ConcernedResources(
                        named,
                        Set.of(ResourceKind.KEY_PAIR, ResourceKind.VOLUME, ResourceKind.SNAPSHOT),
                        Set.of(ResourceKind.KEY_PAIR, ResourceKind.VOLUME)));
    }

    @Test
    void whatAnOlderVersionAddsMayConcernAnyResourceOfItsKinds() {
        // given events that named their resources, and one that a replica of an older version adds
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        Set<String> named = Set.of("vol-0123456789abcdef0");
        add(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, Set.of(), named));
        lab.execute(
                "update event_wish set kinds = '{VOLUME,KEY_PAIR}', whole_kinds = '{VOLUME,KEY_PAIR}', events = events + 1");

        // when
        add(new Change("B", Lab.ACCOUNT, Lab.REGION, volume, volume, Set.of(), named));

        // then
        assertThat(take())
                .singleElement()
                .extracting(request -> request.concerned().unnamed())
                .isEqualTo(Set.of(ResourceKind.VOLUME, ResourceKind.KEY_PAIR));
    }

    @ParameterizedTest
    @CsvSource({"SCAN, false", "ASSESSMENT, true"})
    void aRescanWaitsForScansAlone(String purpose, boolean due) {
        // given
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        add(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, volume, Set.of()));
        lab.execute(
                "insert into scan (purpose, status, trigger, account_ids, regions, requested_at, behind)"
                        + " values ($1, 'RUNNING', 'EVENT', '{111111111111}', '{eu-central-1}', now(), interval '0')",
                purpose);

        // when
        boolean found =
                PendingRescans.anyDue(pool, Duration.ofMinutes(1)).await().atMost(LIMIT);

        // then
        assertThat(found).isEqualTo(due);
    }

    /** The clock of the database was set back by a day. */
    @Test
    void timesFurtherAheadThanAnyAreOver() {
        // given
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        add(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, volume, Set.of()));
        lab.execute("update event_wish set due_at = now() + interval '1 day'");
        lab.execute(
                "insert into scan (purpose, status, trigger, account_ids, regions, requested_at, behind)"
                        + " values ('SCAN', 'SUCCEEDED', 'EVENT', '{111111111111}', '{eu-central-1}', now() + interval '1 day', interval '0')");

        // when
        boolean found =
                PendingRescans.anyDue(pool, Duration.ofMinutes(1)).await().atMost(LIMIT);

        // then
        assertThat(found).isTrue();
        assertThat(take()).hasSize(1);
    }

    /** One that was longer could not be told from a clock that was set back. */
    @Test
    void eventsAreGatheredForAnHourAtMost() {
        // given
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        PendingRescan rescan =
                PendingRescan.of(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, volume, Set.of()));

        // when
        pool.withTransaction(connection -> PendingRescans.add(connection, List.of(rescan), Duration.ofHours(3)))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish where due_at between now() + interval '50 minutes'"
                        + " and now() + interval '1 hour'"))
                .isOne();
        assertThat(take()).isEmpty();
    }

    @Test
    void kindsOfAnotherVersionWaitForItUnlessOthersOfTheirScopeAreDue() {
        // given
        lab.execute(
                "insert into event_wish (account_id, region, kinds, whole_kinds, resource_ids, names, events, due_at)"
                        + " values ($1, 'eu-central-1', '{OF_ANOTHER}', '{OF_ANOTHER}', '{}', '{New}', 1, now()),"
                        + " ($1, 'us-east-1', '{OF_ANOTHER,VOLUME}', '{OF_ANOTHER,VOLUME}', '{}', '{Both}', 2, now())",
                Lab.ACCOUNT);

        // when
        List<ScanRequest> taken = take();

        // then
        assertThat(taken).singleElement().extracting(ScanRequest::kinds).isEqualTo(List.of(ResourceKind.VOLUME));
        assertThat(lab.text("select string_agg(region, ' ') from event_wish")).isEqualTo("eu-central-1");
    }

    private List<ScanRequest> take() {
        return pool.withTransaction(taker -> PendingRescans.take(taker, Duration.ZERO))
                .await()
                .atMost(LIMIT);
    }

    private void add(Change change) {
        pool.withTransaction(
                        connection -> PendingRescans.add(connection, List.of(PendingRescan.of(change)), Duration.ZERO))
                .await()
                .atMost(LIMIT);
    }
}
