package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ports at which the interfaces of load balancers answer: those of their listeners, whatever the security groups admit. A Gateway
 * Load Balancer takes every port. Application and Classic Load Balancers answer
 * echo requests; whether Network Load Balancers do, and other messages of ICMP, is not documented.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html">Security
 *     groups for your Application Load Balancer</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html">Listeners for your
 *     Application Load Balancers</a>
 */
final class NodeListeners {

    private static final String OF_GATEWAY = "gwy/";

    private static final String OF_NETWORK = "net/";

    private static final Traffic PING = Traffic.of(Answers.request(ServiceRange.ICMP), CidrSet.ANY);

    private static final Traffic ICMP = Traffic.unionOf(Stream.of(ServiceRange.ICMP, ServiceRange.ICMPV6)
            .map(protocol -> Traffic.of(ServiceRange.protocol(protocol), CidrSet.ANY))
            .toList());

    /** Classic Load Balancers alone have names without a type. */
    private static final String AFTER_TYPE = "/";

    private final Estate estate;
    private final Map<String, Gate> byName = new HashMap<>();

    private NodeListeners(Estate estate) {
        this.estate = estate;
        estate.stored(LoadBalancer.class).forEach(balancer -> add(balancer, services(balancer.attributes())));
        estate.stored(ClassicLoadBalancer.class).forEach(balancer -> add(balancer, services(balancer.attributes())));
    }

    /** The gate at the interface; empty where it is of no load balancer with listeners for single ports. */
    static Optional<Gate> at(Resource<NetworkInterface> eni, Estate estate) {
        return Optional.of(eni.attributes())
                .filter(NetworkInterface::requesterManaged)
                .flatMap(BalancerNodes::balancer)
                .filter(name -> !name.startsWith(OF_GATEWAY))
                .map(name ->
                        estate.view(NodeListeners.class, NodeListeners::new).gate(name, eni.resourceId()));
    }

    private Gate gate(String name, String eni) {
        ResourceKind kind = name.contains(AFTER_TYPE) ? ResourceKind.LOAD_BALANCER : ResourceKind.CLASSIC_LOAD_BALANCER;
        Gate known = byName.get(name);
        return known != null
                ? known
                : Gate.unknown(
                        name,
                        kind,
                        estate.knows(kind)
                                ? "the listeners of " + name + ", which " + eni + " is of"
                                : estate.missing(kind));
    }

    /** @param services each of which takes some port; an empty one for a listener that was not read; null where none was */
    private void add(Resource<?> balancer, @Nullable List<List<Integer>> services) {
        String id = balancer.resourceId();
        if (services == null || !estate.current(balancer)) {
            byName.put(
                    BalancerNodes.name(balancer.arn()),
                    Gate.unknown(id, balancer.kind(), "the listeners of " + balancer.arn()));
            return;
        }
        Traffic taken = traffic(services);
        Traffic certain = BalancerNodes.name(balancer.arn()).startsWith(OF_NETWORK) ? taken : taken.union(PING);
        Admission admits = services.contains(List.<Integer>of())
                ? Admission.between(certain, Traffic.ALL, "the listeners of " + balancer.arn())
                : Admission.between(certain, certain.union(ICMP), "the answers of " + balancer.arn() + " to ICMP");
        byName.put(
                BalancerNodes.name(balancer.arn()),
                new Gate(
                        id,
                        balancer.kind(),
                        admits,
                        packet -> "a listener takes " + packet.describe(),
                        packet -> "no listener takes " + packet.describe()));
    }

    /** What the load balancer listens for; empty where one of its listeners was not read. */
    static Optional<Traffic> listening(LoadBalancer balancer) {
        return Optional.ofNullable(services(balancer))
                .filter(services -> services.stream().noneMatch(List::isEmpty))
                .map(NodeListeners::traffic);
    }

    private static Traffic traffic(List<List<Integer>> services) {
        return Traffic.unionOf(services.stream()
                .flatMap(List::stream)
                .map(service -> Traffic.of(new ServiceRange(service, service), CidrSet.ANY))
                .toList());
    }

    private static @Nullable List<List<Integer>> services(LoadBalancer balancer) {
        return balancer.listeners() == null
                ? null
                : balancer.listeners().stream().map(Forwarding::services).toList();
    }

    private static List<List<Integer>> services(ClassicLoadBalancer balancer) {
        return balancer.listeners().stream().map(ClassicBalancers::services).toList();
    }
}
