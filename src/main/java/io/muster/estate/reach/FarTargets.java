package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ways through load balancers of one estate to an interface of another one, an address of which is a target, or leads to a load balancer there
 * that has the interface as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">Target groups for your
 *     Application Load Balancers, Target type</a>: addresses of peered VPCs may be targets
 */
final class FarTargets {

    private final Estate balancers;
    private final Estate there;
    private final Resource<NetworkInterface> to;
    private final CidrSet addresses;
    private final Map<Cidr, List<Resource<NetworkInterface>>> byAddress = new HashMap<>();

    FarTargets(Estate balancers, Estate there, Resource<NetworkInterface> to) {
        this.balancers = balancers;
        this.there = there;
        this.to = to;
        addresses = CidrSet.of(HostPair.ranges(to).toList());
        entryInterfaces(there, to)
                .forEach(entry -> HostPair.addresses(entry)
                        .forEach(address -> byAddress
                                .computeIfAbsent(address, k -> new ArrayList<>())
                                .add(entry)));
    }

    /** The interfaces of an estate by which others get to load balancers that lead to the interface. */
    static Stream<Resource<NetworkInterface>> entryInterfaces(Estate there, Resource<NetworkInterface> to) {
        return LoadBalancers.of(there).leadingTo(to).stream()
                .flatMap(balancer -> BalancedPaths.entryInterfaces(there, balancer))
                .distinct();
    }

    /** Whether a target of the load balancer is of the interface, or may lead on to it. */
    boolean mayBeBehind(Resource<LoadBalancer> balancer) {
        return Forwarding.of(balancer).stream()
                .flatMap(forwarding -> LoadBalancers.of(balancers).targetGroup(forwarding.targetGroupArn()).stream())
                .filter(group -> group.attributes().targets() != null)
                .anyMatch(group -> TargetInterfaces.of(balancers).leadsOn(group)
                        || targets(group).stream()
                                .flatMap(target -> Cidr.tryParse(target.id()).stream())
                                .anyMatch(address ->
                                        byAddress.containsKey(address) || addresses.covers(CidrSet.of(address))));
    }

    /** @param fronts the load balancers, as clients get to them */
    List<Entrance> behind(Stream<BalancerFront> fronts) {
        List<Entrance> entrances = new ArrayList<>();
        fronts.forEach(front -> Forwarding.of(front.balancer())
                .forEach(forwarding -> LoadBalancers.of(balancers)
                        .targetGroup(forwarding.targetGroupArn())
                        .ifPresent(group -> targets(group)
                                .forEach(target -> entrances.addAll(behind(front, forwarding, group, target))))));
        return entrances;
    }

    private static List<Target> targets(Resource<TargetGroup> group) {
        List<Target> targets = group.attributes().targets();
        return targets == null ? List.of() : targets;
    }

    private List<Entrance> behind(
            BalancerFront front, Forwarding forwarding, Resource<TargetGroup> group, Target target) {
        Integer port = TargetInterfaces.port(group.attributes(), target);
        Optional<Cidr> address = Cidr.tryParse(target.id());
        if (port == null || address.isEmpty()) {
            return List.of();
        }
        if (addresses.covers(CidrSet.of(address.get()))) {
            return new BalancerBack(balancers, front, forwarding, group, target, there, to, port).entrances();
        }
        return Stream.concat(
                        byAddress.getOrDefault(address.get(), List.of()).stream()
                                .map(entry -> new BalancerBack(
                                        balancers, front, forwarding, group, target, there, entry, port)),
                        TargetInterfaces.of(balancers).all(group.attributes(), target).stream()
                                .filter(InnerBalancers::mayLeadOn)
                                .map(entry -> new BalancerBack(
                                        balancers, front, forwarding, group, target, balancers, entry, port)))
                .flatMap(back -> LoadBalancers.of(there).beyond(back, to).entrances().stream())
                .toList();
    }
}
