package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;

/**
 * Egress-only internet gateways as targets of routes: IPv6 out, and answers back. An active route shows one that is not listed; the owner of a
 * shared VPC alone lists its.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html">Egress-only internet gateways</a>
 */
record EgressOnlyGateways(Estate estate) {

    static final String TARGET = "eigw-";

    /** But for unique local addresses, RFC 4193. */
    private static final Traffic IPV6 =
            Traffic.of(ServiceRange.ALL, CidrSet.ANY.only(IpFamily.IPV6).minus(CidrSet.parse("fc00::/7")));

    List<Gate> gates(Resource<NetworkInterface> eni, String id) {
        return List.of(
                Reach.of(estate).ipv6(eni),
                Subnets.of(estate)
                        .outboundAccess(String.valueOf(eni.attributes().subnetId())),
                gateway(id, String.valueOf(eni.attributes().vpcId())));
    }

    private Gate gateway(String id, String vpc) {
        boolean isElsewhere = estate.stored(EgressOnlyInternetGateway.class, id)
                .filter(estate::current)
                .filter(gateway -> !gateway.attributes().vpcIds().contains(vpc))
                .isPresent();
        return isElsewhere
                ? Gate.closed(id, ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY, "it is not attached to " + vpc)
                : new Gate(
                        id,
                        ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY,
                        Admission.exactly(IPV6),
                        packet -> "lets traffic of its family out",
                        packet -> "sends nothing but IPv6 on to the internet");
    }
}
