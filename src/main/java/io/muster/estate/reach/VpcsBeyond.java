package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/**
 * The addresses of the VPCs at the other end of a peering connection or transit gateway, which a default route to it does not tell apart from the
 * internet.
 *
 * @param eni an interface in the VPC at this end
 */
record VpcsBeyond(Estate estate, Resource<NetworkInterface> eni, String target) {

    /** What tells of the ends of a connection where the account's own listing does not. */
    private static final Set<ResourceKind> OF_PEERING =
            Set.of(ResourceKind.VPC_PEERING_CONNECTION, ResourceKind.ROUTE_TABLE, ResourceKind.VPC);

    private static final Set<ResourceKind> OF_TRANSIT =
            Set.of(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);

    static boolean mayBeAt(String target) {
        return target.startsWith(HostPair.PEERING) || target.startsWith(HostPair.TRANSIT);
    }

    /**
     * Those that they have or may have. Where all was read and does not tell, IPv4 addresses are the internet's, which few VPCs use, and IPv6
     * addresses may be theirs, which AWS takes from public space.
     */
    CidrSet mayHave() {
        CidrSet unseen = unseen();
        return far().networks().values().stream()
                .reduce(isRead() ? unseen.only(IpFamily.IPV6) : unseen, CidrSet::union);
    }

    private CidrSet unseen() {
        return isPeering() ? new PeeredVpcs(estate).beyond(target, vpc()).orElse(CidrSet.ANY) : far().unseen();
    }

    private boolean isRead() {
        return isPeering() ? isPeeringRead() : isTransitRead();
    }

    /** The ranges of its other end, where they are told, may be public ones. */
    private boolean isPeeringRead() {
        SharedVpcs shared = SharedVpcs.of(estate);
        return OF_PEERING.stream().allMatch(estate::knows)
                && new PeeredVpcs(estate).beyond(target, vpc()).isEmpty()
                && (!shared.isForeign(vpc()) || shared.ownersOf(vpc()).isPresent())
                && new PeeredVpcs(estate).unread(vpc()).isEmpty();
    }

    private boolean isTransitRead() {
        return AttachedVpc.of(estate, target, vpc())
                .hub()
                .filter(hub -> OF_TRANSIT.stream().allMatch(hub::knows))
                .isPresent();
    }

    private FarVpcs far() {
        return new FarVpcs(estate, eni, target);
    }

    private boolean isPeering() {
        return target.startsWith(HostPair.PEERING);
    }

    private String vpc() {
        return String.valueOf(eni.attributes().vpcId());
    }
}
