package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayAssociation;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayPeer;
import io.muster.inventory.kind.TransitGatewayPeering;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayRouteTarget;
import io.muster.inventory.kind.Vpc;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Hosts eni-1, eni-2 and so on, each in a VPC of its own number, which is attached to a transit gateway of that number in its place; each gateway is
 * peered with the next. A test replaces a part: "routes 2" are those of the second gateway.
 */
final class PeeredGateways {

    private final List<Scope> places;
    private final Map<String, Estates.Made<?>> parts;
    private final Set<Scope> untold = new HashSet<>();

    private PeeredGateways(List<Scope> places, Map<String, Estates.Made<?>> parts) {
        this.places = places;
        this.parts = parts;
    }

    /** @param places of the VPCs and gateways, in their order */
    static PeeredGateways in(List<Scope> places, Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        for (int number = 1; number <= places.size(); number++) {
            add(parts, places, number);
        }
        return new PeeredGateways(places, Network.changed(parts, changes));
    }

    /** Nothing is told of the place where it is not the one that is asked. */
    PeeredGateways untold(Scope place) {
        untold.add(place);
        return this;
    }

    private static void add(Map<String, Estates.Made<?>> parts, List<Scope> places, int number) {
        String account = places.get(number - 1).accountId();
        String range = range(number);
        parts.put(
                "vpc " + number,
                Made.of("vpc-" + number, new Vpc(List.of(range), List.of(), false, account, null, null)));
        parts.put(
                "subnet " + number,
                FarEstates.subnet("subnet-" + number, "vpc-" + number, "10." + number + ".1.0/24", account));
        parts.put(
                "table " + number,
                mainTable(
                        "rtb-" + number, "vpc-" + number, route(range, "local"), route("10.0.0.0/8", "tgw-" + number)));
        parts.put("acl " + number, openAcl("acl-" + number, "subnet-" + number));
        parts.put(
                "group " + number,
                group("sg-" + number).in("tcp", 22, 22, "10.0.0.0/8").out("-1", null, null, "0.0.0.0/0"));
        parts.put(
                "host " + number,
                eni("eni-" + number)
                        .of("i-" + number)
                        .inVpc("vpc-" + number)
                        .in("subnet-" + number)
                        .privateIps("10." + number + ".1.100")
                        .groups("sg-" + number));
        parts.put(
                "attachment " + number,
                attachment(places, number, "tgw-attach-" + number, "vpc", "vpc-" + number, number));
        TreeMap<String, String> routes = new TreeMap<>(Map.of(range, "vpc-" + number));
        if (number > 1) {
            parts.put("before " + number, peering(places, number, number - 1));
            for (int before = 1; before < number; before++) {
                routes.put(range(before), "tgw-attach-p" + (number - 1));
            }
        }
        if (number < places.size()) {
            parts.put("peering " + number, peering(places, number, number + 1));
            for (int next = number + 1; next <= places.size(); next++) {
                routes.put(range(next), "tgw-attach-p" + number);
            }
        }
        parts.put("routes " + number, routes(number, routes));
    }

    static String range(int number) {
        return "10." + number + ".0.0/16";
    }

    private static Estates.Made<?> peering(List<Scope> places, int number, int other) {
        return attachment(places, number, "tgw-attach-p" + Math.min(number, other), "peering", "tgw-" + other, other);
    }

    /** As AWS lists a peering, whose ends have one id, at the gateway of the number; without the ends where these were not read. */
    static Estates.Made<?> attachment(
            List<Scope> places, int number, String id, String type, String attached, int owner, Object... more) {
        Object[] usual = {
            "state",
            "available",
            "transitGatewayId",
            "tgw-" + number,
            "transitGatewayOwnerId",
            places.get(number - 1).accountId(),
            "attachedType",
            type,
            "attachedId",
            attached,
            "attachedOwnerId",
            places.get(owner - 1).accountId(),
            "routeTableId",
            "tgw-rtb-" + number,
            "associationState",
            "associated",
            "peering",
            type.equals("vpc") ? null : new TransitGatewayPeering(end(places, number), end(places, owner), null, null)
        };
        return Made.of(id, Parts.of(TransitGatewayAttachment.class, Network.with(usual, more)));
    }

    private static TransitGatewayPeer end(List<Scope> places, int number) {
        Scope place = places.get(number - 1);
        return new TransitGatewayPeer("tgw-" + number, null, place.accountId(), place.region());
    }

    /** The table of the gateway of the number: VPCs and attachments by destination. */
    static Estates.Made<?> routes(int number, Map<String, String> targets) {
        return Made.of(
                "tgw-rtb-" + number,
                Parts.of(
                        TransitGatewayRouteTable.class,
                        "state",
                        "available",
                        "transitGatewayId",
                        "tgw-" + number,
                        "associations",
                        Stream.of("tgw-attach-" + number, "tgw-attach-p" + (number - 1), "tgw-attach-p" + number)
                                .map(id -> new TransitGatewayAssociation(id, null, null, "associated"))
                                .toList(),
                        "routes",
                        targets.entrySet().stream()
                                .map(one -> new TransitGatewayRoute(
                                        one.getKey(), null, "active", "static", List.of(target(one.getValue()))))
                                .toList()));
    }

    private static TransitGatewayRouteTarget target(String id) {
        return id.startsWith("vpc-")
                ? new TransitGatewayRouteTarget("tgw-attach-" + id.substring(4), "vpc", id)
                : new TransitGatewayRouteTarget(id, "peering", "tgw-x");
    }

    /** From the one host to the other. */
    Outcome ask(int from, int to) {
        return ask(from, to, Hosts.SSH);
    }

    Outcome ask(int from, int to, ServiceRange services) {
        Estate here = estate(places.get(from - 1));
        Estate there = estate(places.get(to - 1));
        Endpoint.Host source = host(here, from);
        Endpoint.Host target = host(there, to);
        return places.get(from - 1).equals(places.get(to - 1))
                ? Questions.of(here).ask(source, target, services)
                : new FarQuestions(here, there).ask(source, target, services);
    }

    Outcome toAddress(int from, String address) {
        Estate here = estate(places.get(from - 1));
        return Questions.of(here).ask(host(here, from), new Endpoint.Range(CidrSet.parse(address)), Hosts.SSH);
    }

    Outcome fromAddress(String address, int to) {
        Estate there = estate(places.get(to - 1));
        return Questions.of(there).ask(new Endpoint.Range(CidrSet.parse(address)), host(there, to), Hosts.SSH);
    }

    /** From the internet to the host, as far as load balancers of the places were not read. */
    Outcome unread(int to, Set<Scope> read) {
        Map<String, Set<Scope>> tenants = Map.of("vpc-1", Set.of(), "vpc-2", Set.of(), "vpc-3", Set.of());
        Estate there = estate(places.get(to - 1));
        return Outcome.best(new BalancerNetworks(there, host(there, to))
                        .unread(new Endpoint.Everyone(), there, Hosts.SSH, new BalancersRead(Set.of(), read, tenants)))
                .orElseGet(Questions::nothing);
    }

    private static Endpoint.Host host(Estate estate, int number) {
        List<Resource<NetworkInterface>> found =
                estate.stored(NetworkInterface.class, "eni-" + number).stream().toList();
        return new Endpoint.Host(found);
    }

    private Estate estate(Scope asked) {
        Estates estates = Estates.estate().with(of(asked)).at(asked);
        places.stream()
                .distinct()
                .filter(place -> !place.equals(asked) && !untold.contains(place))
                .forEach(place -> estates.toldBy(place, Set.of(ResourceKind.INSTANCE), of(place)));
        return estates.build();
    }

    private Estates.Made<?>[] of(Scope place) {
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null
                        && places.get(Integer.parseInt(part.getKey().replaceAll("\\D", "")) - 1)
                                .equals(place))
                .map(Map.Entry::getValue)
                .toArray(Estates.Made[]::new);
    }

    /** With the routes of a gateway alone. */
    static Object[] routed(int number, String... destinationsAndTargets) {
        Map<String, String> targets = new TreeMap<>();
        for (int i = 0; i < destinationsAndTargets.length; i += 2) {
            targets.put(destinationsAndTargets[i], destinationsAndTargets[i + 1]);
        }
        return new Object[] {"routes " + number, routes(number, targets)};
    }
}
