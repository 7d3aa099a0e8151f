package io.muster.finding.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.webhook.Receiver.Got;
import io.muster.inventory.query.WriteLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks from the change of a finding to a receiver of their own: signed, at least once, and in order for each finding. */
@QuarkusTest
class WebhooksTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String ACCOUNT = "909090909090";
    private static final String OTHER = "919191919191";
    private static final String SECRET = "a-secret-of-the-receiver";

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    DeliveryQueue queue;

    @Inject
    Sender sender;

    @Inject
    WebhooksConfig config;

    @Inject
    WebhookJob job;

    @Inject
    WriteLimit writeLimit;

    @Inject
    Clock clock;

    private final List<String> made = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void open() {
        receiver = new Receiver(vertx);
        execute(
                "insert into account (account_id, name, enabled, registered_at, organization_path) values ($1, 'till', false, now(),"
                        + " '/Production/Shop'), ($2, 'lab', false, now(), '/Lab') on conflict do nothing",
                ACCOUNT,
                OTHER);
        execute(
                "insert into resource (arn, kind, account_id, region, resource_id, name, tags, attributes, content_hash,"
                        + " first_seen_at, changed_at) values ('arn:' || $1, 'VOLUME', $1, 'eu-central-1', 'vol-1', 'ledger', $2, $3,"
                        + " '', now(), now()) on conflict do nothing",
                ACCOUNT,
                new JsonObject(Map.of("team", "till")),
                new JsonObject());
    }

    @AfterEach
    void close() {
        made.forEach(path -> given().delete(path));
        receiver.close();
        execute("delete from finding where account_id = any($1)", (Object) new String[] {ACCOUNT, OTHER});
        execute("delete from resource where account_id = $1", ACCOUNT);
        execute("delete from account where account_id = any($1)", (Object) new String[] {ACCOUNT, OTHER});
    }

    @Test
    void everyEventOfAFindingIsToldInItsOrderAndSigned() {
        // given
        make(Map.of());

        // when
        UUID finding = opened(ACCOUNT, "HIGH");
        change(finding, "severity = 'CRITICAL', severity_rank = 4");
        change(finding, "message = 'another one'");
        change(finding, "stale = true");
        change(finding, "status = 'SUPPRESSED'");
        change(finding, "severity = 'LOW', severity_rank = 1");
        change(finding, "status = 'OPEN'");
        change(finding, "status = 'RESOLVED', resolution = 'FIXED', resolved_at = now()");
        change(finding, "status = 'OPEN', resolution = null, resolved_at = null");

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.told()).hasSize(6));
        assertThat(receiver.told())
                .extracting(Got::type)
                .containsExactly("OPENED", "SEVERITY_CHANGED", "SUPPRESSED", "RETURNED", "RESOLVED", "REOPENED");
        assertThat(receiver.told()).allMatch(got -> got.isSignedBy(SECRET));
        assertThat(receiver.told())
                .allSatisfy(got -> assertThat(got.json().path("id").asText()).isEqualTo(got.key()));
        JsonNode told = receiver.told().get(0).json().path("finding");
        assertThat(told.path("id").asText()).isEqualTo(finding.toString());
        assertThat(told.path("severity").asText()).isEqualTo("HIGH");
        assertThat(told.path("accountName").asText()).isEqualTo("till");
        assertThat(told.path("resourceName").asText()).isEqualTo("ledger");
        assertThat(told.path("resourceTags").path("team").asText()).isEqualTo("till");
        assertThat(told.path("ouPath").asText()).isEqualTo("/Production/Shop");
        assertThat(receiver.told()
                        .get(1)
                        .json()
                        .path("finding")
                        .path("severityBefore")
                        .asText())
                .isEqualTo("HIGH");
        assertThat(receiver.told()
                        .get(4)
                        .json()
                        .path("finding")
                        .path("resolution")
                        .asText())
                .isEqualTo("FIXED");
    }

    @Test
    void aFindingThatIsSuppressedAsItOpensIsNoEvent() {
        // given
        make(Map.of());

        // when: as finding.ExemptionCover does, in the transaction that opened it
        UUID covered = UUID.randomUUID();
        pool.withTransaction(connection -> connection
                        .preparedQuery(INSERT)
                        .execute(finding(covered, ACCOUNT, "HIGH"))
                        .chain(() -> connection
                                .preparedQuery("update finding set status = 'SUPPRESSED', changed_at = changed_at"
                                        + " + interval '1 microsecond' where id = $1")
                                .execute(Tuple.of(covered))))
                .await()
                .atMost(LIMIT);
        UUID open = opened(ACCOUNT, "LOW");

        // then
        await().atMost(LIMIT).until(() -> !receiver.got.isEmpty());
        assertThat(receiver.got).extracting(Got::findingId).containsOnly(open.toString());
        assertThat(number("select count(*) from finding_event where finding_id = $1", covered))
                .isZero();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                argumentSet("a type", Map.of("types", List.of("OPENED")), true),
                argumentSet("another type", Map.of("types", List.of("RESOLVED")), false),
                argumentSet("the least severity", Map.of("minimumSeverity", "HIGH"), true),
                argumentSet("a worse one", Map.of("minimumSeverity", "CRITICAL"), false),
                argumentSet("the severity", Map.of("severities", List.of("HIGH", "LOW")), true),
                argumentSet("other severities", Map.of("severities", List.of("LOW")), false),
                argumentSet("the area", Map.of("areas", List.of("STORAGE")), true),
                argumentSet("another area", Map.of("areas", List.of("IAM")), false),
                argumentSet("the account", Map.of("accountIds", List.of(ACCOUNT)), true),
                argumentSet("another account", Map.of("accountIds", List.of(OTHER)), false),
                argumentSet("the unit", Map.of("ouPath", "/Production/Shop"), true),
                argumentSet("a unit above", Map.of("ouPath", "/Production/"), true),
                argumentSet("a unit of a like name", Map.of("ouPath", "/Prod"), false),
                argumentSet("the root", Map.of("ouPath", "/"), true),
                argumentSet("a tag's key", Map.of("tags", List.of(Map.of("key", "team"))), true),
                argumentSet(
                        "a tag",
                        Map.of("tags", List.of(Map.of("key", "x"), Map.of("key", "team", "value", "till"))),
                        true),
                argumentSet("another value", Map.of("tags", List.of(Map.of("key", "team", "value", "lab"))), false),
                argumentSet(
                        "all but one hold",
                        Map.of("types", List.of("OPENED"), "minimumSeverity", "LOW", "areas", List.of("IAM")),
                        false));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aWebhookIsToldOfWhatItMeansAlone(Map<String, Object> filter, boolean meant) {
        // given
        String webhook = make(Map.of("filter", filter, "digestHour", 3));

        // when
        opened(ACCOUNT, "HIGH");

        // then
        assertThat(number("select count(*) from webhook_delivery where webhook_id = $1", id(webhook)))
                .isEqualTo(meant ? 1 : 0);
    }

    @Test
    void aSeverityThatFallsIsToldToThoseWhoWereToldOfTheOneBefore() {
        // given
        make(Map.of("filter", Map.of("minimumSeverity", "HIGH", "accountIds", List.of(ACCOUNT))));
        UUID finding = opened(ACCOUNT, "HIGH");

        // when
        change(finding, "severity = 'LOW', severity_rank = 1");
        change(finding, "severity = 'INFO', severity_rank = 0");
        change(finding, "severity = 'CRITICAL', severity_rank = 4");

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.told()).hasSize(3));
        assertThat(receiver.told())
                .extracting(got -> got.json().path("finding").path("severity").asText())
                .containsExactly("HIGH", "LOW", "CRITICAL");
    }

    @Test
    void whatFailsComesAgainWithTheSameKeyAndWhatFollowsWaitsForIt() {
        // given
        Set<String> refused = ConcurrentHashMap.newKeySet();
        receiver.answer((request, got) ->
                Receiver.answers(refused.add(got.key()) ? 503 : 204).accept(request, got));
        make(Map.of());

        // when
        UUID first = opened(ACCOUNT, "HIGH");
        change(first, "status = 'RESOLVED'");
        UUID second = opened(OTHER, "LOW");

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.got).hasSize(6));
        List<Got> ofFirst = receiver.got.stream()
                .filter(got -> got.findingId().equals(first.toString()))
                .toList();
        assertThat(ofFirst).extracting(Got::type).containsExactly("OPENED", "OPENED", "RESOLVED", "RESOLVED");
        assertThat(ofFirst).extracting(Got::attempt).containsExactly("1", "2", "1", "2");
        assertThat(ofFirst.get(0).key()).isEqualTo(ofFirst.get(1).key());
        assertThat(ofFirst.get(0).body()).isEqualTo(ofFirst.get(1).body());
        assertThat(receiver.got).extracting(Got::findingId).contains(second.toString());
    }

    @Test
    void aSlowTargetKeepsNoOtherWaitingAndIsTriedAgain() {
        // given
        Set<String> slow = ConcurrentHashMap.newKeySet();
        AtomicInteger closed = new AtomicInteger();
        receiver.answer((request, got) -> {
            if (slow.add(got.key())) {
                request.connection().closeHandler(none -> closed.incrementAndGet()); // and never an answer
            } else {
                Receiver.answers(200).accept(request, got);
            }
        });
        String webhook = make(Map.of());
        try (Receiver quick = new Receiver(vertx)) {
            make(Map.of("url", quick.url()));

            // when
            for (int i = 0; i < 3; i++) {
                opened(ACCOUNT, "HIGH");
            }

            // then
            await().atMost(LIMIT).untilAsserted(() -> assertThat(quick.told()).hasSize(3));
            assertThat(receiver.got).extracting(Got::attempt).containsOnly("1");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 3L)));
            assertThat(closed).hasValue(3);
        }
    }

    @Test
    void whatIsGivenUpIsSeenAndCanBeReplayed() {
        // given
        receiver.answer((request, got) -> request.response()
                .setStatusCode(500)
                .end("no such hook " + request.path() + " " + SECRET + "\n" + "x".repeat(100_000)));
        String webhook = make(Map.of());
        UUID finding = opened(ACCOUNT, "HIGH");
        change(finding, "status = 'RESOLVED'");

        // when, then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DEAD", 2L)));
        assertThat(receiver.got).extracting(Got::attempt).containsExactly("1", "2", "3", "1", "2", "3");
        given().get(webhook + "/deliveries?state=DEAD&limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].type", equalTo("RESOLVED"))
                .body("items[0].attempts", equalTo(3))
                .body("items[0].statusCode", equalTo(500))
                .body("items[0].findingId", equalTo(finding.toString()))
                .body("items[0].answer", containsString("no such hook"))
                .body("items[0].answer", not(containsString("secret-path")))
                .body("items[0].answer", not(containsString(SECRET)))
                .body("items[0].answer.length()", equalTo(200))
                .header("Link", containsString("rel=\"next\""));
        given().get(webhook).then().body("dead", equalTo(2)).body("pending", equalTo(0));

        receiver.answer(Receiver.answers(200));
        post(webhook + "/replay", Map.of("deliveryIds", List.of("1"))).body("replayed", equalTo(0));
        post(webhook + "/replay", Map.of()).statusCode(200).body("replayed", equalTo(2));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 2L)));
        List<Got> all = List.copyOf(receiver.got);
        assertThat(all.get(6).key()).isEqualTo(all.get(0).key());
        assertThat(all).extracting(Got::type).endsWith("OPENED", "RESOLVED");
    }

    @Test
    void aReplicaThatDiesBetweenSendingAndNotingLosesNothing() {
        // given
        String webhook = make(Map.of());
        UUID finding = UUID.randomUUID();
        Outgoing left = Outgoing.of(pool.withTransaction(connection -> connection
                        .preparedQuery(INSERT)
                        .execute(finding(finding, ACCOUNT, "HIGH"))
                        .chain(() -> connection.preparedQuery(LEASED).execute(Tuple.of(finding))))
                .await()
                .atMost(LIMIT)
                .iterator()
                .next());
        change(finding, "status = 'RESOLVED'");
        assertThat(sender.send(left.event(), left.target(), left.attempt())
                        .await()
                        .atMost(LIMIT)
                        .delivered())
                .isTrue();
        assertThat(receiver.got).hasSize(1);

        // when: its lease runs out
        execute("update webhook_delivery set leased_until = now() - interval '1 second' where id = $1", left.id());

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 2L)));
        assertThat(receiver.got).extracting(Got::type).containsExactly("OPENED", "OPENED", "RESOLVED");
        assertThat(receiver.got.get(0).key()).isEqualTo(receiver.got.get(1).key());

        // and what the dead replica would note is nobody's any more
        queue.note(left, Outcome.failed("late")).await().atMost(LIMIT);
        assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 2L));
    }

    @Test
    void twoReplicasShareTheWork() {
        // given
        make(Map.of("enabled", true, "digestHour", 3));
        for (int i = 0; i < 20; i++) {
            opened(ACCOUNT, "HIGH");
        }
        DeliveryQueue other = new DeliveryQueue(pool, config);

        // when: all at once, by the application's worker and by another
        execute("update webhook_delivery set state = 'PENDING' where state = 'GATHERED'");
        List<Outgoing> mine = other.claim(3).await().atMost(LIMIT);
        assertThat(mine).isNotEmpty();
        mine.forEach(outgoing -> other.note(
                        outgoing,
                        sender.send(outgoing.event(), outgoing.target(), outgoing.attempt())
                                .await()
                                .atMost(LIMIT))
                .await()
                .atMost(LIMIT));

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.told()).hasSize(20));
        assertThat(receiver.got).extracting(got -> got.key() + got.attempt()).doesNotHaveDuplicates();
    }

    @Test
    void aDigestTellsADayAtOnceAndTheWorstFirst() {
        // given
        String webhook = make(Map.of("digestHour", 3, "format", "JSON"));
        for (int i = 0; i < 24; i++) {
            opened(ACCOUNT, "LOW");
        }
        UUID worst = opened(ACCOUNT, "CRITICAL");
        assertThat(states(webhook)).isEqualTo(Map.of("GATHERED", 25L));

        // when
        execute("update webhook set digest_due_at = now() where id = $1", id(webhook));
        job.tick().await().atMost(LIMIT);
        job.tick().await().atMost(LIMIT);

        // then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DIGESTED", 25L, "DELIVERED", 1L)));
        assertThat(receiver.told()).singleElement().satisfies(got -> {
            assertThat(got.isSignedBy(SECRET)).isTrue();
            assertThat(got.type()).isEqualTo("DIGEST");
            assertThat(got.json().path("digest").path("events").asInt()).isEqualTo(25);
            assertThat(got.json().path("digest").path("bySeverity").path("LOW").asInt())
                    .isEqualTo(24);
            assertThat(got.json().path("digest").path("more").asInt()).isEqualTo(5);
            assertThat(got.json().at("/digest/findings/0/finding/id").asText()).isEqualTo(worst.toString());
        });
    }

    @Test
    void whatIsOldIsForgotten() {
        // given
        String webhook = make(Map.of());
        UUID finding = opened(ACCOUNT, "HIGH");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 1L)));
        job.tick().await().atMost(LIMIT);
        assertThat(states(webhook)).isEqualTo(Map.of("DELIVERED", 1L));

        // when
        execute("update webhook_delivery set ended_at = now() - interval '8 days' where finding_id = $1", finding);
        execute("update finding_event set created_at = now() - interval '8 days' where finding_id = $1", finding);
        job.tick().await().atMost(LIMIT);

        // then
        assertThat(states(webhook)).isEmpty();
        assertThat(number("select count(*) from finding_event where finding_id = $1", finding))
                .isZero();
    }

    @Test
    void eventsThatNoDeliveryTellsAreForgottenInTurns() {
        // given one behind more than are looked at in a tick
        String webhook = make(Map.of("enabled", false));
        execute(
                "with told as (insert into finding_event (type, at, body, created_at)"
                        + " select 'OPENED', now(), '{}', now() - interval '3 days' from generate_series(1, $2) returning id)"
                        + " insert into webhook_delivery (webhook_id, event_id, state, ended_at)"
                        + " select $1, id, 'DELIVERED', now() from told",
                id(webhook),
                WebhookJob.LOOKED_AT);
        UUID untold = UUID.randomUUID();
        execute(
                "insert into finding_event (id, type, at, body, created_at)"
                        + " values ($1, 'OPENED', now(), '{}', now() - interval '2 days')",
                untold);
        WebhookJob anew = new WebhookJob(pool, config, writeLimit, clock);

        // when
        anew.tick().await().atMost(LIMIT);

        // then
        String left = "select count(*) from finding_event where id = $1";
        assertThat(number(left, untold)).isOne();
        anew.tick().await().atMost(LIMIT);
        assertThat(number(left, untold)).isZero();
        assertThat(number("select count(*) from webhook_delivery where webhook_id = $1", id(webhook)))
                .isEqualTo(WebhookJob.LOOKED_AT);
        execute("delete from finding_event where created_at < now() - interval '1 day'");
    }

    @Test
    void withoutAWebhookNothingIsWritten() {
        // given
        make(Map.of("enabled", false));

        // when
        UUID finding = opened(ACCOUNT, "HIGH");
        change(finding, "status = 'RESOLVED'");

        // then
        assertThat(number("select count(*) from finding_event where finding_id = $1", finding))
                .isZero();
    }

    @Test
    void aTestTellsWhatCameOfIt() {
        // given
        String webhook = make(Map.of("enabled", false));

        // when, then
        post(webhook + "/test", Map.of())
                .statusCode(200)
                .body("delivered", equalTo(true))
                .body("statusCode", equalTo(200));
        assertThat(receiver.got.get(0).type()).isEqualTo("TEST");
        assertThat(receiver.got.get(0).isSignedBy(SECRET)).isTrue();

        receiver.answer((request, got) -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "http://127.0.0.1/elsewhere")
                .end());
        post(webhook + "/test", Map.of()).body("delivered", equalTo(false)).body("statusCode", equalTo(302));
        assertThat(receiver.got).hasSize(2);

        receiver.close();
        post(webhook + "/test", Map.of())
                .statusCode(200)
                .body("delivered", equalTo(false))
                .body("answer", containsString("connection"));
    }

    @Test
    void neitherTheSecretNorTheAddressIsShownAgain() {
        // given
        String webhook = make(Map.of("name", "chat of security"));

        // when, then
        for (String path : List.of(webhook, WEBHOOKS)) {
            assertThat(given().get(path).then().statusCode(200).extract().asString())
                    .contains("chat of security", "http://127.0.0.1:", "\"hasSecret\":true")
                    .doesNotContain(SECRET, "secret-path", "T0123456789");
        }

        // then it is kept by a replacement without it, and told by what is sent
        String tag = given().get(webhook).header("ETag");
        put(webhook, Map.of("name", "renamed")).statusCode(200).body("name", equalTo("renamed"));
        given().header("If-None-Match", tag).get(webhook).then().statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("name", "x", "format", "JSON"))
                .put(webhook)
                .then()
                .statusCode(412);
        opened(ACCOUNT, "HIGH");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(receiver.got).hasSize(1));
        assertThat(receiver.got.get(0).isSignedBy(SECRET)).isTrue();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet("no name", Map.of("name", " "), "name"),
                argumentSet("another scheme", Map.of("url", "ftp://hooks.example.com/"), "url"),
                argumentSet("no address", Map.of("url", "hooks"), "url"),
                argumentSet("the metadata service", Map.of("url", "http://169.254.169.254/latest"), "url"),
                argumentSet("a user in the address", Map.of("url", "https://a:b@hooks.example.com/"), "url"),
                argumentSet("a short secret", Map.of("secret", "short"), "secret"),
                argumentSet("an hour that is none", Map.of("digestHour", 24), "digestHour"),
                argumentSet("an empty list", Map.of("filter", Map.of("areas", List.of())), "filter.areas"),
                argumentSet(
                        "no such rule",
                        Map.of("filter", Map.of("ruleIds", List.of("sg-open-shh"))),
                        "filter.ruleIds[0]"),
                argumentSet(
                        "more rules than are looked for",
                        Map.of(
                                "filter",
                                Map.of(
                                        "ruleIds",
                                        IntStream.rangeClosed(0, WebhookForm.MOST_ENTRIES)
                                                .mapToObj(number -> "no-rule-" + number)
                                                .toList())),
                        "filter.ruleIds"),
                argumentSet(
                        "no such account",
                        Map.of("filter", Map.of("accountIds", List.of("929292929292"))),
                        "filter.accountIds[0]"),
                argumentSet(
                        "a path without a slash", Map.of("filter", Map.of("ouPath", "Production")), "filter.ouPath"),
                argumentSet(
                        "a tag without a key",
                        Map.of("filter", Map.of("tags", List.of(Map.of("value", "x")))),
                        "filter.tags[0].key"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsNamed(Map<String, Object> fault, String field) {
        create(fault).statusCode(400).contentType("application/problem+json").body("violations.field", hasItem(field));
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        post(WEBHOOKS, Map.of()).statusCode(400).body("violations.field", hasItems("name", "format", "url"));
    }

    @Test
    void twoOfANameAreAConflict() {
        // given
        make(Map.of("name", "one"));

        // when, then
        create(Map.of("name", "one")).statusCode(409).body("violations.field", hasItem("name"));
    }

    private static final String INSERT =
            "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,"
                    + " severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at) values ($1, cast(cast($1 as uuid) as text),"
                    + " 'arn:' || $2, 'vol-1', 'VOLUME', $2, 'eu-central-1', 'STORAGE', $3, severity_place($3) - 1, 'OPEN', 'm',"
                    + " '{}', '', now(), now())";

    /** As if another replica had just claimed it, for an hour. */
    private static final String LEASED =
            "update webhook_delivery d set leased_by = 'another replica', leased_until = now() + interval '1 hour', attempts = 1"
                    + " from finding_event e, webhook w where d.finding_id = $1 and e.id = d.event_id and w.id = d.webhook_id"
                    + " returning d.id, d.attempts, d.event_id, e.type, e.at, e.sequence, cast(e.body as text) as body, w.name,"
                    + " w.format, w.url, w.secret";

    private UUID opened(String account, String severity) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery(INSERT)
                .execute(finding(id, account, severity))
                .await()
                .atMost(LIMIT);
        return id;
    }

    private static Tuple finding(UUID id, String account, String severity) {
        return Tuple.of(id, account, severity);
    }

    private void change(UUID finding, String assignments) {
        execute("update finding set " + assignments + " where id = $1", finding);
    }

    /** @return its path */
    private String make(Map<String, Object> members) {
        String path = create(members).statusCode(201).extract().header("Location");
        made.add(path);
        return path;
    }

    private ValidatableResponse create(Map<String, Object> members) {
        return post(WEBHOOKS, body(members, receiver.url()));
    }

    private static Map<String, Object> body(Map<String, Object> members, String url) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "w" + UUID.randomUUID(),
                "format",
                "JSON",
                "url",
                url,
                "secret",
                SECRET,
                "filter",
                Map.of("accountIds", List.of(ACCOUNT, OTHER))));
        body.putAll(members);
        return body;
    }

    private ValidatableResponse put(String webhook, Map<String, Object> members) {
        Map<String, Object> body = body(members, "");
        body.remove("url");
        body.remove("secret");
        return given().contentType(ContentType.JSON).body(body).put(webhook).then();
    }

    private static ValidatableResponse post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }

    private Map<String, Long> states(String webhook) {
        return stream(rows(
                        "select state, count(*) as n from webhook_delivery where webhook_id = $1 group by state",
                        id(webhook)))
                .collect(Collectors.toMap(row -> row.getString("state"), row -> row.getLong("n")));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        List<Row> all = new ArrayList<>();
        rows.forEach(all::add);
        return all.stream();
    }

    private static long id(String webhook) {
        return Long.parseLong(webhook.substring(webhook.lastIndexOf('/') + 1));
    }

    private long number(String select, Object... values) {
        return rows(select, values).iterator().next().getLong(0);
    }

    private void execute(String statement, Object... values) {
        rows(statement, values);
    }

    private RowSet<Row> rows(String statement, Object... values) {
        return pool.preparedQuery(statement).execute(Tuple.from(values)).await().atMost(LIMIT);
    }
}
