package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Vpc;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packets that transit gateways hand to a VPC: by a route to the VPC itself, or to another transit gateway that is peered with
 * theirs and does so in turn. A VPC of an appliance, a VPN or Direct Connect may send on what is routed to it, which is not known.
 *
 * @param asking the estate that others tell of their networks
 * @param estate that of the owner of the first gateway
 * @param vpc    the VPC that the packets are to get to
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html">Transit gateway peering attachments</a>
 */
record TransitForwarding(Estate asking, Estate estate, String vpc) {

    private static final String VPC = "vpc-";

    /** By a route table of the gateway; the peers are the destinations. */
    Admission by(String gateway, Routing routing) {
        return by(gateway, routing, Set.of(gateway));
    }

    private Admission by(String gateway, Routing routing, Set<String> passed) {
        Admission handed = towards(routing, vpc).intersect(attached(gateway));
        for (String target : targets(routing).toList()) {
            handed = handed.union(towards(routing, target).intersect(beyond(gateway, target, passed)));
        }
        return handed;
    }

    /** An attachment that was not listed is there even so, where the VPC's own tables lead to the gateway: it is of another account. */
    private Admission attached(String gateway) {
        TransitGateways gateways = TransitGateways.of(estate);
        if (gateways.isAttached(gateway, vpc)) {
            return Admission.EVERYTHING;
        }
        boolean isAbsent =
                estate.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT) && !new NetworkOwners(asking).lead(vpc, gateway);
        return isAbsent ? Admission.NOTHING : Admission.unknown(gateways.unseen(gateway, vpc));
    }

    /** What becomes of a packet for the address, in words. */
    String about(String gateway, Routing routing, Cidr address) {
        boolean isUnattached = routing.towards(address)
                        .filter(route -> vpc.equals(route.target()))
                        .isPresent()
                && attached(gateway).possible().isEmpty();
        return isUnattached ? "it has no attachment of " + vpc : routing.about(address);
    }

    private Stream<String> targets(Routing routing) {
        return routing.routes()
                .filter(Routing::isActive)
                .map(Route::target)
                .filter(target -> target.startsWith(TransitGateways.ATTACHMENT) || target.startsWith(VPC))
                .filter(target -> !target.equals(vpc))
                .distinct()
                .filter(target -> concerns(towards(routing, target)));
    }

    /** Whether it may be for the VPC: for some address of it, where its networks are known. */
    private boolean concerns(Admission led) {
        CidrSet networks = estate.stored(Vpc.class, vpc)
                .filter(estate::current)
                .map(found ->
                        Addresses.of(VpcNetworks.ranges(found.attributes()).toList()))
                .orElse(CidrSet.EMPTY);
        return networks.isEmpty() || led.possible().peers().intersects(networks);
    }

    private static Admission towards(Routing routing, String target) {
        return routing.towards(route -> target.equals(route.target()));
    }

    private Admission beyond(String gateway, String target, Set<String> passed) {
        TransitPeers peers = new TransitPeers(asking, estate, gateway);
        Optional<TransitPeers.Peer> peer = peers.at(target).filter(other -> !passed.contains(other.gateway()));
        Optional<Routing> routing = peer.flatMap(peers::entry);
        if (routing.isEmpty()) {
            return Admission.unknown(peers.unseen(target));
        }
        Set<String> all = new HashSet<>(passed);
        all.add(peer.get().gateway());
        return new TransitForwarding(asking, peer.get().owner(), vpc)
                .by(peer.get().gateway(), routing.get(), all);
    }
}
