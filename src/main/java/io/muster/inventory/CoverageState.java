package io.muster.inventory;

import io.muster.inventory.kind.Described;

/** A cell's state, as the API has it. */
@Described("How the last attempt to list a cell ended.")
public enum CoverageState {
    @Described("The listing was complete: a resource that it does not hold does not exist.")
    COMPLETE,
    @Described(
            "The listing failed, or read less than all: resources that it did not read are as they were at the last complete one.")
    FAILED,
    @Described(
            "The cell was never listed, although its account is registered: the absence of resources proves nothing.")
    NEVER
}
