package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.Change;
import io.muster.estate.change.DeleteRoute;
import io.muster.estate.change.PutRoute;
import io.muster.estate.change.ReplaceRoutes;
import io.muster.estate.change.Unknowable;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Route tables in a Terraform plan. */
final class PlanRoutes {

    private static final String TABLE_ID = "route_table_id";

    private static final List<String> DESTINATIONS = List.of(
            "destination_cidr_block",
            "destination_ipv6_cidr_block",
            "destination_prefix_list_id",
            "cidr_block",
            "ipv6_cidr_block");

    private static final List<String> TARGETS = List.of(
            "gateway_id",
            "nat_gateway_id",
            "egress_only_gateway_id",
            "transit_gateway_id",
            "vpc_peering_connection_id",
            "vpc_endpoint_id",
            "carrier_gateway_id",
            "local_gateway_id",
            "core_network_arn",
            "odb_network_arn");

    /** Targets that AWS tells as well of a route that an author gives another one. */
    private static final List<String> FILLED_IN = List.of("network_interface_id", "instance_id");

    /** The attributes of a route, with those that AWS fills in. */
    static final Set<String> OF_A_ROUTE = Stream.of(
                    DESTINATIONS, TARGETS, FILLED_IN, List.of(TABLE_ID, "instance_owner_id", "state", "origin"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private PlanRoutes() {}

    static void route(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(
                    resource,
                    new DeleteRoute(
                            resource.old(TABLE_ID),
                            String.valueOf(PlanResource.first(resource.before(), DESTINATIONS))));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String id = resource.unknown(TABLE_ID) ? null : PlanResource.text(resource.after(), TABLE_ID);
        String destination = PlanResource.first(resource.after(), DESTINATIONS);
        String target = TARGETS.stream().anyMatch(resource::unknown) ? null : target(resource.after());
        if (id == null) {
            plan.undecided(resource, TABLE_ID);
        } else if (destination == null || target == null) {
            plan.propose(resource, unknown(id));
        } else {
            plan.propose(resource, new PutRoute(id, destination, target));
        }
    }

    static void table(PlanResource resource, TerraformPlan plan) {
        if (!resource.updates()) {
            plan.ignore(resource, "the routes of an existing table are judged, not that one is made or deleted");
            return;
        }
        String id = resource.old("id");
        if (resource.unknown("route")) {
            plan.propose(resource, unknown(id));
        } else if (resource.differs("route")) {
            plan.propose(resource, replaced(id, resource.after().path("route")));
        }
    }

    private static Change replaced(String id, JsonNode blocks) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode block : blocks) {
            String destination = PlanResource.first(block, DESTINATIONS);
            String target = target(block);
            if (destination == null || target == null) {
                return unknown(id);
            }
            routes.add(PutRoute.route(destination, target));
        }
        return new ReplaceRoutes(id, routes);
    }

    @Nullable
    private static String target(JsonNode state) {
        String target = PlanResource.first(state, TARGETS);
        return target == null ? PlanResource.first(state, FILLED_IN) : target;
    }

    private static Unknowable unknown(String tableId) {
        return new Unknowable(ResourceKind.ROUTE_TABLE, "routeTableId", tableId);
    }
}
