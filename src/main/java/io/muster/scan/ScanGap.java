package io.muster.scan;

import io.muster.inventory.kind.ResourceKind;

/** What a scan could not read, and why. */
public record ScanGap(
        String accountId, String region, ResourceKind kind, String operation, String errorCode, String message) {

    /** What failed where no operation of AWS's did. */
    static final String OWN_OPERATION = "muster:Scan";
}
