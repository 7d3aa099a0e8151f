package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** Another port at the endpoints than at the listener. */
@Described("Another port at the endpoints of an endpoint group than at its listener.")
public record PortOverride(
        @Described("The listener's port.") @Nullable Integer listenerPort,
        @Described("The endpoints' port.") @Nullable Integer endpointPort) {}
