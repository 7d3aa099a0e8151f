package io.muster.finding.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.muster.finding.webhook.Receiver.Got;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deliveries of webhooks: at least once, in order for each finding, by several replicas, as a digest, and forgotten when old. */
@QuarkusTest
class DeliveriesTest extends Receiving {

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

    /** More webhooks than attempts that a replica makes at a time, each with more to do than it gets done. */
    @Test
    void manyTargetsThatDoNotAnswerKeepNoOtherWaiting() {
        // given
        receiver.answer((request, got) -> {}); // never
        for (int i = 0; i <= config.concurrency(); i++) {
            make(Map.of());
        }
        try (Receiver quick = new Receiver(vertx)) {
            make(Map.of("url", quick.url()));

            // when
            for (int i = 0; i < 20; i++) {
                opened(ACCOUNT, "HIGH");
            }

            // then
            await().atMost(LIMIT).untilAsserted(() -> assertThat(quick.told()).hasSize(20));
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
        Outcome unnoted =
                sender.send(left.event(), left.target(), left.attempt()).await().atMost(LIMIT);
        assertThat(unnoted).returns(true, Outcome::delivered);
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
}
