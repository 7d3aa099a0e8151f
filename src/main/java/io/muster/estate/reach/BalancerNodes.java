package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The interfaces of load balancers, which say in their description whose they are. */
final class BalancerNodes {

    private static final String OF_A_BALANCER = "ELB ";
    private static final String IN_ARN = ":loadbalancer/";

    private final Map<String, List<Resource<NetworkInterface>>> byNode = new LinkedHashMap<>();

    private BalancerNodes(Estate estate) {
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            NetworkInterface attributes = eni.attributes();
            if (attributes.description() != null && attributes.description().startsWith(OF_A_BALANCER)) {
                byNode.computeIfAbsent(
                                attributes.description().substring(OF_A_BALANCER.length()) + " "
                                        + attributes.subnetId(),
                                k -> new ArrayList<>())
                        .add(eni);
            }
        }
    }

    static BalancerNodes of(Estate estate) {
        return estate.view(BalancerNodes.class, BalancerNodes::new);
    }

    /** The interfaces of the load balancer's nodes in the subnet. */
    List<Resource<NetworkInterface>> interfaces(String arn, String subnet) {
        String name = arn.substring(arn.indexOf(IN_ARN) + IN_ARN.length());
        return byNode.getOrDefault(name + " " + subnet, List.of());
    }

    /** The private addresses of the load balancer's nodes in the subnet. */
    CidrSet addresses(String arn, String subnet) {
        return interfaces(arn, subnet).stream()
                .map(eni -> Addresses.of(eni.attributes().privateIps())
                        .union(Addresses.of(eni.attributes().ipv6Addresses())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }
}
