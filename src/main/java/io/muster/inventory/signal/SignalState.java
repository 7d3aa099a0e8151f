package io.muster.inventory.signal;

import io.muster.inventory.kind.Described;

/** Where a signal stands with its source. */
@Described("Where a signal stands, by its source. One that is closed is not shown.")
public enum SignalState {
    @Described("It stands.")
    OPEN,
    @Described("Its source has it suppressed.")
    SUPPRESSED,
    @Described("It was resolved, archived, or passed.")
    CLOSED
}
