package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeRouteServerPeers}. */
@Described("An appliance that a route server exchanges routes with, by BGP.")
@IdentifiedBy("routeServerPeerId")
public record RouteServerPeer(
        @Described("The route server peer's id.") @Nullable String routeServerPeerId,

        @Described("The endpoint that it is a peer of.") @Nullable
        String routeServerEndpointId,

        @Described("pending, available, deleting, deleted, failing or failed.") @Nullable
        String state,

        @Described("The appliance's address.") @Nullable String peerAddress,

        @Described("The appliance's autonomous system number.") @Nullable
        String peerAsn,

        @Described("How it is found to be dead: bfd or bgp-keepalive.") @Nullable
        String livenessDetection,

        @Described("Whether the BGP session is up or down at the moment; its change alone makes no version.")
        @Nullable
        @Unhashed(Flicker.HEALTH)
        String bgpStatus,

        @Described("Why the route server peer failed.") @Nullable
        String failureReason) {}
