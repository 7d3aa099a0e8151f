package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpointService;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The nodes of an endpoint service's load balancers that an interface of an endpoint leads to: those of its own Availability Zone. Of several
 * load balancers with nodes there, AWS chooses the one that takes its connections.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html">Create a service powered by AWS
 *     PrivateLink, Considerations</a>
 */
record ServiceZones(Estate estate, Resource<VpcEndpointService> service, Resource<NetworkInterface> eni) {

    /** The subnets of the load balancer with such a node; all of them where it has none in the zone. */
    List<String> nodes(Resource<LoadBalancer> balancer) {
        List<String> near = near(balancer);
        return near.isEmpty() ? balancer.attributes().subnetIds() : near;
    }

    /**
     * Where it is not certain that it leads to the nodes of the load balancer. The names of zones are other ones in another account, as those of an
     * endpoint of another account than the service's are.
     */
    List<Gate> doubts(Resource<LoadBalancer> balancer) {
        boolean isSole = service.attributes().loadBalancerArns().stream()
                        .filter(this::mayLeadTo)
                        .count()
                <= 1;
        List<String> near = near(balancer);
        boolean isTold = near.size() == 1 || zone(eni.attributes().subnetId()).isPresent();
        return isSole && isTold && !near.isEmpty()
                ? List.of()
                : List.of(Gate.unknown(
                        service.resourceId(),
                        ResourceKind.VPC_ENDPOINT_SERVICE,
                        "by which load balancer of " + service.resourceId() + " traffic passes"));
    }

    /** One that is not listed may have a node in any zone. */
    private boolean mayLeadTo(String arn) {
        return estate.stored(LoadBalancer.class).stream()
                .filter(balancer -> Objects.equals(arn, balancer.arn()))
                .noneMatch(balancer -> near(balancer).isEmpty());
    }

    /** The subnets in the zone, and those of which no zone is known. */
    private List<String> near(Resource<LoadBalancer> balancer) {
        Optional<String> own = zone(eni.attributes().subnetId());
        return balancer.attributes().subnetIds().stream()
                .filter(subnet ->
                        own.isEmpty() || zone(subnet).isEmpty() || zone(subnet).equals(own))
                .toList();
    }

    private Optional<String> zone(@Nullable String subnet) {
        return Subnets.of(estate).zone(subnet);
    }
}
