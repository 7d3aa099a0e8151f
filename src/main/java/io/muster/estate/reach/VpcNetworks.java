package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Vpc;
import java.util.Map;
import java.util.Optional;
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
        return listed(estate, vpcId)
                .orElseGet(() -> estate.view(Local.class, Local::of).byVpc().getOrDefault(vpcId, CidrSet.EMPTY));
    }

    /** All networks of one VPC, if only by an earlier listing of it: a local route of a table may have been given another target. */
    static Optional<CidrSet> listed(Estate estate, String vpcId) {
        return estate.stored(Vpc.class, vpcId)
                .map(vpc -> networks(vpc.attributes()))
                .filter(networks -> !networks.isEmpty());
    }

    /**
     * The networks that the tables of a VPC have local routes for, one for each range of it unless that was given another target.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html">Configure route tables</a>
     */
    private record Local(Map<String, CidrSet> byVpc) {

        private static Local of(Estate estate) {
            return new Local(
                    estate.holds(ResourceKind.ROUTE_TABLE)
                            ? estate.stored(RouteTable.class).stream()
                                    .filter(estate::current)
                                    .map(Resource::attributes)
                                    .collect(Collectors.toMap(
                                            table -> String.valueOf(table.vpcId()), Local::networks, CidrSet::union))
                            : Map.of());
        }

        private static CidrSet networks(RouteTable table) {
            return CidrSet.of(table.routes().stream()
                    .filter(Routing::isLocal)
                    .flatMap(route -> Cidr.tryParse(route.destination()).stream())
                    .toList());
        }
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
