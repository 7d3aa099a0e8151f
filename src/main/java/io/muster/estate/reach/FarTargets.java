package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ways from an interface through load balancers of its own estate to an interface of another one, an address of which is a target.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html">Target groups for your
 *     Application Load Balancers, Target type</a>: addresses of peered VPCs may be targets
 */
record FarTargets(Estate here, Resource<NetworkInterface> from, Estate there, Resource<NetworkInterface> to) {

    List<Outcome> ask(ServiceRange services) {
        Set<Cidr> addresses = HostPair.addresses(to).collect(Collectors.toSet());
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource<LoadBalancer> balancer : LoadBalancers.of(here).all()) {
            for (Forwarding forwarding : Forwarding.of(balancer)) {
                LoadBalancers.of(here)
                        .targetGroup(forwarding.targetGroupArn())
                        .ifPresent(group -> targets(group).stream()
                                .filter(target -> Cidr.tryParse(target.id())
                                        .filter(addresses::contains)
                                        .isPresent())
                                .forEach(
                                        target -> outcomes.addAll(ask(balancer, forwarding, group, target, services))));
            }
        }
        return outcomes;
    }

    private static List<Target> targets(Resource<TargetGroup> group) {
        List<Target> targets = group.attributes().targets();
        return targets == null ? List.of() : targets;
    }

    private List<Outcome> ask(
            Resource<LoadBalancer> balancer,
            Forwarding forwarding,
            Resource<TargetGroup> group,
            Target target,
            ServiceRange services) {
        Integer port = TargetInterfaces.port(group.attributes(), target);
        List<Outcome> outcomes = new ArrayList<>();
        if (port != null) {
            HostPair.addresses(from).forEach(source -> {
                BalancerFront front = new BalancedPaths(here, from, to).nodes(balancer, source);
                List<Entrance> entrances =
                        new BalancerBack(here, front, forwarding, group, target, there, to, port).entrances();
                outcomes.addAll(FrontDoors.outcomes(entrances, Traffic.of(services, CidrSet.of(source))));
            });
        }
        return outcomes;
    }
}
