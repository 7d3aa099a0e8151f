package io.muster.estate.reach;

import io.muster.inventory.kind.Described;

/** Whether a connection gets through. */
@Described("Whether a connection gets through.")
public enum Reachable {
    @Described("It gets through, and the answer gets back.")
    YES,
    @Described("It is stopped, and the hop that stops it is known.")
    NO,
    @Described("Unknown: resources that were not read decide.")
    UNKNOWN
}
