package io.muster.estate.privilege;

import java.util.Locale;

/**
 * A request as policies see it.
 *
 * @param action   in lower case: case does not count in actions
 * @param resource its ARN; {@code *} for an action that knows no resources
 */
record Request(String action, String resource, Facts facts) {

    Request(String action, String resource, Facts facts) {
        this.action = action.toLowerCase(Locale.ROOT);
        this.resource = resource;
        this.facts = facts;
    }

    String service() {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }
}
