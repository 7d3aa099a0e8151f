package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.inventory.HistoryRetention;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History that ended longer ago than it is kept goes; what can still be asked for stays, and the rest is refused. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class HistoryRetentionTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int FIRST = 1;

    @Inject
    Store store;

    @Inject
    Pool pool;

    @Inject
    HistoryRetention retention;

    /** The history is kept for 400 days, which is the default. */
    @BeforeEach
    void aResourceThatChangedLongAgoAndAnotherThatIsGoneSince() {
        store.clear();
        store.update(
                "insert into scan (status, trigger, account_ids, requested_at, started_at)"
                        + " values ('SUCCEEDED', 'REQUEST', '{111122223333}', now() - interval '900 days', now() - interval '900 days')");
        store.addAssessments();
        insert("vpc-kept", "null");
        insert("vpc-gone", "now() - interval '500 days'");
        insert("vpc-left", "now() - interval '300 days'");
        version("vpc-kept", 800, 600);
        version("vpc-kept", 600, 200);
        version("vpc-gone", 800, 600);
    }

    private void insert(String id, String deletedAt) {
        store.update("insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                + " first_seen_at, changed_at, deleted_at) values ('arn:" + id
                + "', 'VPC', '111122223333', 'eu-central-1', '"
                + id + "', '{}', '{}', '', now() - interval '800 days', now() - interval '200 days', " + deletedAt
                + ")");
    }

    private void version(String id, int from, int to) {
        store.update("insert into resource_version (resource_id, valid_from, valid_to, tags, attributes)"
                + " select id, now() - interval '" + from + " days', now() - interval '" + to
                + " days', '{}', '{}' from resource where resource_id = '" + id + "'");
    }

    /** What is worked out of a resource: it was otherwise until so many days ago, and is as it is since. */
    private void workedOut(String id, int until) {
        workedOut(
                "exposure (resource_id, reachable, ports, content_hash",
                "id, 'YES', '{}'::int4multirange, 1",
                id,
                until);
        workedOut("privilege (resource_id, admin, content_hash", "id, 'NO', 1", id, until);
        workedOut(
                "attack_path (instance_id, path_id, account_id, region, severity_rank, rank, content_hash",
                "id, md5(resource_id)::uuid, account_id, region, 4, 1, 1",
                id,
                until);
    }

    private void workedOut(String columns, String values, String id, int until) {
        String of = " from resource where resource_id = '" + id + "'";
        String change = "now() - interval '" + until + " days'";
        store.update("insert into " + columns + ", document, valid_from, valid_to) select " + values
                + ", '{}'::jsonb, now() - interval '900 days', " + change + of + " union all select " + values
                + ", '{}'::jsonb, " + change + ", 'infinity'" + of);
    }

    private long count(String what) {
        return pool.query("select count(*) from " + what)
                .execute()
                .await()
                .atMost(LIMIT)
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void whatEndedLongAgoGoesAndNothingElse() {
        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(count("resource")).isEqualTo(2);
        assertThat(count("resource where resource_id = 'vpc-gone'")).isZero();
        assertThat(count("resource_version")).isEqualTo(1);
        assertThat(count("history_kept")).isEqualTo(FIRST);
    }

    @Test
    void whatWasWorkedOutLongAgoGoesToo() {
        // given
        store.update("delete from resource_version");
        store.update("delete from resource where deleted_at is not null");
        insert("vpc-late", "null");
        workedOut("vpc-kept", 500);
        workedOut("vpc-late", 300);

        store.update("insert into resource_address select id, inet '10.0.0.1', now() - interval '900 days',"
                + " now() - interval '500 days' from resource union all select id, inet '10.0.0.2', now() - interval '900 days',"
                + " now() - interval '300 days' from resource union all select id, inet '10.0.0.3', now() - interval '900 days',"
                + " null from resource");

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(count("resource_address where address = '10.0.0.1'")).isZero();
        assertThat(count("resource_address")).isEqualTo(4);
        for (String table : List.of("exposure", "privilege", "attack_path")) {
            assertThat(count(table)).as(table).isEqualTo(3);
            assertThat(count(table + " where valid_to < now() - interval '400 days'"))
                    .as(table)
                    .isZero();
            assertThat(count(table + " where valid_to = 'infinity'")).as(table).isEqualTo(2);
        }
        assertThat(count("history_kept")).isEqualTo(FIRST);
    }

    @Test
    void theTimeBeforeIsRefusedWithTheEarliestInstant() {
        // given
        retention.tick().await().atMost(LIMIT);

        // when, then
        ask("{ vpcs(at: \"" + daysAgo(500) + "\") { totalCount } }")
                .body("errors[0].message", containsString("ask for an instant from"))
                .body("errors[0].message", containsString("muster.inventory.history"));
        ask("{ vpcs(at: \"" + daysAgo(390) + "\") { totalCount } }").body("errors", nullValue());
    }

    @Test
    void changesSinceTheTimeBeforeAreRefusedWithTheEarliestInstant() {
        // given
        retention.tick().await().atMost(LIMIT);

        // when, then
        ask(changesSince(500))
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo("filter.since"))
                .body("errors[0].message", containsString("ask for an instant from"))
                .body("errors[0].message", containsString("muster.inventory.history"));
        ask(changesSince(390)).body("errors", nullValue());
        ask("{ changes { totalCount } }").body("errors", nullValue());
    }

    private static String changesSince(int days) {
        return "{ changes(filter: {since: \"" + daysAgo(days) + "\"}) { totalCount } }";
    }

    @Test
    void nothingIsRefusedAsLongAsNothingWasDeleted() {
        ask("{ vpcs(at: \"" + daysAgo(500) + "\") { totalCount } }").body("errors", nullValue());
        ask(changesSince(500)).body("errors", nullValue());
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS);
    }
}
