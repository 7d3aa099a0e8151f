package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.webhook.Receiver.Got;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks from the change of a finding to a receiver of their own: signed, filtered, and each event once. */
@QuarkusTest
class WebhooksTest extends Receiving {

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
}
