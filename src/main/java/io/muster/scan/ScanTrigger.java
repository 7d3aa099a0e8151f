package io.muster.scan;

import io.muster.inventory.kind.Described;

/** What set a scan off. */
@Described("What set a scan off.")
public enum ScanTrigger {
    @Described("Somebody asked for it.")
    REQUEST,
    @Described("The account's schedule.")
    SCHEDULE,
    @Described("Something that AWS told of.")
    EVENT,
    @Described("The first start with the account.")
    START_UP
}
