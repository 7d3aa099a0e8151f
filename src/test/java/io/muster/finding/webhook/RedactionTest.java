package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.webhook.Outgoing.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Target TARGET = new Target(
            "teams",
            WebhookFormat.TEAMS,
            new Secret(
                    "https://prod.example/workflows/0123456789abcdef/triggers/manual%20one/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual&sig=AbCdEfGh%2Bijklmnop"),
            new Secret("signing-key"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid signature AbCdEfGh%2Bijklmnop",
                "invalid signature AbCdEfGh+ijklmnop",
                "no workflow 0123456789abcdef",
                "no trigger manual one",
                "not allowed: /triggers/manual",
                "signed by signing-key",
                "GET /workflows/0123456789abcdef/triggers/manual%20one/invoke"
            })
    void whatATargetRepeatsOfItsAddressIsNotKept(String answer) {
        String kept = Redaction.of(answer, TARGET);

        assertThat(kept)
                .contains("***")
                .doesNotContain(
                        "AbCdEfGh",
                        "0123456789abcdef",
                        "manual one",
                        "manual%20one",
                        "/triggers/manual",
                        "signing-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoke it again", "sig is missing", "ok"})
    void shortPartsOfTheAddressAreWordsLikeOthers(String answer) {
        assertThat(Redaction.of(answer, TARGET)).isEqualTo(answer);
    }
}
