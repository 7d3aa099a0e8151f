package io.muster.finding;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A finding's identity: the same rule on the same resource is the same finding, over rescans and databases. */
public final class FindingId {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private FindingId() {}

    static UUID of(String ruleId, String resourceArn) {
        return UUID.nameUUIDFromBytes((ruleId + '|' + resourceArn).getBytes(StandardCharsets.UTF_8));
    }

    /** The id that a caller names; empty for a text of another form, which is no finding's id. */
    public static Optional<UUID> tryParse(String id) {
        return FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }
}
