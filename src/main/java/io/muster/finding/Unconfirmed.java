package io.muster.finding;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A stored finding that this assessment does not confirm.
 *
 * @param lastConfirmedAt when it was confirmed last; null where that is stored already
 * @param resolution      the resolution by the rule's verdict; null where there was no verdict
 */
record Unconfirmed(
        UUID id,
        String ruleId,
        @Nullable Instant lastConfirmedAt,
        @Nullable FindingResolution resolution) {}
