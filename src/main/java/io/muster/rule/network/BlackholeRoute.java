package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** AWS keeps a route after its target was deleted, and drops the traffic. */
@Singleton
class BlackholeRoute extends RecordRule<RouteTable> {

    private static final String BLACKHOLE = "blackhole";

    BlackholeRoute() {
        super(
                new RuleMetadata(
                        "vpc-route-blackhole",
                        "Route leads to a target that is gone",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.ROUTE_TABLE,
                        "Traffic to the destination is dropped. Where the target was a peering connection or a transit"
                                + " gateway, the owner of a new one with the same range receives the traffic once the route"
                                + " is pointed there. A route that is meant to block traffic shows as well.",
                        "Delete the route, or point it to the target that replaces the deleted one.",
                        List.of(
                                "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html"),
                        List.of()),
                RouteTable.class);
    }

    @Override
    public Verdict judge(Resource<RouteTable> resource, Estate estate) {
        RouteTable table = resource.attributes();
        if (foreign(resource, table.ownerId())) {
            return Verdict.notApplicable();
        }
        List<Route> gone = table.routes().stream()
                .filter(route -> BLACKHOLE.equals(route.state()))
                .toList();
        if (gone.isEmpty()) {
            return table.routes().stream().allMatch(route -> route.state() != null)
                    ? Verdict.pass()
                    : Verdict.unknown("AWS does not report the state of a route of this table");
        }
        return fail(
                gone.size() == 1
                        ? "A route of the table leads to a target that is gone."
                        : gone.size() + " routes of the table lead to targets that are gone.",
                Evidence.of("routeTableId", resource.resourceId())
                        .and("vpcId", table.vpcId())
                        .and("routes", gone.stream().map(BlackholeRoute::facts).toList())
                        .and("subnetIds", table.subnetIds())
                        .and("main", table.main())
                        .facts());
    }

    private static Map<String, Object> facts(Route route) {
        return Evidence.of("destination", route.destination())
                .and("target", route.target())
                .and("propagated", route.propagated())
                .facts();
    }
}
