package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.GroupIngress;
import io.muster.estate.reach.SubnetTables;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths that routes and groups of one VPC open to the whole of a peered one.
 *
 * @param paths     each the table, the network and the group by which it is open
 * @param undecided whether a route, a network or a source that could not be read may open more
 */
record PeeringPaths(String vpcId, List<Map<String, Object>> paths, boolean undecided) {

    /** @param networks the CIDRs of the peered VPC */
    static PeeringPaths of(String peeringId, String vpcId, List<CidrSet> networks, Estate estate) {
        List<Map<String, Object>> paths = new ArrayList<>();
        boolean undecided = networks.isEmpty();
        for (Resource<RouteTable> table : tables(vpcId, estate)) {
            List<Route> routes = routes(table, peeringId);
            if (routes.isEmpty()) {
                continue;
            }
            CidrSet led = SubnetTables.destinations(routes, estate);
            List<CidrSet> whole = networks.stream().filter(led::covers).toList();
            undecided |= whole.isEmpty() && SubnetTables.untold(routes, estate);
            for (Resource<SecurityGroup> group : groups(table, vpcId, estate)) {
                GroupIngress ingress = GroupIngress.of(group.attributes(), estate);
                List<String> open = open(ingress, whole);
                if (!open.isEmpty()) {
                    paths.add(path(table, routes, group, open));
                }
                undecided |= open.isEmpty() && !whole.isEmpty() && undecided(ingress);
            }
        }
        return new PeeringPaths(vpcId, List.copyOf(paths), undecided);
    }

    private static List<Resource<RouteTable>> tables(String vpcId, Estate estate) {
        return estate.all(RouteTable.class).stream()
                .filter(table -> vpcId.equals(table.attributes().vpcId()))
                .toList();
    }

    private static List<Route> routes(Resource<RouteTable> table, String peeringId) {
        return table.attributes().routes().stream()
                .filter(route -> peeringId.equals(route.target()) && !"blackhole".equals(route.state()))
                .toList();
    }

    /** The groups of the instances in the subnets that the table serves. */
    private static List<Resource<SecurityGroup>> groups(Resource<RouteTable> table, String vpcId, Estate estate) {
        return Interfaces.of(estate).inVpc(vpcId).stream()
                .map(Resource::attributes)
                .filter(eni -> eni.instanceId() != null && serves(table.attributes(), eni, vpcId, estate))
                .flatMap(eni -> eni.securityGroupIds().stream())
                .distinct()
                .map(id -> estate.find(SecurityGroup.class, id))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean serves(RouteTable table, NetworkInterface eni, String vpcId, Estate estate) {
        return table.subnetIds().contains(eni.subnetId())
                || (table.main()
                        && tables(vpcId, estate).stream()
                                .noneMatch(
                                        other -> other.attributes().subnetIds().contains(eni.subnetId())));
    }

    /** A group that admits a network to all ports admits it to those of administration. */
    private static List<String> open(GroupIngress ingress, List<CidrSet> networks) {
        return adminPorts()
                .filter(port -> networks.stream()
                        .anyMatch(network ->
                                ingress.sources(port.protocol(), port.number()).covers(network)))
                .map(AdminPort::text)
                .toList();
    }

    private static boolean undecided(GroupIngress ingress) {
        return adminPorts().anyMatch(port -> ingress.undecided(port.protocol(), port.number()));
    }

    private record AdminPort(String protocol, int number) {
        String text() {
            return protocol + "/" + number;
        }
    }

    private static Stream<AdminPort> adminPorts() {
        return OpenPorts.WITH_PORTS.stream()
                .flatMap(protocol -> Baseline.ADMIN_PORTS.stream().map(port -> new AdminPort(protocol, port)));
    }

    private static Map<String, Object> path(
            Resource<RouteTable> table, List<Route> routes, Resource<SecurityGroup> group, List<String> ports) {
        return Evidence.of("routeTableId", table.resourceId())
                .and(
                        "destinations",
                        routes.stream()
                                .map(Route::destination)
                                .filter(Objects::nonNull)
                                .toList())
                .and("groupId", group.resourceId())
                .and("ports", ports)
                .facts();
    }

    boolean open() {
        return !paths.isEmpty();
    }

    Map<String, Object> facts(String peeringId) {
        return Evidence.of("vpcPeeringConnectionId", peeringId)
                .and("vpcId", vpcId)
                .andFirst("paths", paths)
                .and("pathCount", paths.size())
                .facts();
    }
}
