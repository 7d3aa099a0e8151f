package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;

/**
 * The public addresses that the internet sees packets of an interface come from: its own ones, or those of the NAT gateway on the way, which may be in
 * another VPC at a transit gateway.
 */
record PublicSources(Estate estate, Resource<NetworkInterface> from) {

    private static final List<String> GATEWAYS = List.of("igw-", EgressOnlyGateways.TARGET, NatGateways.NAT);

    /** Whether the target of a route is a gateway that leads to the internet from its own VPC. */
    static boolean isGateway(String target) {
        return GATEWAYS.stream().anyMatch(target::startsWith);
    }

    /**
     * Of the traffic that the table of the interface's subnet hands to the target; none where they are not known.
     *
     * @param asked the peers are the destinations
     */
    CidrSet of(String target, Traffic asked) {
        if (target.startsWith(HostPair.TRANSIT)) {
            return beyond(target, asked);
        }
        if (target.startsWith(NatGateways.NAT)) {
            return estate.stored(NatGateway.class, target)
                    .filter(estate::current)
                    .map(Resource::attributes)
                    .map(NatGateways::publicAddresses)
                    .orElse(CidrSet.EMPTY);
        }
        return isGateway(target) ? Addresses.of(PublicAddresses.of(from.attributes(), estate)) : CidrSet.EMPTY;
    }

    /** None unless all of the destinations are reached by NAT gateways of other VPCs for certain. */
    private CidrSet beyond(String gateway, Traffic asked) {
        List<FarVpc.Way> ways = new FarVpcs(estate, from, gateway)
                .waysOut(vpc -> true)
                .filter(way -> !led(way, asked).isEmpty())
                .toList();
        CidrSet led = ways.stream().map(way -> led(way, asked)).reduce(CidrSet.EMPTY, CidrSet::union);
        boolean areTold = ways.stream().noneMatch(way -> way.sources().isEmpty());
        return areTold && led.covers(asked.peers())
                ? ways.stream().map(FarVpc.Way::sources).reduce(CidrSet.EMPTY, CidrSet::union)
                : CidrSet.EMPTY;
    }

    /** The gateway has one route for a destination: where it leads by this way for certain, it leads by no other. */
    private static CidrSet led(FarVpc.Way way, Traffic asked) {
        return way.admits().certain().intersect(asked).peers();
    }
}
