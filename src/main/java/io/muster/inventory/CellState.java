package io.muster.inventory;

import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * What is known of a cell.
 *
 * @param complete       whether the last attempt brought a complete listing
 * @param lastCompleteAt the last complete listing, which is when its resources were last seen
 */
public record CellState(boolean complete, @Nullable Instant lastCompleteAt) {}
