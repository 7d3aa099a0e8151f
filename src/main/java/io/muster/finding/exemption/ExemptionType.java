package io.muster.finding.exemption;

import io.muster.inventory.kind.Described;

/** Whether an exemption is a suppression or an attestation. */
@Described("Whether an exemption is a suppression or an attestation.")
public enum ExemptionType {
    @Described("The finding is accepted, or not of concern, for a reason.")
    SUPPRESSION,
    @Described("A person checked the resource by hand, and states the verdict that the rule should have given.")
    ATTESTATION
}
