package io.muster.rule.iam;

import io.muster.rule.NarrowingConditions;
import io.muster.rule.PolicyElements;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** The issuers whose tokens have an application's id as their audience. */
    private static final Set<String> BY_AUDIENCE = Set.of(
            "accounts.google.com",
            "api.pulumi.com/oidc",
            "cognito-identity.amazonaws.com",
            "graph.facebook.com",
            "oidc.vercel.com",
            "sandboxes.cloud",
            "www.amazon.com");

    /** The issuers whose callers choose the audience. */
    private static final Set<String> BY_SUBJECT = Set.of(
            "agent.buildkite.com",
            "app.terraform.io",
            "gitlab.com",
            "oidc-configuration.audit-log.githubusercontent.com",
            "oidc.codefresh.io",
            "proidc.upbound.io",
            "scalr.io",
            "studio.datachain.ai/api",
            "token.actions.githubusercontent.com",
            "tokens.cloud.shisho.dev",
            "vstoken.actions.githubusercontent.com");

    /** GitHub's claims that everybody's workflows may have alike. */
    private static final Set<String> OF_ANY_OWNER = Set.of("environment", "ref", "workflow");

    /** GitHub's claims that begin with the owner of a repository. */
    private static final Set<String> BY_OWNER = Set.of("job_workflow_ref", "repository", "repository_owner");

    /** Google's ids of applications begin with the number of the owner's project. */
    private static final Pattern OF_ONE_PROJECT = Pattern.compile("\\d+-");

    private SharedIssuers() {}

    /**
     * Whether the principal is one: by its address, or by the ARN of its provider in an account. With a further path it is one customer's own, as
     * that of a GitHub enterprise.
     */
    static boolean serves(String principal) {
        String issuer = issuer(principal);
        return BY_AUDIENCE.contains(issuer) || BY_SUBJECT.contains(issuer);
    }

    /**
     * Whether a condition restricts whose tokens are accepted. The login method ({@code amr}) does not: it is the same for the
     * identity pools of all accounts.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif">IAM User
     *     Guide, available keys for AWS OIDC federation</a>
     * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html">Amazon Cognito Developer Guide, IAM roles</a>
     */
    static boolean narrowed(String principal, WrittenStatement statement) {
        String issuer = issuer(principal);
        String anybodys = BY_AUDIENCE.contains(issuer) ? "amr" : "aud";
        if (admitsGuests(issuer, statement)) {
            return false;
        }
        return NarrowingConditions.of(statement.node(), (key, pattern) -> isOfMany(issuer, claim(key), pattern))
                .filter(key -> key.startsWith(issuer) && key.length() > issuer.length())
                .map(SharedIssuers::claim)
                .anyMatch(claim -> !claim.equals(anybodys) && !OF_ANY_OWNER.contains(claim));
    }

    private static String claim(String key) {
        return key.substring(key.lastIndexOf(':') + 1);
    }

    /**
     * Whether a pattern stands for tokens of several owners. An id says nothing of its owner by its beginning: that of an identity pool, or of
     * an identity in it, begins with the region.
     */
    private static boolean isOfMany(String issuer, String claim, String pattern) {
        if (BY_OWNER.contains(claim)) {
            String owner = pattern.split("/", 2)[0];
            return owner.contains("*") || owner.contains("?");
        }
        return claim.endsWith("_id")
                || (claim.equals("sub") && issuer.equals(IDENTITY_POOLS))
                || (claim.equals("aud")
                        && BY_AUDIENCE.contains(issuer)
                        && !OF_ONE_PROJECT.matcher(pattern).lookingAt());
    }

    /** Whether the condition admits unauthenticated identities of an identity pool: anyone who knows the pool's id can get one. */
    private static boolean admitsGuests(String issuer, WrittenStatement statement) {
        return issuer.equals(IDENTITY_POOLS)
                && statement.node().path("Condition").findValues(IDENTITY_POOLS + ":amr").stream()
                        .flatMap(values -> PolicyElements.of(values).stream())
                        .anyMatch(value -> value.asText().equals("unauthenticated"));
    }

    private static String issuer(String principal) {
        int provider = principal.indexOf(PROVIDER);
        String url = provider < 0 ? principal : principal.substring(provider + PROVIDER.length());
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url).toLowerCase(Locale.ROOT);
    }
}
