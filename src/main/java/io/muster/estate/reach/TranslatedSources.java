package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways from IPv6 addresses of VPCs of the estate, and of networks that these are connected with, to the IPv4 addresses of an interface, by NAT64: as
 * {@link TranslatedWays} from hosts, where these lead to is not followed. Of a VPC its tables tell whether there are any, in the owner's estate where
 * that is another account.
 */
record TranslatedSources(Estate estate, Resource<NetworkInterface> to) {

    /** How targets begin that take no answers to the private address of a NAT gateway in another VPC. */
    private static final List<String> NEVER =
            List.of(Routing.LOCAL, "igw-", NatGateways.NAT, EgressOnlyGateways.TARGET);

    /** A VPC of which an estate tells. */
    private record Told(Estate teller, String vpc, CidrSet networks) {

        boolean isOf(Scope place, String vpc) {
            return teller.scope().equals(place) && this.vpc.equals(vpc);
        }

        /** A listing of the VPC that is not complete now may lack ranges of it. */
        boolean mayHold(CidrSet sources) {
            return networks.intersects(sources)
                    || (!teller.knows(ResourceKind.VPC)
                            && teller.stored(Vpc.class, vpc)
                                    .filter(teller::current)
                                    .isEmpty());
        }
    }

    /** Empty where no packets get there so. */
    Optional<Outcome> ask(CidrSet sources, ServiceRange services) {
        CidrSet named = sources.only(IpFamily.IPV6);
        Traffic translated =
                NatGateways.translated(CidrSet.ANY.only(IpFamily.IPV4)).intersect(Traffic.of(services, CidrSet.ANY));
        if (named.isEmpty()
                || translated.isEmpty()
                || HostPair.addresses(to).noneMatch(address -> address.family() == IpFamily.IPV4)) {
            return Optional.empty();
        }
        Outcome in = new Passage(Reach.of(estate).entry(to)).ask(translated);
        return in.reachable() == Reachable.NO
                ? Optional.empty()
                : Outcome.unread(doubts(named), Traffic.of(services, named));
    }

    private Set<String> doubts(CidrSet sources) {
        List<PeeringSide> ends = ends();
        List<Told> told = told(ends);
        boolean mayBeEntered = mayBeEntered();
        Stream<String> known = told.stream()
                .filter(one -> (mayBeEntered || one.vpc().equals(vpc())) && one.mayHold(sources))
                .flatMap(one -> doubt(one.teller(), one.vpc()).stream());
        return Stream.concat(known, mayBeEntered ? elsewhere(told, ends, sources) : Stream.of())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Told> told(List<PeeringSide> ends) {
        return new NetworkOwners(estate)
                .all()
                .flatMap(teller -> vpcs(teller).map(vpc -> new Told(teller, vpc, networks(teller, vpc, ends))))
                .toList();
    }

    /** Also those that a peering connection shows, perhaps since a later time. */
    private static CidrSet networks(Estate teller, String vpc, List<PeeringSide> ends) {
        return ends.stream()
                .filter(end -> vpc.equals(end.vpcId()))
                .map(PeeredVpcs::networks)
                .reduce(VpcNetworks.stored(teller, vpc), CidrSet::union);
    }

    /** Whether packets of other VPCs may get to the interface: over the internet, or where answers may have a way. */
    private boolean mayBeEntered() {
        RouteTables tables = RouteTables.of(estate);
        return !PublicAddresses.ipv4(to.attributes()).isEmpty()
                || tables.serving(String.valueOf(to.attributes().subnetId()), vpc())
                        .table()
                        .map(tables::routing)
                        .filter(routing -> routing.routes().noneMatch(this::mayAnswer))
                        .isEmpty();
    }

    private boolean mayAnswer(Route route) {
        return Routing.isUnclear(route)
                || (Routing.isActive(route)
                        && NEVER.stream().noneMatch(sort -> Routing.leadsTo(route, sort))
                        && !new GatewayEndpoints(estate).leadsToService(String.valueOf(route.target()), vpc()));
    }

    /** Of VPCs and networks of which nobody tells. */
    private Stream<String> elsewhere(List<Told> told, List<PeeringSide> ends, CidrSet sources) {
        UntoldSources untold =
                new UntoldSources(estate, to, (place, vpc) -> told.stream().anyMatch(one -> one.isOf(place, vpc)));
        CidrSet others = told.stream().map(Told::networks).reduce(sources, CidrSet::minus);
        return Stream.of(
                        untold.atKnownEnds(ends, sources),
                        others.isEmpty() ? Stream.<String>of() : untold.atOtherEnds(),
                        beyond(others))
                .flatMap(doubts -> doubts);
    }

    private Stream<String> vpcs(Estate teller) {
        Stream<String> listed = teller.stored(Vpc.class).stream().map(Resource::resourceId);
        Stream<String> named = teller.stored(RouteTable.class).stream()
                .map(table -> String.valueOf(table.attributes().vpcId()));
        Stream<String> own = Stream.of(vpc()).filter(vpc -> isOwn(teller));
        return Stream.of(listed, named, own).flatMap(vpcs -> vpcs).distinct();
    }

    private Optional<String> doubt(Estate teller, String vpc) {
        RouteTables tables = RouteTables.of(teller);
        List<Resource<RouteTable>> own = teller.stored(RouteTable.class).stream()
                .filter(table ->
                        teller.current(table) && vpc.equals(table.attributes().vpcId()))
                .toList();
        Nat64Routes routes = new Nat64Routes(teller, vpc);
        return own.stream()
                .filter(table -> routes.mayLead(tables.routing(table)))
                .map(table -> "where NAT64 of " + table.resourceId() + " leads")
                .findFirst()
                .or(() -> unread(teller, vpc, own.isEmpty()));
    }

    private Optional<String> unread(Estate teller, String vpc, boolean isEmpty) {
        if (!teller.knows(ResourceKind.ROUTE_TABLE)) {
            return Optional.of(teller.missing(ResourceKind.ROUTE_TABLE));
        }
        return isOwn(teller)
                ? hidden(vpc).or(() -> Optional.of("the route tables of " + vpc).filter(unseen -> isEmpty))
                : Optional.of(cell(teller.scope().region(), teller.scope().accountId()))
                        .filter(unseen -> isEmpty);
    }

    /** Of a shared VPC, AWS shows the tables of shared subnets alone: its owner tells of the others. */
    private Optional<String> hidden(String vpc) {
        SharedVpcs shared = SharedVpcs.of(estate);
        return shared.ownersOf(vpc).isPresent() ? Optional.empty() : shared.hides("the route tables", vpc);
    }

    private static String cell(String region, String account) {
        return SharedVpcs.cell(ResourceKind.ROUTE_TABLE, region, account);
    }

    private boolean isOwn(Estate teller) {
        return teller.equals(estate);
    }

    /** The VPCs that the interface's is peered with. */
    private List<PeeringSide> ends() {
        PeeredVpcs peered = new PeeredVpcs(estate);
        return Stream.concat(Stream.of(estate), SharedVpcs.of(estate).ownersOf(vpc()).stream())
                .filter(teller -> teller.holds(ResourceKind.VPC_PEERING_CONNECTION))
                .flatMap(teller -> teller.stored(VpcPeeringConnection.class).stream())
                .flatMap(connection -> peered.otherEnd(connection.resourceId(), vpc()).stream())
                .toList();
    }

    /** Of other networks that the table of the interface's subnet names, or a VPN connection. */
    private Stream<String> beyond(CidrSet others) {
        return Stream.of("the networks beyond the routes' targets")
                .filter(networks ->
                        new OtherNetworks(estate, to).publicAddresses().intersects(others));
    }

    private String vpc() {
        return String.valueOf(to.attributes().vpcId());
    }
}
