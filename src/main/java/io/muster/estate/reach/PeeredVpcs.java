package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The VPCs at the other ends of peering connections, as the account's own connections tell, or the owner of a shared VPC; else as far as the tables
 * of both ends are read. A connection has two ends, and nothing gets over it to what is behind either.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering limitations</a>
 */
record PeeredVpcs(Estate estate) {

    private static final ResourceKind KIND = ResourceKind.VPC_PEERING_CONNECTION;

    /** The hop at which packets end or may do so, where the account's own listing and that of the other end do not show the connection as active. */
    Optional<Gate> inactive(String connection) {
        return own(connection)
                .map(own -> new ListedConnection(estate, connection, own))
                .flatMap(PeeredVpcs::inactive);
    }

    private static Optional<Gate> inactive(ListedConnection listed) {
        return listed.unread()
                .or(() -> doubt(listed))
                .map(doubt -> Gate.unknown(listed.id(), KIND, doubt))
                .or(() -> Optional.of(listed.latest())
                        .filter(latest -> !ListedConnection.isActive(latest))
                        .map(latest -> Gate.closed(listed.id(), KIND, "the connection is " + latest.status())));
    }

    private static Optional<String> doubt(ListedConnection listed) {
        VpcPeeringConnection latest = listed.latest();
        boolean isClear = ListedConnection.isActive(latest)
                || ListedConnection.isBeginning(latest)
                || ListedConnection.hasEnded(latest);
        return Optional.ofNullable(latest.status())
                .map(status -> "what " + status + " means")
                .or(() -> Optional.of("the status of " + listed.id()))
                .filter(doubt -> !isClear);
    }

    /** Whether the account's own listing shows the connection before it became active. */
    boolean isBeginning(String connection) {
        return own(connection).filter(ListedConnection::isBeginning).isPresent();
    }

    /** Whether the account's own listing shows the connection as ended, which it stays. */
    boolean hasEnded(String connection) {
        return own(connection).filter(ListedConnection::hasEnded).isPresent();
    }

    /** Whether the connection is known to carry nothing. */
    boolean isDead(String connection) {
        return inactive(connection)
                .filter(gate -> gate.admits().possible().isEmpty())
                .isPresent();
    }

    private Optional<VpcPeeringConnection> own(String connection) {
        return estate.holds(ResourceKind.VPC_PEERING_CONNECTION)
                ? estate.stored(VpcPeeringConnection.class, connection)
                        .filter(estate::current)
                        .map(Resource::attributes)
                : Optional.empty();
    }

    /** Whether the connection is one of the two VPCs: it says so itself, or the tables of both name it, and of no third one. */
    Reachable connects(String connection, String oneVpc, String otherVpc) {
        Set<String> ends = own(connection).stream().flatMap(PeeredVpcs::ends).collect(Collectors.toSet());
        if (ends.size() == 2) {
            return ends.equals(Set.of(oneVpc, otherVpc)) ? Reachable.YES : Reachable.NO;
        }
        RouteTables tables = RouteTables.of(estate);
        if (!Set.of(oneVpc, otherVpc).containsAll(tables.leading(connection))) {
            return Reachable.NO;
        }
        return tables.lead(oneVpc, connection) && tables.lead(otherVpc, connection) ? Reachable.YES : Reachable.UNKNOWN;
    }

    private static Stream<String> ends(VpcPeeringConnection peering) {
        return sides(peering).map(PeeringSide::vpcId);
    }

    static Stream<PeeringSide> sides(VpcPeeringConnection peering) {
        return Stream.of(Optional.ofNullable(peering.requester()), Optional.ofNullable(peering.accepter()))
                .flatMap(Optional::stream)
                .filter(side -> side.vpcId() != null);
    }

    /** All addresses that the connection leads to from the VPC; empty where they are not known. */
    Optional<CidrSet> beyond(String connection, String vpcId) {
        Set<String> others = RouteTables.of(estate).leading(connection).stream()
                .filter(vpc -> !vpc.equals(vpcId))
                .collect(Collectors.toSet());
        return otherEnd(connection, vpcId)
                .map(PeeredVpcs::networks)
                .filter(networks -> !networks.isEmpty())
                .or(() -> others.size() == 1 ? networks(others.iterator().next()) : Optional.empty());
    }

    private Optional<CidrSet> networks(String vpcId) {
        return estate.stored(Vpc.class, vpcId)
                .filter(estate::current)
                .map(vpc -> Addresses.of(VpcNetworks.ranges(vpc.attributes()).toList()))
                .filter(networks -> !networks.isEmpty());
    }

    /** The other end of an active connection of the VPC, as the account's own listing tells, or the owner of a shared VPC, or a later one of that end. */
    Optional<PeeringSide> otherEnd(String connection, String vpcId) {
        return own(connection)
                .or(() -> ofOwner(connection, vpcId))
                .map(first -> new ListedConnection(estate, connection, first).latest())
                .filter(peering ->
                        ListedConnection.isActive(peering) && ends(peering).anyMatch(vpcId::equals))
                .flatMap(peering -> sides(peering)
                        .filter(side -> !vpcId.equals(side.vpcId()))
                        .findFirst());
    }

    private Optional<VpcPeeringConnection> ofOwner(String connection, String vpcId) {
        return SharedVpcs.of(estate)
                .ownersOf(vpcId)
                .flatMap(owners ->
                        owners.stored(VpcPeeringConnection.class, connection).filter(owners::current))
                .map(Resource::attributes);
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

    /** The destinations that take a route to a connection of the VPC, and lie behind the VPC at its other end, or get over it to nothing. */
    CidrSet astray(Routing routing, String vpcId) {
        return routing.taken().stream()
                .filter(taken -> Routing.leadsTo(taken.route(), HostPair.PEERING))
                .flatMap(taken -> astray(taken, vpcId).stream())
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private Optional<CidrSet> astray(Routing.Taken taken, String vpcId) {
        String connection = Objects.requireNonNull(taken.route().target());
        return isDead(connection)
                ? Optional.of(taken.destinations())
                : beyond(connection, vpcId).map(taken.destinations()::minus);
    }
}
