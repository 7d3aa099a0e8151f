package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * What is known of a cell.
 *
 * @param unread         what the last attempt did not read; nothing where it brought a complete listing
 * @param lastCompleteAt the last complete listing, which is when its resources were last seen
 */
public record CellState(Unread unread, @Nullable Instant lastCompleteAt) {}
