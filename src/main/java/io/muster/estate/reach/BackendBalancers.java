package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The load balancers of an estate that lead to an interface of it, as targets of load balancers elsewhere. */
record BackendBalancers(Estate estate, Resource<NetworkInterface> host) {

    private static final String OUTER = "whether a load balancer elsewhere leads to it";

    /** An interface by which others get to a load balancer that leads to the host, or may. */
    record Entry(Resource<LoadBalancer> balancer, Resource<NetworkInterface> eni) {}

    Stream<Entry> entries() {
        return LoadBalancers.of(estate).leadingTo(host).stream()
                .flatMap(balancer -> BalancedPaths.entryInterfaces(estate, balancer)
                        .distinct()
                        .map(eni -> new Entry(balancer, eni)));
    }

    /**
     * Whether clients may get to some services of the host through the interface.
     *
     * @param takes whether the interface lets some of them in at some of the services
     */
    boolean mayLead(Entry entry, CidrSet clients, Predicate<ServiceRange> takes, ServiceRange asked) {
        if (!LoadBalancers.unread(entry.balancer()).isEmpty()) {
            return takes.test(ServiceRange.ALL);
        }
        Traffic taken = Traffic.unionOf(Forwarding.of(entry.balancer()).stream()
                .flatMap(forwarding -> forwarding.services().stream())
                .distinct()
                .map(service -> new ServiceRange(service, service))
                .filter(takes)
                .map(range -> Traffic.of(range, clients))
                .toList());
        return !taken.isEmpty() && leads(front(entry, clients, taken), asked);
    }

    private boolean leads(BalancerFront front, ServiceRange asked) {
        LoadBalancers.Behind behind = LoadBalancers.of(estate).to(host, front);
        return !behind.missing().isEmpty()
                || behind.entrances().stream()
                        .anyMatch(entrance -> !entrance.exposed()
                                .possible()
                                .intersect(Traffic.of(asked, CidrSet.ANY))
                                .isEmpty());
    }

    /** Which clients get in at one service is not told apart from which do at another one. */
    private BalancerFront front(Entry entry, CidrSet clients, Traffic taken) {
        Resource<LoadBalancer> balancer = entry.balancer();
        Admission admits = Admission.between(Traffic.NONE, taken, OUTER);
        Passage passage = new Passage(List.of(
                new Gate(balancer.resourceId(), ResourceKind.LOAD_BALANCER, admits, packet -> OUTER, packet -> OUTER)));
        boolean isNode = BalancerNodes.balancer(entry.eni().attributes()).isPresent();
        Map<String, Passage> nodes = new LinkedHashMap<>();
        balancer.attributes().subnetIds().stream()
                .filter(subnet ->
                        !isNode || subnet.equals(entry.eni().attributes().subnetId()))
                .forEach(subnet -> nodes.put(subnet, passage));
        return new BalancerFront(
                estate, balancer, balancer, nodes, List.of(), new BalancerFront.Seen(clients, null, !isNode));
    }
}
