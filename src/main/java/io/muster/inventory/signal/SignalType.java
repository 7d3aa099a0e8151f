package io.muster.inventory.signal;

import io.muster.inventory.kind.Described;

/** The classes of OCSF events that are accepted. */
@Described("The subject of a signal.")
public enum SignalType {
    @Described("A check of a configuration that failed (OCSF class 2003).")
    COMPLIANCE,
    @Described("Something that was seen to happen (OCSF class 2004).")
    DETECTION,
    @Described("A known vulnerability of software (OCSF class 2002).")
    VULNERABILITY
}
