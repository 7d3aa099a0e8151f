package io.muster.estate.privilege;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A request as policies see it.
 *
 * @param action   in lower case: case does not count in actions
 * @param resource its ARN; {@code *} for an action that knows no resources
 */
record Request(String action, String resource, Facts facts) {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    Request(String action, String resource, Facts facts) {
        this.action = action.toLowerCase(Locale.ROOT);
        this.resource = resource;
        this.facts = facts;
    }

    /** The same, before who asks changes anything for it. */
    Request now() {
        return new Request(action, resource, facts.now());
    }

    /** Whether the resource is one of another account, by its ARN: that account's policies decide as well. */
    boolean isElsewhere(String account) {
        String[] arn = resource.split(":", 6);
        return arn.length == 6 && ACCOUNT.matcher(arn[4]).matches() && !arn[4].equals(account);
    }

    String service() {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }
}
