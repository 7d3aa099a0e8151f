package io.muster.finding;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A stored finding that this assessment does not confirm.
 *
 * @param lastConfirmedAt when it was confirmed last; null where that is stored already
 */
record Unconfirmed(UUID id, @Nullable Instant lastConfirmedAt) {}
