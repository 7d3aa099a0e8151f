package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the EC2 API's {@code DescribeRouteServers}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.ROUTE_SERVER,
        plural = "routeServers",
        description = "A VPC Route Server: it writes routes that appliances announce by BGP into route tables.")
public record RouteServer(
        @Described("pending, available, modifying, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("The autonomous system number on AWS's side.") @Nullable
        String amazonSideAsn,

        @Described(
                "Whether routes stay when all BGP sessions are down: enabling, enabled, resetting, disabling, disabled or modifying.")
        @Nullable
        @Dimension
        String persistRoutes,

        @Described("For how many minutes they stay.") @Nullable
        Long persistRoutesMinutes,

        @Described("The ARN of the topic to which it tells changes of BGP and BFD sessions.") @Nullable
        String snsTopicArn,

        @Described("The VPCs in which it has endpoints; absent where the endpoints could not be read.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpcs", to = ResourceKind.VPC)
        List<String> vpcIds,

        @Described("The route server's endpoints; absent where they could not be read.") @Nullable
        List<RouteServerEndpoint> endpoints,

        @Described("The appliances that it exchanges routes with; absent where they could not be read.") @Nullable
        List<RouteServerPeer> peers) {}
