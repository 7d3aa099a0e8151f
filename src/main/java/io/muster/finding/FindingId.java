package io.muster.finding;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A finding's identity: the same rule on the same resource is the same finding, over rescans and databases. */
final class FindingId {

    private FindingId() {}

    static UUID of(String ruleId, String resourceArn) {
        return UUID.nameUUIDFromBytes((ruleId + '|' + resourceArn).getBytes(StandardCharsets.UTF_8));
    }
}
