package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * The state of a cell.
 *
 * @param unread         the resources that the last attempt did not read; none where it brought a complete listing
 * @param lastCompleteAt the last complete listing, which is when its resources were last seen
 * @param abandoned      whether its kind is no longer read because no management account is configured: it then counts as never
 *                       read, as do its stored resources
 * @param writtenBy      the transaction that wrote the cell last: as long as it is the same, the cell's resources are too
 */
public record CellState(Unread unread, @Nullable Instant lastCompleteAt, boolean abandoned, long writtenBy) {}
