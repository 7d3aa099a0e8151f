package io.muster.scan;

import io.muster.inventory.kind.Described;

/** The cause of a scan. */
@Described("The cause of a scan.")
public enum ScanTrigger {
    @Described("A request, over REST.")
    REQUEST,
    @Described("The account's schedule.")
    SCHEDULE,
    @Described("An event from AWS, or imported signals that changed.")
    EVENT,
    @Described("The first start of Muster with the account.")
    START_UP
}
