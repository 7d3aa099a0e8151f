package io.muster.finding.webhook;

import io.muster.inventory.kind.Described;

/** Where the delivery of an event to a webhook is in its life. */
@Described("Where the delivery of an event to a webhook is in its life.")
public enum DeliveryState {
    @Described("It is to be sent, or to be sent again.")
    PENDING,
    @Described("The target took it.")
    DELIVERED,
    @Described("It was given up after the last attempt. It can be replayed.")
    DEAD,
    @Described("It waits for the webhook's next digest.")
    GATHERED,
    @Described("It is part of a digest, which is a delivery of its own.")
    DIGESTED
}
