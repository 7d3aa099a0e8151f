package io.muster.finding.exemption;

import io.muster.inventory.kind.Described;

/** The type of an event of an exemption. */
@Described("The type of an event of an exemption.")
public enum ExemptionEventType {
    @Described("It was asked for. A second person has yet to approve it.")
    REQUESTED,
    @Described("It was made, and is in force.")
    CREATED,
    @Described("A second person approved it.")
    APPROVED,
    @Described("A second person refused it.")
    REFUSED,
    @Described("Its reason, owner, end or evidence was changed.")
    CHANGED,
    @Described("Its end is near: muster.exemptions.notice before it.")
    ENDS_SOON,
    @Described("Its end came.")
    EXPIRED,
    @Described("A person ended it, or purged its account.")
    LIFTED
}
