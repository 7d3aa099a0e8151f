package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Whether a key's policy leaves a request to the policies of the account's identities, or grants it to the role itself: no identity-based
 * policy is enough for KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">KMS Developer Guide, key policies</a>
 */
final class KeyConsent {

    private KeyConsent() {}

    /** @param policies those of the keys meant; null where they are not known */
    static Certainty of(Request request, String roleArn, List<Policy> policies) {
        return policies == null
                ? Certainty.POSSIBLE
                : policies.stream().map(policy -> of(policy, request, roleArn)).reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty of(Policy policy, Request request, String roleArn) {
        if (!policy.readable()) {
            return Certainty.POSSIBLE;
        }
        Certainty allowed = Certainty.NO;
        for (Statement statement : policy.about(request.action())) {
            Certainty applies = speaksOf(statement.principal(), roleArn)
                    .and(statement.conditions().hold(request.facts()));
            if (!statement.allow() && applies == Certainty.YES) {
                return Certainty.NO;
            }
            allowed = statement.allow() ? allowed.or(applies) : allowed;
        }
        return allowed;
    }

    /** Whom NotPrincipal spares is a matter of accounts and sessions as well. */
    private static Certainty speaksOf(JsonNode principal, String roleArn) {
        boolean negated = principal.has("NotPrincipal");
        boolean named = names(negated ? principal.get("NotPrincipal") : principal, roleArn);
        return negated && named ? Certainty.POSSIBLE : Certainty.certainly(named != negated);
    }

    private static boolean names(JsonNode principal, String roleArn) {
        String[] arn = roleArn.split(":", 6);
        List<String> meant = List.of("*", arn[4], roleArn, String.join(":", arn[0], arn[1], "iam", "", arn[4], "root"));
        return Policy.elements(principal.isObject() ? principal.get("AWS") : principal).stream()
                .anyMatch(name -> meant.contains(name.asText()));
    }
}
