package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.finding.webhook.Outgoing.Event;
import io.muster.finding.webhook.Outgoing.Target;
import io.muster.platform.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Map<String, String> TITLES = Map.of("sg-open-ssh", "SSH is open to the internet");

    private static final String FINDING = """
            {"id": "f1", "ruleId": "sg-open-ssh", "severity": "HIGH", "message": "port 22 of sg-1 <!channel> *bold*",
             "resourceId": "sg-1", "resourceName": "web [x](https://evil.example)", "accountId": "111111111111", "accountName": "shop",
             "region": "eu-central-1"}""";

    private static final String DIGEST = """
            {"events": 22, "byType": {"OPENED": 20, "RESOLVED": 2}, "bySeverity": {"HIGH": 22}, "more": 2,
             "findings": [{"type": "OPENED", "at": "2026-11-26T12:00:00Z", "finding": %s}]}""".formatted(FINDING);

    private final Payloads payloads = new Payloads(TITLES, Optional.of("https://muster.example.com/"));

    @Test
    void aProgramGetsTheEventWithTitleAndLink() {
        // when
        JsonNode sent = sent(payloads, WebhookFormat.JSON, "OPENED", FINDING);

        // then
        assertThat(sent.path("id").asText()).isEqualTo(ID.toString());
        assertThat(sent.path("type").asText()).isEqualTo("OPENED");
        assertThat(sent.path("at").asText()).isEqualTo("2026-11-26T12:00:00Z");
        assertThat(sent.path("sequence").asLong()).isEqualTo(7);
        assertThat(sent.path("webhook").asText()).isEqualTo("chat");
        assertThat(sent.at("/finding/ruleTitle").asText()).isEqualTo("SSH is open to the internet");
        assertThat(sent.at("/finding/link").asText()).isEqualTo("https://muster.example.com/#/finding?id=f1");
    }

    @Test
    void withoutTheAddressOfThePagesThereIsNoLink() {
        // given
        Payloads without = new Payloads(TITLES, Optional.empty());

        // when, then
        assertThat(sent(without, WebhookFormat.JSON, "OPENED", FINDING)
                        .at("/finding")
                        .has("link"))
                .isFalse();
        assertThat(sent(without, WebhookFormat.SLACK, "OPENED", FINDING).toString())
                .doesNotContain("mrkdwn");
        assertThat(sent(without, WebhookFormat.TEAMS, "OPENED", FINDING).toString())
                .doesNotContain("actions");
    }

    @Test
    void slackGetsBlocksInWhichNothingIsMarkup() {
        // when
        JsonNode sent = sent(payloads, WebhookFormat.SLACK, "OPENED", FINDING);

        // then
        assertThat(sent.path("text").asText()).isEqualTo("Opened: SSH is open to the internet");
        assertThat(sent.at("/blocks/0/text/text").asText()).isEqualTo("Opened: SSH is open to the internet");
        assertThat(sent.at("/blocks/1/text/type").asText()).isEqualTo("plain_text");
        assertThat(sent.at("/blocks/1/text/text").asText()).contains("port 22 of sg-1");
        assertThat(sent.at("/blocks/2/fields").findValuesAsText("type")).containsOnly("plain_text");
        assertThat(sent.at("/blocks/2/fields").findValuesAsText("text"))
                .contains(
                        "Severity: HIGH",
                        "Account: shop (111111111111)",
                        "Region: eu-central-1",
                        "Rule: sg-open-ssh",
                        "Resource: web [x](https://evil.example) (sg-1)");
        assertThat(sent.at("/blocks/3/elements/0/text").asText())
                .isEqualTo("<https://muster.example.com/#/finding?id=f1|Open in Muster>");
    }

    @Test
    void theNotificationOfSlackIsEscaped() {
        // given
        Payloads hostile = new Payloads(Map.of("sg-open-ssh", "<!channel> & all"), Optional.empty());

        // when, then
        assertThat(sent(hostile, WebhookFormat.SLACK, "OPENED", FINDING)
                        .path("text")
                        .asText())
                .isEqualTo("Opened: &lt;!channel&gt; &amp; all");
    }

    @Test
    void teamsGetsAnAdaptiveCardInWhichNothingIsMarkup() {
        // when
        JsonNode sent = sent(payloads, WebhookFormat.TEAMS, "RESOLVED", FINDING);

        // then
        JsonNode card = sent.at("/attachments/0/content");
        assertThat(sent.path("type").asText()).isEqualTo("message");
        assertThat(sent.at("/attachments/0/contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").findValuesAsText("type")).containsOnly("RichTextBlock", "TextRun");
        assertThat(card.path("body").findValuesAsText("text"))
                .contains("Resolved: SSH is open to the internet", "shop (111111111111)", "HIGH");
        assertThat(card.at("/actions/0/url").asText()).isEqualTo("https://muster.example.com/#/finding?id=f1");
    }

    @ParameterizedTest
    @EnumSource(WebhookFormat.class)
    void aDigestCountsAndNamesTheWorst(WebhookFormat format) {
        // when
        String sent = sent(payloads, format, Payloads.DIGEST, DIGEST).toString();

        // then
        assertThat(sent).contains("22", "SSH is open to the internet", "sg-1");
        if (format != WebhookFormat.JSON) {
            assertThat(sent).contains("Findings of the day: 22 events", "and 2 more", "Opened");
        }
    }

    @ParameterizedTest
    @EnumSource(WebhookFormat.class)
    void aTestHasAMessage(WebhookFormat format) {
        assertThat(sent(payloads, format, Payloads.TEST, "{\"message\": \"hello there\"}")
                        .toString())
                .contains("hello there");
    }

    @ParameterizedTest
    @EnumSource(value = WebhookFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void longTextsAreCut(WebhookFormat format) {
        // given
        String longOne = FINDING.replace("port 22", "\uD83D\uDE00".repeat(20_000));
        Payloads titled = new Payloads(Map.of("sg-open-ssh", "t".repeat(5_000)), Optional.empty());

        // when, then
        assertThat(sent(titled, format, "OPENED", longOne).toString()).hasSizeLessThan(12_000);
    }

    @Test
    void aTextIsNotCutInsideACharacter() {
        assertThat(Texts.cut("\uD83D\uDE00\uD83D\uDE00", 4)).isEqualTo("\uD83D\uDE00\uD83D\uDE00");
        assertThat(Texts.cut("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 4)).isEqualTo("\uD83D\uDE00…");
        assertThat(Texts.cut("abcdef", 4)).isEqualTo("abc…");
    }

    private static JsonNode sent(Payloads payloads, WebhookFormat format, String type, String body) {
        Event event = new Event(ID, type, Instant.parse("2026-11-26T12:00:00Z"), 7, body);
        Target target = new Target("chat", format, new Secret("https://hooks.example.com/x"), null);
        try {
            return JSON.readTree(payloads.of(event, target));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
