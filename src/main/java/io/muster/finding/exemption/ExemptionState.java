package io.muster.finding.exemption;

import io.muster.inventory.kind.Described;

/** Where an exemption is in its life. */
@Described("Where an exemption is in its life.")
public enum ExemptionState {
    @Described("A second person has yet to approve it. It covers nothing.")
    REQUESTED,
    @Described("It is in force.")
    ACTIVE,
    @Described("A second person refused it.")
    REFUSED,
    @Described("A person ended it, or purged its account.")
    LIFTED,
    @Described("Its end has come.")
    EXPIRED;

    boolean ended() {
        return this != REQUESTED && this != ACTIVE;
    }
}
