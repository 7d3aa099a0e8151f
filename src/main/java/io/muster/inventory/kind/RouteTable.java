package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeRouteTables}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.ROUTE_TABLE, plural = "routeTables", description = "A route table of a VPC.")
public record RouteTable(
        @Described("The VPC it belongs to.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("Whether it serves the subnets that have no table of their own.")
        @Filterable(value = "main", match = Filterable.Match.EQUALS)
        boolean main,

        @Described("The subnets associated with it by name.") @Link(Relation.ASSOCIATED_WITH)
        List<String> subnetIds,

        @Described("The gateways associated with it (ingress routing).") @Link(Relation.ASSOCIATED_WITH)
        List<String> gatewayIds,

        @Described("The routes of the table.") List<Route> routes,

        @Described("The account that owns it.") @Nullable @Dimension
        String ownerId,

        @Described(
                "The pools of public IPv4 addresses associated with it (ingress routing); absent where there is none.")
        @Nullable
        List<String> publicIpv4Pools) {}
