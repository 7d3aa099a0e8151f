package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * What is known of a cell.
 *
 * @param unread         what the last attempt did not read; nothing where it brought a complete listing
 * @param lastCompleteAt the last complete listing, which is when its resources were last seen
 * @param writtenBy      the transaction that wrote the cell last: as long as it is the same, the cell's resources are too
 */
public record CellState(Unread unread, @Nullable Instant lastCompleteAt, long writtenBy) {}
