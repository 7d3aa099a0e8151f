package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The way of packets from an internet gateway through an appliance to a subnet, and of the answers back through the same one: the security groups of
 * the appliance's interfaces, and the routes, the network ACL and the block of public access of their subnets. The appliance itself is not modelled.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html">Gateway route tables</a>: answers must pass the same
 *     appliance
 */
record Inspection(Estate estate, String vpcId, String subnetId, EdgeRoutes edge) {

    private static final String ANY_OF_SEVERAL = "through which of several appliances packets to an interface come";
    private static final String SEVERAL = "by which of its interfaces an appliance sends packets on";

    /**
     * An interface or endpoint of an appliance.
     *
     * @param groups empty for an endpoint, which has none
     */
    private record Place(String subnetId, Optional<Set<String>> groups) {}

    /** The gates of each family that is inspected; each gate lets the other family pass. */
    List<Gate> gates() {
        return edge.through().keySet().stream()
                .sorted()
                .flatMap(family ->
                        gates(family, edge.through().get(family)).stream().map(gate -> of(family, gate)))
                .toList();
    }

    private static Gate of(IpFamily family, Gate gate) {
        CidrSet peers = CidrSet.ANY.only(family);
        Traffic others = Traffic.of(ServiceRange.ALL, CidrSet.ANY.minus(peers));
        return gate.admitting(
                InternetGatewayPath.told(gate.admits().among(peers)).union(Admission.exactly(others)));
    }

    private List<Gate> gates(IpFamily family, Set<String> entries) {
        String entry = entries.iterator().next();
        Optional<Place> outer = place(entry);
        if (entries.size() > 1) {
            return List.of(Gate.unknown(vpcId, ResourceKind.VPC, ANY_OF_SEVERAL));
        }
        if (outer.isEmpty()) {
            return List.of(unknown(entry));
        }
        List<Gate> gates = new ArrayList<>(outer(outer.get()));
        List<String> exits = exits(family, entry);
        for (String exit : exits) {
            Optional<Place> inner = place(exit);
            gates.addAll(inner.map(place -> inner(place, family)).orElseGet(() -> List.of(unknown(exit))).stream()
                    .map(gate -> exits.size() > 1 ? gate.doubted(SEVERAL) : gate)
                    .toList());
        }
        Admission past = past(family);
        return gates.stream()
                .map(gate -> gate.returning() && !past.possible().isEmpty()
                        ? gate.admitting(gate.admits().union(past))
                        : gate)
                .toList();
    }

    /** Answers that do not go back by the appliance; whether anything lets them through is not known. */
    private Admission past(IpFamily family) {
        Traffic elsewhere = table(subnetId)
                .map(routing ->
                        routing.towards(route -> leadsElsewhere(family, route)).possible())
                .orElse(Traffic.ALL);
        return Admission.between(Traffic.NONE, elsewhere.among(CidrSet.ANY.only(family)), Appliances.ONE_DIRECTION);
    }

    /** An owner of a shared VPC does not tell participants where its routes lead to. */
    private Gate unknown(String target) {
        if (SharedVpcs.of(estate).isForeign(vpcId)) {
            return Gate.unknown(
                    vpcId,
                    ResourceKind.VPC,
                    "whether the way through an appliance of " + vpcId + ", which another account shares, is open");
        }
        ResourceKind kind = ResourceKind.ofId(target).orElse(ResourceKind.VPC);
        return Gate.unknown(target, kind, SharedVpcs.of(estate).unread(kind, target, vpcId));
    }

    /** Between the internet gateway and the appliance. */
    private List<Gate> outer(Place place) {
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates =
                new ArrayList<>(List.of(Subnets.of(estate).publicAccess(place.subnetId()), acls.in(place.subnetId())));
        place.groups().ifPresent(groups -> gates.add(GroupSets.of(estate).in(groups, Set.of())));
        gates.addAll(List.of(wayOut(place.subnetId()), acls.answersOut(place.subnetId())));
        return gates;
    }

    private Gate wayOut(String of) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(of, vpcId);
        if (serving.table().isEmpty()) {
            return Gate.unknown(of, ResourceKind.SUBNET, serving.doubt()).answering();
        }
        Routing routing = tables.routing(serving.table().get());
        return new Gate(
                        serving.table().get().resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        routing.towards(this::isGateway),
                        packet -> "answers of the appliance: " + routing.about(packet.peer()),
                        packet -> "answers of the appliance do not go to the internet gateway: "
                                + routing.about(packet.peer()))
                .answering();
    }

    /** Between the appliance and the subnet. */
    private List<Gate> inner(Place place, IpFamily family) {
        List<Gate> gates = new ArrayList<>();
        place.groups().ifPresent(groups -> gates.add(towards(family, out(groups))));
        if (!place.subnetId().equals(subnetId)) {
            NetworkAcls acls = NetworkAcls.of(estate);
            gates.add(towards(family, acls.out(place.subnetId())));
            gates.add(towards(family, acls.answersIn(place.subnetId())));
        }
        return gates;
    }

    /** Rules that name groups may let it out to the host, whose groups are not looked at. */
    private Gate out(Set<String> groups) {
        Gate out = GroupSets.of(estate).out(groups, Set.of());
        return GroupSets.of(estate).letOut(groups).isEmpty()
                ? out
                : out.doubted("whether an appliance's groups let it out to groups of the host");
    }

    /** A hop that looks at the addresses of the subnet, not at those of the internet. */
    private Gate towards(IpFamily family, Gate gate) {
        CidrSet own = Subnets.of(estate).addresses(subnetId).only(family);
        CidrSet hosts = own.isEmpty() ? CidrSet.ANY.only(family) : own;
        Cidr first = hosts.first().orElseThrow();
        return gate.readdressed(first, CidrSet.ANY)
                .admitting(gate.admits().forAnyOf(hosts, "which addresses of " + subnetId + " an appliance sends to"));
    }

    /** The interfaces of the appliance that answers go back by, which are those that it sends on by. */
    private List<String> exits(IpFamily family, String entry) {
        List<String> exits = table(subnetId).stream()
                .flatMap(routing -> routing.taken().stream())
                .filter(taken -> Internet.touches(taken.destinations().only(family)))
                .map(Routing.Taken::route)
                .filter(route -> Routing.isActive(route) && edge.comesBack(family, route, estate))
                .map(Route::target)
                .distinct()
                .toList();
        return exits.isEmpty() ? List.of(entry) : exits;
    }

    private boolean leadsElsewhere(IpFamily family, Route route) {
        return isGateway(route)
                || (new Appliances(estate).areTargetOf(route) && !edge.comesBack(family, route, estate));
    }

    private boolean isGateway(Route route) {
        return InternetGateways.of(estate).mayBeOf(vpcId, String.valueOf(route.target()));
    }

    private Optional<Routing> table(String of) {
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(of, vpcId).table().map(tables::routing);
    }

    private Optional<Place> place(String target) {
        return Stream.concat(
                        new Appliances(estate)
                                        .find(target)
                                        .filter(eni -> eni.attributes().subnetId() != null)
                                        .map(eni -> new Place(
                                                eni.attributes().subnetId(),
                                                Optional.of(Set.copyOf(
                                                        eni.attributes().securityGroupIds()))))
                                        .stream(),
                        endpoint(target).map(subnet -> new Place(subnet, Optional.empty())).stream())
                .findFirst();
    }

    /** The one subnet of an endpoint of a Gateway Load Balancer. */
    private Optional<String> endpoint(String target) {
        return estate.holds(ResourceKind.VPC_ENDPOINT)
                ? estate.stored(VpcEndpoint.class, target)
                        .filter(estate::current)
                        .map(endpoint -> endpoint.attributes().subnetIds())
                        .filter(subnets -> subnets.size() == 1)
                        .map(subnets -> subnets.get(0))
                : Optional.empty();
    }
}
