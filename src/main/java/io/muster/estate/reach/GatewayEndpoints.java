package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.Optional;

/**
 * The gateway endpoints of an estate, and of the owners of VPCs that are shared with it, as targets of routes: they lead to the service whose prefix list the route names. What their
 * policies allow is a matter of permissions, and is not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway endpoints</a>
 */
record GatewayEndpoints(Estate estate) {

    static final String ENDPOINT = "vpce-";

    private static final String GATEWAY = "Gateway";
    private static final String AVAILABLE = "available";
    /** Whether echo requests of ICMPv6 are taken as well is not documented. */
    private static final Admission TAKEN = Admission.exactly(
                    Traffic.of(ServiceRange.protocol(ServiceRange.TCP), CidrSet.ANY)
                            .union(Traffic.of(Answers.request(ServiceRange.ICMP), CidrSet.ANY)))
            .union(Admission.between(
                    Traffic.NONE,
                    Traffic.of(Answers.request(ServiceRange.ICMPV6), CidrSet.ANY),
                    "whether gateway endpoints take echo requests of ICMPv6"));

    private static final String NO_POLICY = "the policy of the endpoint is not looked at";

    /** Whether the target of a route of the VPC is a gateway endpoint that is known. */
    boolean leadsToService(String target, String vpcId) {
        return target.startsWith(ENDPOINT)
                && find(target)
                        .or(() -> SharedVpcs.of(estate)
                                .ownersOf(vpcId)
                                .flatMap(owners -> new GatewayEndpoints(owners).find(target)))
                        .filter(GatewayEndpoints::isGateway)
                        .isPresent();
    }

    private static boolean isGateway(VpcEndpoint endpoint) {
        return GATEWAY.equalsIgnoreCase(endpoint.vpcEndpointType());
    }

    private Optional<VpcEndpoint> find(String id) {
        return estate.stored(VpcEndpoint.class, id).filter(estate::current).map(Resource::attributes);
    }

    /** The traffic that the endpoint takes from its VPC; an endpoint of another type hands it to an appliance. */
    Gate gate(String id, String vpcId) {
        SharedVpcs shared = SharedVpcs.of(estate);
        return find(id).map(endpoint -> gate(id, endpoint))
                .or(() -> shared.ownersOf(vpcId).map(owners -> ofOwner(owners, id, vpcId)))
                .orElseGet(() -> Gate.unknown(
                        id, ResourceKind.VPC_ENDPOINT, shared.unread(ResourceKind.VPC_ENDPOINT, id, vpcId)));
    }

    /** An owner's endpoint that takes no traffic contradicts the active route that a participant sees. */
    private static Gate ofOwner(Estate owners, String id, String vpcId) {
        GatewayEndpoints theirs = new GatewayEndpoints(owners);
        OwnersGates told = new OwnersGates(owners, id, ResourceKind.VPC_ENDPOINT, vpcId);
        boolean isUsable = theirs.find(id)
                .filter(endpoint -> AVAILABLE.equalsIgnoreCase(endpoint.state()) && vpcId.equals(endpoint.vpcId()))
                .isPresent();
        return theirs.find(id).isPresent() && !isUsable ? told.unknown() : told.told(theirs.gate(id, vpcId));
    }

    private static Gate gate(String id, VpcEndpoint endpoint) {
        return isGateway(endpoint)
                ? toService(id, endpoint)
                : Gate.unknown(id, ResourceKind.VPC_ENDPOINT, "where " + id + " leads to");
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: VPCE_GATEWAY_PROTOCOL_RESTRICTION
     */
    private static Gate toService(String id, VpcEndpoint endpoint) {
        if (endpoint.state() == null) {
            return Gate.unknown(id, ResourceKind.VPC_ENDPOINT, "the state of " + id);
        }
        return AVAILABLE.equalsIgnoreCase(endpoint.state())
                ? new Gate(
                                id,
                                ResourceKind.VPC_ENDPOINT,
                                TAKEN,
                                packet -> "leads to " + endpoint.serviceName(),
                                packet -> "a gateway endpoint takes TCP and echo requests alone")
                        .noting(NO_POLICY)
                : Gate.closed(id, ResourceKind.VPC_ENDPOINT, "the endpoint is " + endpoint.state());
    }
}
