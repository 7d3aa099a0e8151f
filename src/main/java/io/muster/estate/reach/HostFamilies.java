package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The families of which an interface sends and takes packets: those of its addresses; both where none are told, as of one that is not
 * listed. One for EFA alone carries no IP. One with IPv6 may name IPv4 addresses for NAT64.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-efa.html">Create and attach an Elastic Fabric Adapter</a>
 */
record HostFamilies(String id, Set<IpFamily> families) {

    /** The type of an interface that carries no IP. */
    private static final String EFA_ALONE = "efa-only";

    static HostFamilies of(Resource<NetworkInterface> eni) {
        EnumSet<IpFamily> families = EnumSet.noneOf(IpFamily.class);
        HostPair.ranges(eni).map(Cidr::family).forEach(families::add);
        boolean areTold = !families.isEmpty()
                || EFA_ALONE.equals(String.valueOf(eni.attributes().interfaceType()));
        return new HostFamilies(eni.resourceId(), areTold ? families : EnumSet.allOf(IpFamily.class));
    }

    /** All of its families, to which it sends, and by which others name it. */
    CidrSet addresses() {
        return Stream.of(IpFamily.values())
                .filter(families::contains)
                .map(CidrSet.ANY::only)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The part of the traffic that is of a family of the interface. */
    Traffic sent(Traffic traffic) {
        return families.size() == IpFamily.values().length ? traffic : traffic.among(addresses());
    }

    /** The part to IPv4 addresses, as it is sent to the IPv6 addresses that stand for these; none of an interface without IPv6. */
    Traffic translated(Traffic traffic) {
        return families.contains(IpFamily.IPV6)
                ? traffic.readdressed(CidrSet.ANY.only(IpFamily.IPV4), NatGateways.NAT64)
                : Traffic.NONE;
    }

    /** Of traffic that is of another family. */
    Outcome blocked(Traffic traffic) {
        String family = traffic.peers().ipv4().isEmpty() ? "IPv6 " : "IPv4 ";
        return Outcome.blocked(new Hop(
                id,
                ResourceKind.NETWORK_INTERFACE,
                "the interface has no " + (families.isEmpty() ? "" : family) + "address"));
    }
}
