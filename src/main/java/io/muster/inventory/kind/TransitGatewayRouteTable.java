package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * See the EC2 API's {@code DescribeTransitGatewayRouteTables}, {@code GetTransitGatewayRouteTableAssociations} and
 * {@code SearchTransitGatewayRoutes}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE,
        plural = "transitGatewayRouteTables",
        description = "A route table of a transit gateway, with its routes and the attachments that are routed by it.")
@Related(
        field = "attachments",
        to = ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record TransitGatewayRouteTable(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The transit gateway's id.")
        @Nullable
        @Filterable("transitGatewayIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "transitGateway", to = ResourceKind.TRANSIT_GATEWAY)
        String transitGatewayId,

        @Described("Whether new attachments are associated with it.") @Nullable
        Boolean defaultAssociation,

        @Described("Whether new attachments propagate their routes to it.") @Nullable
        Boolean defaultPropagation,

        @Described("The attachments whose traffic is routed by it; absent where they could not be looked up.") @Nullable
        List<TransitGatewayAssociation> associations,

        @Described("The route table's active and blackhole routes; absent where they could not be looked up in full.")
        @Nullable
        List<TransitGatewayRoute> routes,

        @Described("When it was made.") @Nullable Instant creationTime,

        @Described(
                "When AWS was asked last for its associations and routes; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt({"associations", "routes"})
        Instant routesCheckedAt) {}
