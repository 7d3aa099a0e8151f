package io.muster.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A principal as a policy or a list of principals names it: by an ARN, or an account by its number.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public final class PrincipalName {

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[a-z0-9-]+:(?:iam|sts)::)?(\\d{12})(?::.*)?");

    private static final Pattern ORGANIZATION =
            Pattern.compile("arn:[a-z0-9-]+:organizations::\\d{12}:[a-z]+/(o-[a-z0-9]+).*");

    private PrincipalName() {}

    /** The id of the account that is named, or of the identity's that is; empty of services and others. */
    public static Optional<String> account(String name) {
        return first(ACCOUNT.matcher(name));
    }

    /** The id of the organization that is named, or of the unit's that is. */
    public static Optional<String> organization(String name) {
        return first(ORGANIZATION.matcher(name));
    }

    private static Optional<String> first(Matcher matcher) {
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
