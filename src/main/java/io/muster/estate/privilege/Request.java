package io.muster.estate.privilege;

import java.util.Locale;

/**
 * A request as policies see it.
 *
 * @param action   in lower case: case does not count in actions
 * @param resource its ARN; {@code *} for an action that knows no resources
 */
record Request(String action, String resource, Facts facts) {

    private static final int ACCOUNT_DIGITS = 12;
    private static final int PARTS_BEFORE_OWNER = 4;

    Request(String action, String resource, Facts facts) {
        this.action = action.toLowerCase(Locale.ROOT);
        this.resource = resource;
        this.facts = facts;
    }

    /** The request as it is before the principal changes anything for it, such as tags. */
    Request now() {
        return new Request(action, resource, facts.now());
    }

    /** Whether the resource is one of another account, by its ARN: that account's policies decide as well. */
    boolean isElsewhere(String account) {
        String owner = owner();
        return owner.length() == ACCOUNT_DIGITS
                && owner.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && !owner.equals(account);
    }

    /** The fifth part of the ARN; empty where there is none. This is asked of each request, for which a split takes too long. */
    private String owner() {
        int begin = 0;
        for (int part = 0; part < PARTS_BEFORE_OWNER; part++) {
            begin = resource.indexOf(':', begin) + 1;
            if (begin == 0) {
                return "";
            }
        }
        int end = resource.indexOf(':', begin);
        return end < 0 ? "" : resource.substring(begin, end);
    }

    String service() {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }
}
