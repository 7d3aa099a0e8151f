package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The interfaces of load balancers, which say in their description whose they are. */
final class BalancerNodes {

    private static final String OF_A_BALANCER = "ELB ";
    private static final String IN_ARN = ":loadbalancer/";

    private final Map<String, List<Resource<NetworkInterface>>> byNode = new LinkedHashMap<>();

    private BalancerNodes(Estate estate) {
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            NetworkInterface attributes = eni.attributes();
            balancer(attributes)
                    .ifPresent(
                            name -> byNode.computeIfAbsent(name + " " + attributes.subnetId(), k -> new ArrayList<>())
                                    .add(eni));
        }
    }

    static BalancerNodes of(Estate estate) {
        return estate.view(BalancerNodes.class, BalancerNodes::new);
    }

    /** The interfaces of the load balancer's nodes in the subnet. */
    List<Resource<NetworkInterface>> interfaces(String arn, String subnet) {
        return byNode.getOrDefault(name(arn) + " " + subnet, List.of());
    }

    /** The description that AWS gives the load balancer's interfaces. */
    static String description(String arn) {
        return OF_A_BALANCER + name(arn);
    }

    /** The load balancer's name in the descriptions of its interfaces. */
    static String name(String arn) {
        return arn.substring(arn.indexOf(IN_ARN) + IN_ARN.length());
    }

    /** The name of the load balancer that the interface says it is of; empty where it says none. */
    static Optional<String> balancer(NetworkInterface eni) {
        return Optional.ofNullable(eni.description())
                .filter(text -> text.startsWith(OF_A_BALANCER))
                .map(text -> text.substring(OF_A_BALANCER.length()));
    }

    /** The private addresses of the load balancer's nodes in the subnet. */
    CidrSet addresses(String arn, String subnet) {
        return interfaces(arn, subnet).stream()
                .map(eni -> Addresses.of(eni.attributes().privateIps())
                        .union(Addresses.of(eni.attributes().ipv6Addresses())))
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }
}
