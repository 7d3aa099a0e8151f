package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** Ports from one to another, both included. */
@Described("Ports from one to another, both included.")
public record PortRange(
        @Described("The first port.") @Nullable Integer fromPort,
        @Described("The last port.") @Nullable Integer toPort) {}
