package io.muster.account;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An account's place in its organization.
 *
 * @param path   the names of the units below the root, as in {@code /Production/Payments}; {@code /} for the root
 * @param units  the ids of the root and the units, the root first
 * @param tags   the tags of the account in the organization; null where they could not be read
 * @param leftAt when it was found to have left the organization, or to be no longer selected; null while it is in
 */
public record Membership(
        String path,
        List<String> units,
        @Nullable Map<String, String> tags,
        @Nullable Instant leftAt) {

    Membership leftAt(Instant instant) {
        return new Membership(path, units, tags, instant);
    }

    /** The same membership; if its tags could not be read, with the tags known before. */
    Membership knowing(@Nullable Membership before) {
        return tags == null && before != null ? new Membership(path, units, before.tags, leftAt) : this;
    }
}
