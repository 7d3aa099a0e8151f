package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.DeleteAclEntry;
import io.muster.estate.change.DeleteRoute;
import io.muster.estate.change.PutAclEntry;
import io.muster.estate.change.PutRoute;
import io.muster.estate.change.ReplaceAclEntries;
import io.muster.estate.change.ReplaceRoutes;
import io.muster.estate.change.Unknowable;
import io.muster.estate.reach.Protocols;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Network ACLs and routes in a Terraform plan. */
final class PlanNetworks {

    private static final String ACL_ID = "network_acl_id";
    private static final String TABLE_ID = "route_table_id";
    private static final List<String> TCP_AND_UDP = List.of("6", "17");
    private static final List<String> ICMP = List.of("1", "58");

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
            "network_interface_id",
            "vpc_endpoint_id",
            "carrier_gateway_id",
            "local_gateway_id",
            "core_network_arn");

    private static final List<String> OF_A_RULE = List.of(
            "rule_number", "rule_action", "protocol", "egress", "from_port", "to_port", "icmp_type", "icmp_code");

    private PlanNetworks() {}

    static void aclRule(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            JsonNode old = resource.before();
            Integer number = PlanResource.integer(old, "rule_number");
            plan.propose(
                    resource,
                    new DeleteAclEntry(
                            String.valueOf(PlanResource.text(old, ACL_ID)),
                            old.path("egress").asBoolean(),
                            number == null ? 0 : number));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String id = resource.unknown(ACL_ID) ? null : PlanResource.text(resource.after(), ACL_ID);
        if (id == null) {
            plan.undecided(resource, ACL_ID);
        } else if (Stream.concat(DESTINATIONS.stream(), OF_A_RULE.stream()).anyMatch(resource::unknown)) {
            plan.propose(resource, new Unknowable(ResourceKind.NETWORK_ACL, "networkAclId", id));
        } else {
            JsonNode entry = resource.after();
            plan.propose(
                    resource,
                    new PutAclEntry(id, entry(entry, entry.path("egress").asBoolean(), "rule_number", "rule_action")));
        }
    }

    static void acl(PlanResource resource, TerraformPlan plan) {
        if (!resource.updates()) {
            plan.ignore(resource, "the entries of an existing network ACL are judged, not that one is made or deleted");
            return;
        }
        String id = String.valueOf(PlanResource.text(resource.before(), "id"));
        for (String direction : List.of("ingress", "egress")) {
            if (resource.unknown(direction)) {
                plan.propose(resource, new Unknowable(ResourceKind.NETWORK_ACL, "networkAclId", id));
            } else if (resource.differs(direction)) {
                boolean egress = direction.equals("egress");
                List<NetworkAclEntry> entries = new ArrayList<>();
                resource.after()
                        .path(direction)
                        .forEach(block -> entries.add(entry(block, egress, "rule_no", "action")));
                plan.propose(resource, new ReplaceAclEntries(id, egress, entries));
            }
        }
        if (resource.differs("subnet_ids")) {
            plan.ignore(resource, "the exchange of a network ACL's subnets is not modelled");
        }
    }

    private static NetworkAclEntry entry(JsonNode block, boolean egress, String number, String action) {
        String protocol = RuleReader.numbered(Protocols.normal(String.valueOf(PlanResource.text(block, "protocol"))));
        boolean icmp = ICMP.contains(protocol);
        boolean ports = TCP_AND_UDP.contains(protocol);
        return new NetworkAclEntry(
                PlanResource.integer(block, number),
                egress,
                "allow".equalsIgnoreCase(PlanResource.text(block, action)),
                protocol,
                bound(block, icmp ? "icmp_type" : "from_port", icmp || ports),
                bound(block, icmp ? "icmp_code" : "to_port", icmp || ports),
                PlanResource.first(block, DESTINATIONS));
    }

    @Nullable
    private static Integer bound(JsonNode block, String attribute, boolean bounded) {
        return bounded ? RuleReader.unlessAll(PlanResource.integer(block, attribute)) : null;
    }

    static void route(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(
                    resource,
                    new DeleteRoute(
                            String.valueOf(PlanResource.text(resource.before(), TABLE_ID)),
                            String.valueOf(PlanResource.first(resource.before(), DESTINATIONS))));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String id = resource.unknown(TABLE_ID) ? null : PlanResource.text(resource.after(), TABLE_ID);
        String destination = PlanResource.first(resource.after(), DESTINATIONS);
        String target = PlanResource.first(resource.after(), TARGETS);
        if (id == null) {
            plan.undecided(resource, TABLE_ID);
        } else if (destination == null || target == null) {
            plan.propose(resource, new Unknowable(ResourceKind.ROUTE_TABLE, "routeTableId", id));
        } else {
            plan.propose(resource, new PutRoute(id, destination, target));
        }
    }

    static void table(PlanResource resource, TerraformPlan plan) {
        if (!resource.updates()) {
            plan.ignore(resource, "the routes of an existing table are judged, not that one is made or deleted");
            return;
        }
        String id = String.valueOf(PlanResource.text(resource.before(), "id"));
        if (resource.unknown("route")) {
            plan.propose(resource, new Unknowable(ResourceKind.ROUTE_TABLE, "routeTableId", id));
        } else if (resource.differs("route")) {
            List<Route> routes = new ArrayList<>();
            resource.after()
                    .path("route")
                    .forEach(block -> routes.add(PutRoute.route(
                            String.valueOf(PlanResource.first(block, DESTINATIONS)),
                            String.valueOf(PlanResource.first(block, TARGETS)))));
            plan.propose(resource, new ReplaceRoutes(id, routes));
        }
    }
}
