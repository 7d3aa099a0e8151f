package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.Optional;

/**
 * The way from an interface with IPv6 to the private IPv4 addresses of another one, by a NAT gateway, whose address the other side sees: where it
 * leads on to is not followed.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>: also within a VPC and
 *     between VPCs
 */
record TranslatedWays(Estate here, Resource<NetworkInterface> from, Estate there, Resource<NetworkInterface> to) {

    Optional<Outcome> ask(ServiceRange services) {
        CidrSet addresses = CidrSet.of(HostPair.ranges(to)
                .filter(address -> address.family() == IpFamily.IPV4)
                .toList());
        return addresses.isEmpty() ? Optional.empty() : ask(Traffic.of(services, addresses), services);
    }

    private Optional<Outcome> ask(Traffic sent, ServiceRange services) {
        Outcome in = new Passage(Reach.of(there).entry(to)).ask(Traffic.of(services, CidrSet.ANY.only(IpFamily.IPV4)));
        return Egress.of(here).askTranslated(from, sent).filter(out -> in.reachable() != Reachable.NO);
    }
}
