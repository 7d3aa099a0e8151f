package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeRouteServerEndpoints}. */
@Described("An endpoint of a route server in a subnet.")
@IdentifiedBy("routeServerEndpointId")
public record RouteServerEndpoint(
        @Described("The route server endpoint's id.") @Nullable
        String routeServerEndpointId,

        @Described("pending, available, deleting, deleted, failing, failed or delete-failed.") @Nullable
        String state,

        @Described("The subnet's id.") @Nullable @Filterable("subnetIds") @Link(Relation.IN_SUBNET)
        String subnetId,

        @Described("The network interface's id.") @Nullable @Link(Relation.ATTACHED_TO)
        String networkInterfaceId,

        @Described("The route server endpoint's address.") @Nullable
        String address,

        @Described("Why the route server endpoint failed.") @Nullable
        String failureReason) {}
