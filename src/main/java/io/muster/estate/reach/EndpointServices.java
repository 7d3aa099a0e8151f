package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The endpoint services (AWS PrivateLink) of an estate, which lead to its load balancers.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html">Create a service powered by AWS
 *     PrivateLink</a>
 */
record EndpointServices(Estate estate) {

    private static final String ENFORCED = "on";
    private static final String ENFORCED_NOT = "off";
    private static final String AVAILABLE = "available";

    /** Of endpoints; others are not understood. */
    private static final Set<String> STATES =
            Set.of(AVAILABLE, "pendingacceptance", "pending", "deleting", "deleted", "rejected", "failed", "expired");

    /** The endpoint services that lead to the load balancer. */
    Stream<Resource<VpcEndpointService>> of(Resource<LoadBalancer> balancer) {
        return estate.stored(VpcEndpointService.class).stream()
                .filter(service -> service.attributes().loadBalancerArns().contains(balancer.arn()));
    }

    /** The endpoint services that the endpoint is for. */
    Stream<Resource<VpcEndpointService>> of(VpcEndpoint endpoint) {
        return estate.stored(VpcEndpointService.class).stream().filter(service -> isFor(endpoint, service));
    }

    /** What the load balancers listen for that an interface of an endpoint leads to: which of several it is, is not known. Empty where not all are known. */
    Optional<Admission> listening(String eni) {
        if (!estate.holds(ResourceKind.VPC_ENDPOINT) || !estate.holds(ResourceKind.VPC_ENDPOINT_SERVICE)) {
            return Optional.empty();
        }
        List<Optional<Traffic>> listening = estate.stored(VpcEndpoint.class).stream()
                .map(Resource::attributes)
                .filter(endpoint -> endpoint.networkInterfaceIds().contains(eni))
                .flatMap(this::of)
                .filter(estate::current)
                .flatMap(service -> service.attributes().loadBalancerArns().stream())
                .map(this::listeningAt)
                .toList();
        if (listening.isEmpty() || listening.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Traffic> known = listening.stream().flatMap(Optional::stream).toList();
        Traffic certain = known.stream().reduce(Traffic.ALL, Traffic::intersect);
        Traffic possible = Traffic.unionOf(known);
        return Optional.of(
                certain.equals(possible)
                        ? Admission.exactly(certain)
                        : Admission.between(certain, possible, "by which load balancer traffic of " + eni + " passes"));
    }

    private Optional<Traffic> listeningAt(String balancerArn) {
        return estate.stored(LoadBalancer.class).stream()
                .filter(balancer -> balancerArn.equals(balancer.arn()) && estate.current(balancer))
                .findFirst()
                .flatMap(balancer -> NodeListeners.listening(balancer.attributes()));
    }

    /** The endpoints of another estate, or the same, for the service. */
    static Stream<Resource<VpcEndpoint>> endpoints(Estate there, Resource<VpcEndpointService> service) {
        return there.stored(VpcEndpoint.class).stream().filter(endpoint -> isFor(endpoint.attributes(), service));
    }

    private static boolean isFor(VpcEndpoint endpoint, Resource<VpcEndpointService> service) {
        return endpoint.serviceName() != null
                && endpoint.serviceName().equals(service.attributes().serviceName());
    }

    /** The interfaces of an endpoint that are listed. */
    static Stream<Resource<NetworkInterface>> interfaces(Estate there, Resource<VpcEndpoint> endpoint) {
        return endpoint.attributes().networkInterfaceIds().stream()
                .flatMap(id -> there.stored(NetworkInterface.class, id).stream());
    }

    static Gate accepted(Resource<VpcEndpointService> service, Resource<VpcEndpoint> endpoint) {
        String state = String.valueOf(endpoint.attributes().state());
        if (!STATES.contains(state.toLowerCase(Locale.ROOT))) {
            return Gate.unknown(
                    service.resourceId(),
                    ResourceKind.VPC_ENDPOINT_SERVICE,
                    "whether " + endpoint.resourceId() + " is connected to " + service.resourceId());
        }
        return AVAILABLE.equalsIgnoreCase(state)
                ? Gate.open(
                        service.resourceId(),
                        ResourceKind.VPC_ENDPOINT_SERVICE,
                        endpoint.resourceId() + " is connected to it")
                : Gate.closed(
                        service.resourceId(),
                        ResourceKind.VPC_ENDPOINT_SERVICE,
                        endpoint.resourceId() + " is " + state);
    }

    /** Whether the groups of the load balancer count is a setting of it. */
    Gate admitting(Resource<LoadBalancer> balancer) {
        String enforced = balancer.attributes().enforceSecurityGroupInboundRulesOnPrivateLinkTraffic();
        if (ENFORCED_NOT.equals(enforced)) {
            return Gate.open(
                    balancer.resourceId(),
                    ResourceKind.LOAD_BALANCER,
                    "its security groups do not count for traffic of PrivateLink");
        }
        Gate groups = BalancerFront.groups(estate, balancer);
        return ENFORCED.equals(enforced)
                ? groups
                : groups.admitting(groups.admits()
                        .doubted("whether the security groups of " + balancer.resourceId()
                                + " count for traffic of PrivateLink"));
    }
}
