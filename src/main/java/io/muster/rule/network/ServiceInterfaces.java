package io.muster.rule.network;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.Set;

/** The interfaces of load balancers, NAT gateways and VPC endpoints: their traffic ends at no instance. */
final class ServiceInterfaces {

    private static final Set<String> TYPES = Set.of(
            "network_load_balancer",
            "gateway_load_balancer",
            "gateway_load_balancer_endpoint",
            "nat_gateway",
            "vpc_endpoint");

    /** How Elastic Load Balancing describes those of Application and Classic Load Balancers, which have no type of their own. */
    private static final String OF_LOAD_BALANCER = "ELB ";

    private ServiceInterfaces() {}

    /** Whether there are interfaces, and all of them belong to such services. */
    static boolean areAll(List<Resource<NetworkInterface>> interfaces) {
        return !interfaces.isEmpty()
                && interfaces.stream().map(Resource::attributes).allMatch(ServiceInterfaces::is);
    }

    private static boolean is(NetworkInterface eni) {
        return (eni.interfaceType() != null && TYPES.contains(eni.interfaceType()))
                || (eni.requesterManaged()
                        && eni.description() != null
                        && eni.description().startsWith(OF_LOAD_BALANCER));
    }
}
