package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The path from an interface of one estate to one of another by their private addresses: within a VPC that the one account shares with the other, or
 * over peering connections and transit gateways, there and back. In a shared VPC, the first estate tells of all but what is at the interface at the
 * end and in its subnet; else each tells of its own VPC.
 */
record FarPair(
        Estate here,
        Resource<NetworkInterface> from,
        Cidr source,
        Estate there,
        Resource<NetworkInterface> to,
        Cidr destination) {

    /**
     * From all addresses of the one to all of the other.
     *
     * @param groups of the addresses, by what either estate tells
     */
    static Stream<Outcome> ask(
            AddressGroups groups,
            Estate here,
            Resource<NetworkInterface> from,
            Estate there,
            Resource<NetworkInterface> to,
            List<ServiceRange> services) {
        return groups.ask(
                from,
                to,
                services,
                (source, destination) -> new FarPair(here, from, source, there, to, destination).passage());
    }

    /** What each hop of the way sees as the destination is told by the source. */
    Passage passage() {
        RouteTables tables = RouteTables.of(here);
        RouteTables.Serving serving = tables.serving(subnet(), vpc(from));
        return serving.table()
                .map(this::passage)
                .orElseGet(() -> new Passage(List.of(Gate.unknown(subnet(), ResourceKind.SUBNET, serving.doubt()))));
    }

    private Passage passage(Resource<RouteTable> table) {
        Routing routing = RouteTables.of(here).routing(table);
        if (isOfOneVpc() && (isOfOneSubnet() || isLocal(routing))) {
            Passage out = new LocalPath(here, from).passage(groups(to)).orElseThrow();
            return told(out)
                    .with(new PrivateSources(there, to).ofVpc(groups(from)).gates());
        }
        FarLeg leg = leg();
        return (isOfOneVpc() ? Optional.<String>empty() : leg.target(table))
                .map(this::over)
                .or(() -> translated(routing))
                .orElseGet(() -> new Passage(List.of(leg.notLed(table, ""))));
    }

    /** By a NAT gateway, which may hand the packets on; a further one behind it is not followed. */
    private Optional<Passage> translated(Routing routing) {
        return routing.towards(destination)
                .filter(route -> Routing.isActive(route)
                        && Routing.leadsTo(route, NatGateways.NAT)
                        && !routing.isContested(destination))
                .map(Route::target)
                .filter(gateway -> new NatGateways(here).mayLeadTo(gateway, vpc(from), destination))
                .map(gateway -> new NatPath(here, from, source, destination, gateway)
                        .passage(
                                told(HostGroups.out(here, from, Set.of())),
                                (node, address) -> new FarPair(here, node, address, there, to, destination).onward()));
    }

    private Passage onward() {
        boolean isFurther = RouteTables.of(here).serving(subnet(), vpc(from)).table().stream()
                .flatMap(table -> RouteTables.of(here).routing(table).towards(destination).stream())
                .anyMatch(route -> Routing.leadsTo(route, NatGateways.NAT));
        return isFurther
                ? new Passage(List.of(Gate.unknown(
                        from.resourceId(), ResourceKind.NAT_GATEWAY, "where " + from.resourceId() + " leads to")))
                : passage();
    }

    private boolean isOfOneVpc() {
        return vpc(from).equals(vpc(to)) && isOfOneRegion();
    }

    private boolean isOfOneSubnet() {
        return subnet().equals(to.attributes().subnetId());
    }

    /** Within the VPC, a more specific route may lead elsewhere. */
    private boolean isLocal(Routing routing) {
        return !routing.isContested(destination)
                && routing.towards(destination).filter(Routing::isLocal).isPresent();
    }

    private boolean isOfOneRegion() {
        return here.scope().region().equals(there.scope().region());
    }

    /** The packets to the interface, what lets them in there, and the way of the answers, which need not be the same. */
    private Passage over(String target) {
        Set<String> members = target.startsWith(HostPair.PEERING) && isOfOneRegion() ? groups(to) : Set.of();
        Optional<TransitDetour> detour = TransitDetour.of(target, here, from, to, destination);
        Optional<Middlebox> between = Middlebox.behind(detour, source, there, to);
        List<Gate> gates = new ArrayList<>(Reach.sending(from).stream().toList());
        gates.add(told(HostGroups.out(here, from, members)));
        gates.addAll(leg().gates(new FarLeg.Terms(
                this::told,
                (acls, subnet) -> told(acls.out(subnet)),
                (acls, subnet) -> Middlebox.seenBy(between, acls.in(subnet)),
                "")));
        detour.flatMap(TransitDetour::dropping).map(this::told).ifPresent(gates::add);
        if (between.isPresent()) {
            gates.addAll(between.get().entry());
            return new Passage(List.copyOf(gates));
        }
        gates.addAll(entry(target));
        gates.addAll(new FarLeg(there, to, here, from, source)
                .gates(new FarLeg.Terms(
                        Gate::answering,
                        NetworkAcls::answersOut,
                        (acls, subnet) -> told(acls.answersIn(subnet)),
                        "answers: ")));
        return new Passage(List.copyOf(gates));
    }

    private FarLeg leg() {
        return new FarLeg(here, from, there, to, destination);
    }

    /**
     * Security groups name the members of those of another account over a peering connection of one region, and over a transit gateway where it and
     * both attachments support it.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html">Update your security groups to reference
     *     peer security groups</a>: not between regions
     */
    private List<Gate> entry(String target) {
        Reach reach = Reach.of(there);
        List<Gate> toAddresses = reach.entry(to);
        Reachable told = told(target);
        if (told == Reachable.NO) {
            return toAddresses;
        }
        List<Gate> toMembers = reach.entry(to, groups(from));
        if (told == Reachable.YES) {
            return toMembers;
        }
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < toMembers.size(); i++) {
            gates.add(HostGroups.perhaps(toAddresses.get(i), toMembers.get(i), "by " + target));
        }
        return gates;
    }

    private Reachable told(String target) {
        if (!isOfOneRegion()) {
            return Reachable.NO;
        }
        if (target.startsWith(HostPair.PEERING)) {
            return Reachable.YES;
        }
        Reachable told = new TransitGroups(here, target).told(vpc(from), there, vpc(to));
        return told == Reachable.YES && !(HostGroups.areOfVpc(here, from) && HostGroups.areOfVpc(there, to))
                ? Reachable.UNKNOWN
                : told;
    }

    private Passage told(Passage passage) {
        return new Passage(passage.gates().stream().map(this::told).toList());
    }

    private Gate told(Gate gate) {
        return gate.readdressed(destination, CidrSet.of(source));
    }

    private String subnet() {
        return String.valueOf(from.attributes().subnetId());
    }

    private static String vpc(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().vpcId());
    }

    private static Set<String> groups(Resource<NetworkInterface> eni) {
        return Set.copyOf(eni.attributes().securityGroupIds());
    }
}
