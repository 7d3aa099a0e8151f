package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.Optional;

/**
 * The gateway endpoints of an estate as targets of routes: they lead to the service whose prefix list the route names. What their
 * policies allow is a matter of permissions, and is not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway endpoints</a>
 */
record GatewayEndpoints(Estate estate) {

    static final String ENDPOINT = "vpce-";

    private static final String GATEWAY = "Gateway";
    private static final String AVAILABLE = "available";
    private static final String NO_POLICY = "the policy of the endpoint is not looked at";

    /** Whether the target of a route is a gateway endpoint that is known. */
    boolean leadsToService(String target) {
        return target.startsWith(ENDPOINT)
                && find(target)
                        .filter(endpoint -> GATEWAY.equalsIgnoreCase(endpoint.vpcEndpointType()))
                        .isPresent();
    }

    private Optional<VpcEndpoint> find(String id) {
        return estate.stored(VpcEndpoint.class, id).filter(estate::current).map(Resource::attributes);
    }

    /** The traffic that the endpoint takes from its VPC; an endpoint of another type hands it to an appliance. */
    Gate gate(String id) {
        Optional<VpcEndpoint> endpoint = find(id);
        if (endpoint.isEmpty()) {
            return Gate.unknown(
                    id,
                    ResourceKind.VPC_ENDPOINT,
                    estate.knows(ResourceKind.VPC_ENDPOINT) ? id : estate.missing(ResourceKind.VPC_ENDPOINT));
        }
        return leadsToService(id)
                ? toService(id, endpoint.get())
                : Gate.unknown(id, ResourceKind.VPC_ENDPOINT, "where " + id + " leads to");
    }

    private static Gate toService(String id, VpcEndpoint endpoint) {
        if (endpoint.state() == null) {
            return Gate.unknown(id, ResourceKind.VPC_ENDPOINT, "the state of " + id);
        }
        return AVAILABLE.equalsIgnoreCase(endpoint.state())
                ? Gate.open(id, ResourceKind.VPC_ENDPOINT, "leads to " + endpoint.serviceName())
                        .noting(NO_POLICY)
                : Gate.closed(id, ResourceKind.VPC_ENDPOINT, "the endpoint is " + endpoint.state());
    }
}
