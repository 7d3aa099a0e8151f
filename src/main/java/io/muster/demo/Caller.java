package io.muster.demo;

import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caller of an operation, with the region and service: the credential scope of a signature. The signature itself is not checked.
 *
 * @param daysAgo the day whose estate the caller sees: 0 for the present
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 *     Version 4</a>
 */
record Caller(String accessKeyId, String region, String signingName, int daysAgo) {

    /** Tells how far behind the present the caller's clock is: an ISO 8601 duration. AWS has no such header. */
    static final String BEHIND = "x-muster-behind";

    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/\\s]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    private static final Pattern ASSUMED = Pattern.compile("ASIA(\\d{12})DEMO");

    Caller(String accessKeyId, String region, String signingName) {
        this(accessKeyId, region, signingName, 0);
    }

    /** The caller with a clock that is behind by whole days, as the header says; nearly a day counts as one. */
    Caller behind(@Nullable String header) {
        if (header == null) {
            return this;
        }
        try {
            long days = Duration.parse(header).plusHours(12).toDays();
            return new Caller(accessKeyId, region, signingName, Math.toIntExact(days));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new DemoError(
                    400, "InvalidParameterValue", BEHIND + " must be a duration such as PT24H, not " + header);
        }
    }

    /** Fails as AWS does where there is no signature. */
    static Caller of(@Nullable String authorization) {
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (!scope.find()) {
            throw new DemoError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        return new Caller(scope.group(1), scope.group(2), scope.group(3));
    }

    /** The service as IAM's actions spell it: as in signatures, but for CloudWatch. */
    String iamPrefix() {
        return signingName.equals("monitoring") ? "cloudwatch" : signingName;
    }

    /** The access key of a session in the account. It contains the account's id, so that sessions need not be stored. */
    static String accessKeyOf(String accountId) {
        return "ASIA" + accountId + "DEMO";
    }

    /** The account of an assumed session; empty for all other credentials. */
    Optional<String> assumedAccount() {
        Matcher assumed = ASSUMED.matcher(accessKeyId);
        return assumed.matches() ? Optional.of(assumed.group(1)) : Optional.empty();
    }
}
