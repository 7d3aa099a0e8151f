package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The interfaces by which others get to a host: its own, those of the load balancers that have it as a target, and of the endpoints of
 * their services. Whom those of a load balancer may let in is worked out once for all its targets.
 */
final class HostIngress {

    private static final List<ServiceRange> CONNECTIONS =
            List.of(ServiceRange.protocol(ServiceRange.TCP), ServiceRange.protocol(ServiceRange.UDP));

    /**
     * Whom an interface may let in.
     *
     * @param peers   the addresses, of which it may be known no more than that
     * @param members the groups whose members are let in, whatever their address
     */
    record Admitted(String vpcId, CidrSet peers, Set<String> members) {}

    private final Estate estate;

    private record Key(String vpcId, Set<String> groups) {}

    private final Map<String, List<Admitted>> byBalancer = new ConcurrentHashMap<>();
    private final Map<Key, Admitted> byGroups = new ConcurrentHashMap<>();

    HostIngress(Estate estate) {
        this.estate = estate;
    }

    List<Admitted> of(Resource<Instance> host) {
        return Interfaces.of(estate).ofInstance(host.resourceId()).stream()
                .flatMap(eni -> Stream.concat(
                        Stream.of(admitted(eni)),
                        LoadBalancers.of(estate).targets().leadingTo(eni).stream()
                                .flatMap(balancer -> ofBalancer(balancer).stream())))
                .distinct()
                .toList();
    }

    private List<Admitted> ofBalancer(Resource<LoadBalancer> balancer) {
        return byBalancer.computeIfAbsent(
                balancer.arn(),
                k -> BalancedPaths.entryInterfaces(estate, balancer)
                        .map(this::admitted)
                        .distinct()
                        .toList());
    }

    private Admitted admitted(Resource<NetworkInterface> eni) {
        String vpcId = String.valueOf(eni.attributes().vpcId());
        if (Reach.withoutGroup(eni) != Reachable.NO) {
            return new Admitted(vpcId, CidrSet.ANY, Set.of());
        }
        return byGroups.computeIfAbsent(
                new Key(vpcId, Set.copyOf(eni.attributes().securityGroupIds())), this::admitted);
    }

    private Admitted admitted(Key key) {
        GroupSets sets = GroupSets.of(estate);
        Traffic possible = sets.in(key.groups(), Set.of()).admits().possible();
        CidrSet peers = CONNECTIONS.stream().map(possible::peersOfAny).reduce(CidrSet.EMPTY, CidrSet::union);
        return new Admitted(key.vpcId(), peers, sets.letIn(key.groups()));
    }
}
