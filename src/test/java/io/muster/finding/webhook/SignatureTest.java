package io.muster.finding.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Instant AT = Instant.parse("2026-11-26T12:00:00.9Z");

    /** The value is OpenSSL's: {@code printf '1795694400.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef}. */
    @Test
    void itIsTheOneThatOtherToolsMake() {
        assertThat(Signature.of(new Secret("0123456789abcdef"), AT, "{\"a\":1}".getBytes(UTF_8)))
                .isEqualTo("t=1795694400,v1=dcbfb714ff004aa242429dc09e19a90b38845069f30871733e6ea0212aabf5bb");
    }

    @Test
    void timeBodyAndSecretAreSigned() {
        // given
        String signature = Signature.of(new Secret("a"), AT, new byte[] {1});

        // when, then
        assertThat(Signature.of(new Secret("a"), AT, new byte[] {2})).isNotEqualTo(signature);
        assertThat(Signature.of(new Secret("b"), AT, new byte[] {1})).isNotEqualTo(signature);
        assertThat(Signature.of(new Secret("a"), AT.plusSeconds(1), new byte[] {1}))
                .isNotEqualTo(signature);
    }

    @Test
    void aSecretIsInNoText() {
        assertThat(new Outgoing.Target("w", WebhookFormat.JSON, new Secret("https://x/y"), new Secret("hidden")))
                .asString()
                .doesNotContain("hidden", "https://x/y");
    }
}
