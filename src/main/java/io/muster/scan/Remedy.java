package io.muster.scan;

import jakarta.annotation.Nullable;

/**
 * The way to close a gap.
 *
 * @param deniedBy     the policy that denies the operation; null where it failed for another reason
 * @param text         a sentence for people
 * @param action       the IAM action that a statement has to allow; null where no statement would help
 * @param organization whether the action is for the role that reads the organization, else it is for the account's
 */
public record Remedy(
        @Nullable DenialCause deniedBy,
        String text,
        @Nullable String action,
        boolean organization) {

    static Remedy other(String text) {
        return new Remedy(null, text, null, false);
    }
}
