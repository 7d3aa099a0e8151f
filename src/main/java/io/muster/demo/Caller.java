package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls, where: the credential scope of a signature. The signature itself is not checked.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 *     Version 4</a>
 */
record Caller(String accessKeyId, String region, String signingName) {

    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/\\s]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    private static final Pattern ASSUMED = Pattern.compile("ASIA(\\d{12})DEMO");

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

    /** The access key of a session in the account: the account's id is in it, so that no session need be kept. */
    static String accessKeyOf(String accountId) {
        return "ASIA" + accountId + "DEMO";
    }

    /** The account of an assumed session; empty for all other credentials. */
    Optional<String> assumedAccount() {
        Matcher assumed = ASSUMED.matcher(accessKeyId);
        return assumed.matches() ? Optional.of(assumed.group(1)) : Optional.empty();
    }
}
