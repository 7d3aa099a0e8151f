package io.muster.rule.network;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The interfaces of load balancers, NAT gateways and VPC endpoints: their traffic ends at no instance. */
final class ServiceInterfaces {

    private static final String NAT_GATEWAY = "natgateway";
    private static final String ACCELERATOR = "globalacceleratormanaged";

    private static final Set<String> TYPES = Set.of(
            "loadbalancer",
            "networkloadbalancer",
            "gatewayloadbalancer",
            "gatewayloadbalancerendpoint",
            NAT_GATEWAY,
            "vpcendpoint");

    /** How Elastic Load Balancing describes those of Application and Classic Load Balancers, which have no type of their own. */
    private static final String OF_LOAD_BALANCER = "ELB ";

    private ServiceInterfaces() {}

    /** Whether there are interfaces, and all of them belong to such services. */
    static boolean areAll(List<Resource<NetworkInterface>> interfaces) {
        return !interfaces.isEmpty()
                && interfaces.stream().map(Resource::attributes).allMatch(ServiceInterfaces::is);
    }

    private static boolean is(NetworkInterface eni) {
        return TYPES.contains(type(eni))
                || (eni.requesterManaged()
                        && eni.description() != null
                        && eni.description().startsWith(OF_LOAD_BALANCER));
    }

    static boolean isNatGateway(NetworkInterface eni) {
        return NAT_GATEWAY.equals(type(eni));
    }

    static boolean isAccelerator(NetworkInterface eni) {
        return ACCELERATOR.equals(type(eni));
    }

    /** EC2 writes {@code nat_gateway} in its answers, and {@code natGateway} in its model. */
    private static String type(NetworkInterface eni) {
        return String.valueOf(eni.interfaceType()).replace("_", "").toLowerCase(Locale.ROOT);
    }
}
