package io.muster.demo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Policy documents, as IAM sends them: URL-encoded JSON. */
final class Policies {

    private Policies() {}

    /**
     * A document of the statements.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html">PolicyDetail</a>
     */
    static String document(List<String> statements) {
        String json = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
        // RFC 3986, as IAM does: a space is %20, where a form has a plus
        return URLEncoder.encode(json, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /**
     * A statement.
     *
     * @param actionKey {@code Action} or {@code NotAction}
     */
    static String allow(String actionKey, String resource, String... actions) {
        return statement("Allow", actionKey, resource, actions);
    }

    static String deny(String actionKey, String resource, String... actions) {
        return statement("Deny", actionKey, resource, actions);
    }

    /** A trust policy for an AWS service. */
    static String trustOfService(String service) {
        return document(List.of("{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"" + service
                + "\"},\"Action\":\"sts:AssumeRole\"}"));
    }

    /** A trust policy for an account, on condition of an external id where there is one. */
    static String trustOfAccount(DemoAccount trusting, String trustedAccountId) {
        String condition = trusting.externalId() == null
                ? ""
                : ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"" + trusting.externalId() + "\"}}";
        return document(List.of("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + trustedAccountId
                + ":root\"},\"Action\":\"sts:AssumeRole\"" + condition + "}"));
    }

    private static String statement(String effect, String actionKey, String resource, String... actions) {
        String list = Arrays.stream(actions).map(action -> '"' + action + '"').collect(Collectors.joining(","));
        return "{\"Effect\":\"" + effect + "\",\"" + actionKey + "\":[" + list + "],\"Resource\":\"" + resource + "\"}";
    }
}
