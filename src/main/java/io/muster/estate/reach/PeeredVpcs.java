package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VPCs at the other ends of peering connections, as far as the tables of both ends are read, or the owner of a shared VPC tells: a connection has two ends, and nothing
 * gets over it to what is behind either.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering limitations</a>
 */
record PeeredVpcs(Estate estate) {

    private static final String ACTIVE = "active";

    /** Whether the connection may be one of the two VPCs: no table of a third one leads to it. */
    boolean mayConnect(String connection, String oneVpc, String otherVpc) {
        return RouteTables.of(estate).leading(connection).stream()
                .allMatch(vpc -> vpc.equals(oneVpc) || vpc.equals(otherVpc));
    }

    /** All addresses that the connection leads to from the VPC; empty where they are not known. */
    Optional<CidrSet> beyond(String connection, String vpcId) {
        Set<String> others = RouteTables.of(estate).leading(connection).stream()
                .filter(vpc -> !vpc.equals(vpcId))
                .collect(Collectors.toSet());
        return others.size() == 1
                ? estate.stored(Vpc.class, others.iterator().next())
                        .filter(estate::current)
                        .map(vpc -> Addresses.of(
                                VpcNetworks.ranges(vpc.attributes()).toList()))
                        .filter(networks -> !networks.isEmpty())
                : ofOwner(connection, vpcId).map(PeeredVpcs::networks).filter(networks -> !networks.isEmpty());
    }

    /** The other end of an active connection of a shared VPC, as its owner tells. */
    Optional<PeeringSide> ofOwner(String connection, String vpcId) {
        return SharedVpcs.of(estate)
                .ownersOf(vpcId)
                .flatMap(owners ->
                        owners.stored(VpcPeeringConnection.class, connection).filter(owners::current))
                .map(Resource::attributes)
                .filter(peering ->
                        ACTIVE.equals(peering.status()) && peering.vpcIds().contains(vpcId))
                .flatMap(peering -> Stream.of(peering.requester(), peering.accepter())
                        .filter(side -> side != null && side.vpcId() != null && !vpcId.equals(side.vpcId()))
                        .findFirst());
    }

    static CidrSet networks(PeeringSide side) {
        return Addresses.of(Stream.concat(side.cidrBlocks().stream(), side.ipv6CidrBlocks().stream())
                .toList());
    }

    /** Why it is not known what is at the other end. */
    String unseen(String connection, String vpcId) {
        return unread(vpcId).orElse("where " + connection + " leads to");
    }

    /** The cell of the owner of a shared VPC that tells of its connections, where that is not complete. */
    Optional<String> unread(String vpcId) {
        return SharedVpcs.of(estate)
                .ownersOf(vpcId)
                .filter(owners -> !owners.knows(ResourceKind.VPC_PEERING_CONNECTION))
                .map(owners -> owners.missing(ResourceKind.VPC_PEERING_CONNECTION));
    }

    /** The destinations that take a route to a connection of the VPC, and lie behind the VPC at its other end. */
    CidrSet astray(Routing routing, String vpcId) {
        return routing.taken().stream()
                .filter(taken -> Routing.leadsTo(taken.route(), HostPair.PEERING))
                .flatMap(taken -> beyond(taken.route().target(), vpcId).map(taken.destinations()::minus).stream())
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }
}
