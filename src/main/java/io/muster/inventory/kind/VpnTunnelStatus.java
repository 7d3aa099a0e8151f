package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;

/** How a VPN tunnel is doing. */
@Described("How a VPN tunnel is doing. A change of it alone makes no history.")
@IdentifiedBy("outsideIp")
public record VpnTunnelStatus(
        @Described("The address of Amazon's end.") @Nullable String outsideIp,

        @Described("UP or DOWN.") @Nullable @Unhashed(Flicker.HEALTH) @Filterable("tunnelStatuses")
        String status,

        @Described("AWS's text on an error.") @Nullable @Unhashed(Flicker.HEALTH)
        String statusMessage,

        @Described("When the status changed last.") @Nullable @Unhashed(Flicker.HEALTH)
        Instant lastStatusChange,

        @Described("How many routes the customer's end has announced.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Integer acceptedRouteCount,

        @Described("The ARN of the certificate of Amazon's end.") @Nullable
        String certificateArn) {}
