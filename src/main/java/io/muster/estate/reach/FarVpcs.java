package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VPCs beyond a peering connection or transit gateway, as their owners tell of them: which are there, only the owner of the connection or
 * gateway sees.
 *
 * @param eni    an interface in the VPC at this end
 * @param target the connection or gateway
 */
record FarVpcs(Estate estate, Resource<NetworkInterface> eni, String target) {

    private static final String ANY_HOST = "groups of the hosts at the other end are not looked at";

    /**
     * A VPC at the other end.
     *
     * @param networks those that the connection tells of it; all where none are told
     */
    private record End(String account, String region, String vpc, CidrSet networks) {}

    /** By VPC, the addresses that are decided here where packets for them are led to it: of one that is not told, all. */
    Map<String, CidrSet> networks() {
        return ends().collect(Collectors.toMap(End::vpc, this::networks, CidrSet::union));
    }

    /** Whether it is known what is there. */
    boolean areKnown() {
        return ends().findAny().isPresent();
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
        return gate(ends(), false);
    }

    /** The connections to addresses in one of them; where the target does not lead straight there, perhaps by what is beyond. */
    Gate towards(String vpc) {
        List<End> wanted = ends().filter(end -> vpc.equals(end.vpc())).toList();
        if (!wanted.isEmpty()) {
            return gate(wanted.stream(), false);
        }
        if (target.startsWith(HostPair.PEERING)) {
            return new PeeredVpcs(estate).inactive(target).orElseGet(() -> peering(vpc));
        }
        Gate beyond = AttachedVpc.of(estate, target, vpc())
                .networks(
                        String.valueOf(eni.attributes().subnetId()), CidrSet.ANY, networks(), TransitNetworks::towards);
        return beyond.admitting(beyond.admits().intersect(Admission.unknown("where " + target + " leads to")));
    }

    private Gate peering(String vpc) {
        ResourceKind kind = ResourceKind.VPC_PEERING_CONNECTION;
        return areKnown()
                ? Gate.closed(target, kind, "it does not lead to " + vpc)
                : Gate.unknown(target, kind, new PeeredVpcs(estate).unseen(target, vpc()));
    }

    /** The connections from addresses in them to the interface. */
    Gate arriving() {
        return gate(ends(), true);
    }

    /**
     * The connections from the interface over a transit gateway, to addresses in them and to others.
     *
     * @param others    packets to the others
     * @param answering their answers
     */
    List<Gate> beside(Gate others, Gate answering) {
        if (!areKnown()) {
            return List.of(others, answering);
        }
        Gate far = towards();
        CidrSet led = far.admits().possible().peers();
        CidrSet beyond = others.admits().possible().peers();
        Gate both = new Gate(
                others.resourceId(),
                others.kind(),
                others.admits().union(far.admits()),
                others.returning(),
                packet -> (packet.isIn(led) ? far : others).passing().apply(packet),
                packet -> (packet.isIn(beyond) ? others : far).blocking().apply(packet),
                Admission.both(others.notes(), far.notes()));
        return List.of(both, PrivateSources.exempt(answering, led));
    }

    private Gate gate(Stream<End> ends, boolean inbound) {
        List<FarVpc.Way> ways = ends.flatMap(end -> ways(end, inbound)).toList();
        return new Gate(
                        target,
                        ResourceKind.ofId(target).orElseThrow(),
                        ways.stream().map(FarVpc.Way::admits).reduce(Admission.NOTHING, Admission::union),
                        packet -> "a network at its other end has the address",
                        packet -> ways.stream()
                                .filter(way -> way.addresses().covers(CidrSet.of(packet.peer())))
                                .flatMap(way -> way.stopping(packet).stream())
                                .findFirst()
                                .orElse("no subnet at its other end has the address"))
                .noting(ANY_HOST);
    }

    private Stream<FarVpc.Way> ways(End end, boolean inbound) {
        Stream<FarVpc.Way> ways = vpc(end).map(told -> told.ways(inbound)).orElseGet(() -> Stream.of(untold(end)));
        return ways.map(way -> way.behind(led(end)));
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
                .map(teller -> new FarVpc(estate, teller, eni, target, end.vpc()));
    }

    private Optional<Estate> teller(End end) {
        Scope own = estate.scope();
        return end.account().equals(own.accountId()) && end.region().equals(own.region())
                ? Optional.of(estate)
                : estate.owner(end.account(), end.region());
    }

    private String missing(End end) {
        return teller(end)
                .filter(one -> one.knows(ResourceKind.VPC))
                .map(one -> "the VPC at the other end of " + target)
                .orElseGet(() -> SharedVpcs.cell(ResourceKind.VPC, end.region(), end.account()));
    }

    private Stream<End> ends() {
        return target.startsWith(HostPair.PEERING)
                ? new PeeredVpcs(estate).otherEnd(target, vpc()).map(FarVpcs::end).stream()
                : attached();
    }

    private static End end(PeeringSide side) {
        CidrSet networks = PeeredVpcs.networks(side);
        return new End(
                String.valueOf(side.ownerId()),
                String.valueOf(side.region()),
                side.vpcId(),
                networks.isEmpty() ? CidrSet.ANY : networks);
    }

    private Stream<End> attached() {
        return AttachedVpc.of(estate, target, vpc()).hub().stream()
                .flatMap(hub -> TransitGateways.of(hub).attachments(target).stream())
                .map(Resource::attributes)
                .filter(one -> TransitGateways.VPC.equals(one.attachedType()) && !vpc().equals(one.attachedId()))
                .filter(one -> one.attachedOwnerId() != null && one.attachedId() != null)
                .map(one -> new End(one.attachedOwnerId(), estate.scope().region(), one.attachedId(), CidrSet.ANY));
    }
}
