package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Vpc;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The networks of the VPCs of an estate. */
public final class VpcNetworks {

    private final Map<String, CidrSet> byVpc;
    private final CidrSet all;

    private VpcNetworks(Estate estate) {
        byVpc = estate.all(Vpc.class).stream()
                .collect(Collectors.toMap(Resource::resourceId, vpc -> networks(vpc.attributes()), CidrSet::union));
        all = byVpc.values().stream().reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private static CidrSet networks(Vpc vpc) {
        return Addresses.of(ranges(vpc).toList());
    }

    static Stream<String> ranges(Vpc vpc) {
        return Stream.concat(vpc.cidrBlocks().stream(), vpc.ipv6CidrBlocks().stream());
    }

    public static VpcNetworks of(Estate estate) {
        return estate.view(VpcNetworks.class, VpcNetworks::new);
    }

    /** The networks of one VPC, if only by an earlier listing, or by the local routes of its tables; none where it is not known. */
    static CidrSet stored(Estate estate, String vpcId) {
        return estate.stored(Vpc.class, vpcId)
                .map(vpc -> networks(vpc.attributes()))
                .filter(networks -> !networks.isEmpty())
                .orElseGet(() -> local(estate, vpcId));
    }

    /**
     * Each table has a local route for each range of its VPC.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html">Configure route tables</a>
     */
    private static CidrSet local(Estate estate, String vpcId) {
        return estate.holds(ResourceKind.ROUTE_TABLE)
                ? estate.stored(RouteTable.class).stream()
                        .filter(table -> vpcId.equals(table.attributes().vpcId()) && estate.current(table))
                        .flatMap(table -> table.attributes().routes().stream())
                        .filter(Routing::isLocal)
                        .flatMap(route -> Cidr.tryParse(route.destination()).stream())
                        .map(CidrSet::of)
                        .reduce(CidrSet.EMPTY, CidrSet::union)
                : CidrSet.EMPTY;
    }

    /** The networks of all VPCs together. */
    public CidrSet all() {
        return all;
    }

    /** The networks of one VPC; none where it is not known. */
    public CidrSet of(String vpcId) {
        return byVpc.getOrDefault(vpcId, CidrSet.EMPTY);
    }
}
