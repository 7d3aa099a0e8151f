package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.VpcEndpoint;
import jakarta.annotation.Nullable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a host may send anything to load balancers of which nothing is read, wherever these are: at a port of their choice, straight or by load
 * balancers and interface endpoints in between.
 *
 * @param estate that of the host
 */
record WaysToBalancers(Estate estate, Endpoint.Host from) {

    private static final String OF_CUSTOMERS = ".vpce-svc-";

    private static final Set<String> OF_AWS = Set.of("com.amazonaws.", "cn.com.amazonaws.", "aws.");

    private static final Set<ResourceKind> LEADING_ON = Set.of(
            ResourceKind.VPC_ENDPOINT,
            ResourceKind.NETWORK_INTERFACE,
            ResourceKind.LOAD_BALANCER,
            ResourceKind.TARGET_GROUP);

    /** Whether packets of the host may reach load balancers of other VPCs, or of other accounts in its own VPC. */
    boolean mayLeadOn() {
        return mayLeadTo(CidrSet.EMPTY);
    }

    /** The same, with load balancers in the networks. A packet that leaves the VPC may reach any load balancer. */
    boolean mayLeadTo(CidrSet networks) {
        return from.interfaces().stream()
                .anyMatch(eni -> leavesVpc(eni) || (mayStartIn(eni, networks) && staysInVpc(eni)));
    }

    private boolean leavesVpc(Resource<NetworkInterface> eni) {
        CidrSet outside = CidrSet.ANY.minus(VpcNetworks.stored(estate, vpc(eni)));
        return Egress.of(estate).askBeyond(eni, asked(eni, outside), named(eni)).reachable() != Reachable.NO;
    }

    private boolean staysInVpc(Resource<NetworkInterface> eni) {
        Traffic asked = asked(eni, VpcNetworks.listed(estate, vpc(eni)).orElse(CidrSet.ANY));
        return Egress.of(estate).ask(eni, asked, named(eni)).reachable() != Reachable.NO;
    }

    /** The groups that load balancers may carry. */
    private Set<String> named(Resource<NetworkInterface> eni) {
        return GroupSets.of(estate).letOut(Set.copyOf(eni.attributes().securityGroupIds())).stream()
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean mayStartIn(Resource<NetworkInterface> eni, CidrSet networks) {
        return VpcNetworks.listed(estate, vpc(eni))
                .filter(known -> !known.intersects(networks) && !leadsOn(vpc(eni), known))
                .isEmpty();
    }

    private static Traffic asked(Resource<NetworkInterface> eni, CidrSet networks) {
        CidrSet families = HostPair.addresses(eni)
                .map(address -> CidrSet.ANY.only(address.family()))
                .reduce(CidrSet.EMPTY, CidrSet::union);
        return Forwarding.balanced(ServiceRange.ALL, families.isEmpty() ? networks : networks.intersect(families));
    }

    /** Whether something in the VPC may hand on what it is sent: an endpoint, or a load balancer with targets elsewhere, of any account. */
    private boolean leadsOn(String vpc, CidrSet networks) {
        return LEADING_ON.stream().anyMatch(kind -> !estate.knows(kind))
                || SharedVpcs.of(estate).hides("the load balancers", vpc).isPresent()
                || ofOthers(vpc).findAny().isPresent()
                || estate.stored(VpcEndpoint.class).stream()
                        .map(Resource::attributes)
                        .anyMatch(endpoint -> vpc.equals(endpoint.vpcId()) && !isOfAws(endpoint.serviceName()))
                || estate.stored(TargetGroup.class).stream()
                        .map(Resource::attributes)
                        .anyMatch(group -> vpc.equals(group.vpcId()) && leadsOn(group, networks));
    }

    private Stream<Resource<NetworkInterface>> ofOthers(String vpc) {
        return estate.stored(NetworkInterface.class).stream()
                .filter(eni -> vpc.equals(eni.attributes().vpcId())
                        && BalancerNodes.balancer(eni.attributes()).isPresent()
                        && eni.attributes().ownerId() != null
                        && !estate.scope().accountId().equals(eni.attributes().ownerId()));
    }

    private static boolean isOfAws(@Nullable String service) {
        return service != null
                && !service.contains(OF_CUSTOMERS)
                && OF_AWS.stream().anyMatch(service::startsWith);
    }

    private static boolean leadsOn(TargetGroup group, CidrSet networks) {
        return group.targets() == null
                || group.targets().stream()
                        .flatMap(target -> Cidr.tryParse(target.id()).stream())
                        .anyMatch(address -> !networks.covers(CidrSet.of(address)));
    }

    private static String vpc(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().vpcId());
    }
}
