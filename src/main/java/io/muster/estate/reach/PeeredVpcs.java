package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.Vpc;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The VPCs at the other ends of peering connections, as far as the tables of both ends are read: a connection has two ends, and nothing
 * gets over it to what is behind either.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering limitations</a>
 */
record PeeredVpcs(Estate estate) {

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
                : Optional.empty();
    }

    /** The destinations that take a route to a connection of the VPC, and lie behind the VPC at its other end. */
    CidrSet astray(Routing routing, String vpcId) {
        return routing.taken().stream()
                .filter(taken -> Routing.leadsTo(taken.route(), HostPair.PEERING))
                .flatMap(taken -> beyond(taken.route().target(), vpcId).map(taken.destinations()::minus).stream())
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }
}
