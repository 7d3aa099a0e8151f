package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VPCs beyond a peering connection or transit gateway, also at transit gateways that this one is peered with, as their owners tell of them: which
 * are there, only the owner of the connection or gateway sees.
 *
 * @param eni    an interface in the VPC at this end
 * @param target the connection or gateway
 */
record FarVpcs(Estate estate, Resource<NetworkInterface> eni, String target) {

    private static final String ANY_HOST = "groups of the hosts at the other end are not looked at";

    /** The types of attachments that load balancers may be behind. */
    private static final Set<String> LEADING_TO_VPCS = Set.of(TransitGateways.VPC, "peering", "tgw-peering");

    /**
     * A VPC at the other end.
     *
     * @param entry    the connection, or the gateway that the VPC is attached to
     * @param networks those that the connection tells of it; all where none are told
     */
    private record End(String account, String region, String vpc, String entry, CidrSet networks) {}

    /**
     * By VPC or peering attachment that tables lead to, the addresses that this question decides; all addresses where the networks of the VPC are
     * unknown.
     */
    Map<String, CidrSet> networks() {
        Map<String, CidrSet> networks = new HashMap<>();
        direct().forEach(end -> networks.merge(end.vpc(), networks(end), CidrSet::union));
        peers().ifPresent(peers ->
                peers.all().forEach(peer -> networks.merge(peer.attachment(), beyond(peers, peer), CidrSet::union)));
        return networks;
    }

    /** The networks, with the other addresses that are decided here: those that VPCs lead out to, and those that they lead nowhere. */
    Map<String, CidrSet> networksAndWaysOut() {
        Map<String, CidrSet> networks = networks();
        direct().forEach(end -> vpc(end).stream()
                .flatMap(FarVpc::outwards)
                .forEach(way -> networks.merge(end.vpc(), way.addresses(), CidrSet::union)));
        return networks;
    }

    /** The ways out of some VPCs to the internet, and those that lead nowhere. */
    Stream<FarVpc.Way> waysOut(Predicate<String> vpcs) {
        return direct().filter(end -> vpcs.test(end.vpc()))
                .flatMap(end -> vpc(end).stream().flatMap(FarVpc::outwards).map(way -> way.behind(led(end))));
    }

    /** The networks of VPCs beyond a peered gateway, and the addresses that the gateway drops. */
    private CidrSet beyond(TransitPeers peers, TransitPeers.Peer first) {
        CidrSet dropped = peers.entry(first)
                .map(routing -> CidrSet.ANY.minus(
                        routing.mayTake(route -> true).possible().peers()))
                .orElse(CidrSet.EMPTY);
        return peers.from(first).stream()
                .flatMap(peer -> attached(peer.owner(), peer.gateway()))
                .map(this::networks)
                .reduce(dropped, CidrSet::union);
    }

    /** Whether at least one VPC at the other end is known; see {@link #unseen}. */
    boolean areKnown() {
        return ends().findAny().isPresent();
    }

    /** The addresses that may be of VPCs that are there, beside those that are known: a gateway's table leads them elsewhere, or was not read. */
    CidrSet unseen() {
        return target.startsWith(HostPair.TRANSIT)
                ? hub().map(this::unseen).orElse(CidrSet.ANY)
                : areKnown() ? CidrSet.EMPTY : CidrSet.ANY;
    }

    private CidrSet unseen(Estate hub) {
        Set<String> followed = followed(hub);
        return TransitGateways.of(hub)
                .table(target, vpc())
                .flatMap(TransitGateways.Table::routing)
                .map(routing -> routing.mayTake(route -> !followed.contains(String.valueOf(route.target())))
                        .possible()
                        .peers())
                .orElse(CidrSet.ANY);
    }

    /** What routes of the gateway name that leads to known VPCs alone, or to networks that are no VPCs. */
    private Set<String> followed(Estate hub) {
        Stream<String> networks = TransitGateways.of(hub).attachments(target).stream()
                .filter(one -> one.attributes().attachedType() != null
                        && !LEADING_TO_VPCS.contains(one.attributes().attachedType()))
                .map(Resource::resourceId);
        Stream<String> behind = peers().stream()
                .flatMap(peers -> peers.all().stream().filter(peers::areTold).map(TransitPeers.Peer::attachment));
        return Stream.of(Stream.of(vpc()), direct().map(End::vpc), networks, behind)
                .flatMap(targets -> targets)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether some of the addresses are asked about here. */
    boolean concern(CidrSet addresses) {
        return networks().values().stream().anyMatch(addresses::intersects);
    }

    private CidrSet networks(End end) {
        return vpc(end).map(FarVpc::networks).orElse(end.networks());
    }

    /** The connections from the interface to addresses in them. */
    Gate towards() {
        return gate(ends(), false).noting(ANY_HOST);
    }

    /** Whether the peering connection leads to the VPC, as the account's own listing tells; empty where it does not. */
    Optional<Gate> connected(String vpc) {
        ResourceKind kind = ResourceKind.VPC_PEERING_CONNECTION;
        return areKnown()
                ? Optional.of(
                        ends().anyMatch(end -> vpc.equals(end.vpc()))
                                ? Gate.open(target, kind, "it leads to " + vpc)
                                : Gate.closed(target, kind, "it does not lead to " + vpc))
                : new PeeredVpcs(estate).inactive(target);
    }

    /** A region of an account that has a VPC there, with the addresses of it. */
    record Place(Scope scope, String vpc, CidrSet networks) {}

    Stream<Place> places() {
        return ends().map(end -> new Place(
                Scope.of(end.account(), end.region()).in(estate.scope().partition()), end.vpc(), networks(end)));
    }

    /** The connections from addresses in them to the interface. */
    Gate arriving() {
        return gate(ends(), true).noting(ANY_HOST);
    }

    /**
     * The connections from the interface over a transit gateway, to addresses in them and to others.
     *
     * @param asked     the addresses that the question is about
     * @param others    packets to the others
     * @param answering their answers
     */
    List<Gate> beside(CidrSet asked, Gate others, Gate answering) {
        if (!areKnown()) {
            return List.of(others, answering);
        }
        Gate far = gate(ends(), false);
        CidrSet led = far.admits().possible().peers();
        CidrSet beyond = others.admits().possible().peers();
        Gate both = new Gate(
                others.resourceId(),
                others.kind(),
                others.admits().union(far.admits()),
                others.returning(),
                packet -> (packet.isIn(led) ? far : others).passing().apply(packet),
                packet -> (packet.isIn(beyond) ? others : far).blocking().apply(packet),
                haveHosts(asked) ? Admission.both(others.notes(), Set.of(ANY_HOST)) : others.notes());
        return List.of(both, PrivateSources.exempt(answering, led));
    }

    /** Whether some of the addresses are of a VPC that is told. */
    private boolean haveHosts(CidrSet addresses) {
        return ends().flatMap(end -> vpc(end).stream())
                .anyMatch(told -> told.networks().intersects(addresses));
    }

    private Gate gate(Stream<End> ends, boolean inbound) {
        List<FarVpc.Way> ways = ends.flatMap(end -> ways(end, inbound)).toList();
        return new Gate(
                target,
                ResourceKind.ofId(target).orElseThrow(),
                ways.stream().map(FarVpc.Way::admits).reduce(Admission.NOTHING, Admission::union),
                packet -> leading(packet, ways)
                        .findFirst()
                        .map(FarVpc.Way::passing)
                        .orElse("a network at its other end has the address"),
                packet -> leading(packet, ways)
                        .flatMap(way -> way.stopping(packet).stream())
                        .findFirst()
                        .orElse("no subnet at its other end has the address"));
    }

    /** The ways to the peer, first those that a transit gateway leads it to: the ways out of several VPCs are to the same addresses. */
    private static Stream<FarVpc.Way> leading(Packet packet, List<FarVpc.Way> ways) {
        return ways.stream()
                .filter(way -> packet.isIn(way.addresses()))
                .sorted(Comparator.comparing(way -> !way.mayBegin(packet)));
    }

    private Stream<FarVpc.Way> ways(End end, boolean inbound) {
        Stream<FarVpc.Way> ways = vpc(end).map(told -> ways(told, inbound)).orElseGet(() -> Stream.of(untold(end)));
        return ways.map(way -> way.behind(led(end)));
    }

    private static Stream<FarVpc.Way> ways(FarVpc told, boolean inbound) {
        return inbound ? told.ways(true) : Stream.concat(told.ways(false), told.outwards());
    }

    private FarVpc.Way untold(End end) {
        return new FarVpc.Way(
                end.networks(),
                List.of(Gate.unknown(target, ResourceKind.ofId(target).orElseThrow(), missing(end))));
    }

    /** The hop by which packets are led from the interface's VPC to the other one. */
    private Optional<Gate> led(End end) {
        return Optional.of(target)
                .filter(gateway -> gateway.startsWith(HostPair.TRANSIT))
                .map(gateway -> AttachedVpc.of(estate, gateway, vpc())
                        .towards(String.valueOf(eni.attributes().subnetId()), end.vpc()));
    }

    private String vpc() {
        return String.valueOf(eni.attributes().vpcId());
    }

    private Optional<FarVpc> vpc(End end) {
        return teller(end)
                .filter(teller -> teller.stored(Vpc.class, end.vpc())
                        .filter(teller::current)
                        .isPresent())
                .map(teller -> new FarVpc(estate, teller, eni, target, end.entry(), end.vpc()));
    }

    private Optional<Estate> teller(End end) {
        return new NetworkOwners(estate).at(end.account(), end.region());
    }

    private String missing(End end) {
        return teller(end)
                .filter(one -> one.knows(ResourceKind.VPC))
                .map(one -> "the VPC at the other end of " + target)
                .orElseGet(() -> SharedVpcs.cell(ResourceKind.VPC, end.region(), end.account()));
    }

    private Stream<End> ends() {
        return Stream.concat(direct(), peers().stream().flatMap(this::beyond));
    }

    /** The VPCs at the connection or gateway itself. */
    private Stream<End> direct() {
        return target.startsWith(HostPair.PEERING)
                ? new PeeredVpcs(estate).otherEnd(target, vpc()).map(this::end).stream()
                : hub().stream().flatMap(hub -> attached(hub, target));
    }

    private Stream<End> beyond(TransitPeers peers) {
        return peers.behind().flatMap(peer -> attached(peer.owner(), peer.gateway()));
    }

    private Optional<TransitPeers> peers() {
        return hub().map(hub -> new TransitPeers(estate, hub, target));
    }

    /** The estate of the owner of a transit gateway; empty for a peering connection. */
    private Optional<Estate> hub() {
        return target.startsWith(HostPair.TRANSIT)
                ? AttachedVpc.of(estate, target, vpc()).hub()
                : Optional.empty();
    }

    private End end(PeeringSide side) {
        CidrSet networks = PeeredVpcs.networks(side);
        return new End(
                String.valueOf(side.ownerId()),
                String.valueOf(side.region()),
                side.vpcId(),
                target,
                networks.isEmpty() ? CidrSet.ANY : networks);
    }

    private Stream<End> attached(Estate owner, String gateway) {
        return TransitGateways.of(owner).attachments(gateway).stream()
                .map(Resource::attributes)
                .filter(one -> TransitGateways.VPC.equals(one.attachedType()) && !vpc().equals(one.attachedId()))
                .filter(one -> one.attachedOwnerId() != null && one.attachedId() != null)
                .map(one ->
                        new End(one.attachedOwnerId(), owner.scope().region(), one.attachedId(), gateway, CidrSet.ANY));
    }
}
