package io.muster.rule.iam;

import io.muster.rule.NarrowingConditions;
import io.muster.rule.PolicyElements;
import java.util.Locale;
import java.util.Set;

/**
 * Identity providers that issue tokens to anyone. A role that trusts one must restrict whose tokens it accepts. The audience does
 * that where it is the id of the owner's application, but not where any caller can choose it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html">IAM User Guide,
 * identity-provider controls for shared OIDC providers</a>
 */
final class SharedIssuers {

    private static final String IDENTITY_POOLS = "cognito-identity.amazonaws.com";
    private static final String PROVIDER = ":oidc-provider/";

    /** The issuers whose audience is an application's id. */
    private static final Set<String> BY_AUDIENCE =
            Set.of("accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com");

    /** The issuers whose callers choose the audience. */
    private static final Set<String> BY_SUBJECT = Set.of(
            "agent.buildkite.com",
            "app.terraform.io",
            "gitlab.com",
            "oidc.codefresh.io",
            "token.actions.githubusercontent.com",
            "vstoken.actions.githubusercontent.com");

    private SharedIssuers() {}

    /** Whether the principal is one: by its host, or by the ARN of its provider in an account. */
    static boolean serves(String principal) {
        String host = host(principal);
        return BY_AUDIENCE.contains(host) || BY_SUBJECT.contains(host);
    }

    /**
     * Whether a condition restricts whose tokens are accepted. The login method ({@code amr}) does not: it is the same for the
     * identity pools of all accounts.
     *
     * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html">Amazon Cognito Developer Guide, IAM roles</a>
     */
    static boolean narrowed(String principal, WrittenStatement statement) {
        String host = host(principal);
        String anybodys = BY_AUDIENCE.contains(host) ? "amr" : "aud";
        if (admitsGuests(host, statement)) {
            return false;
        }
        return NarrowingConditions.of(statement.node())
                .filter(key -> key.startsWith(host) && key.length() > host.length())
                .map(key -> key.substring(key.lastIndexOf(':') + 1))
                .anyMatch(claim -> !claim.equals(anybodys));
    }

    /** Whether guests of an identity pool are admitted, who do not log in: anyone who knows the pool's id is a guest. */
    private static boolean admitsGuests(String host, WrittenStatement statement) {
        return host.equals(IDENTITY_POOLS)
                && statement.node().path("Condition").findValues(IDENTITY_POOLS + ":amr").stream()
                        .flatMap(values -> PolicyElements.of(values).stream())
                        .anyMatch(value -> value.asText().equals("unauthenticated"));
    }

    private static String host(String principal) {
        int provider = principal.indexOf(PROVIDER);
        String url = provider < 0 ? principal : principal.substring(provider + PROVIDER.length());
        return url.split("/", 2)[0].toLowerCase(Locale.ROOT);
    }
}
