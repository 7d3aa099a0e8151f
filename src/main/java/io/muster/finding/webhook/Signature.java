package io.muster.finding.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of what is sent, {@code t=<seconds since 1970>,v1=<hex>}: HMAC-SHA256 (RFC 2104), by the webhook's secret, over the
 * time, a full stop and the body. The time is signed so that a receiver can refuse what is old.
 */
final class Signature {

    static final String HEADER = "Muster-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(Secret secret, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
