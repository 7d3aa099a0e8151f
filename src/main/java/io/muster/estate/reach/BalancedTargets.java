package io.muster.estate.reach;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which load balancers lead to which interfaces as their targets, on their own or through an Application Load Balancer behind them. */
final class BalancedTargets {

    private final LoadBalancers balancers;
    private final TargetInterfaces interfaces;
    private final Map<String, Resource<LoadBalancer>> byArn = new HashMap<>();
    private final Map<String, Set<String>> balancersByInterface = new HashMap<>();
    private final Map<String, Set<String>> groupsByInterface = new HashMap<>();
    private final Set<String> unclear = new HashSet<>();
    private final Set<String> unread = new HashSet<>();

    BalancedTargets(LoadBalancers balancers, List<Resource<LoadBalancer>> all, TargetInterfaces interfaces) {
        this.balancers = balancers;
        this.interfaces = interfaces;
        all.forEach(balancer -> byArn.put(balancer.arn(), balancer));
        all.forEach(balancer -> follow(balancer.arn(), balancer, new HashSet<>()));
    }

    /** The load balancers that lead to the interface, by what was read of them. */
    List<Resource<LoadBalancer>> leadingTo(Resource<NetworkInterface> eni) {
        return balancersByInterface.getOrDefault(eni.arn(), Set.of()).stream()
                .map(byArn::get)
                .toList();
    }

    /** The listeners and targets that were not read, so that there may be more that lead to an interface. */
    Set<String> unread() {
        return Set.copyOf(unread);
    }

    /** Whether the load balancer leads to the interface, or has parts that were not read. */
    boolean mayLead(Resource<LoadBalancer> balancer, Resource<NetworkInterface> eni) {
        return unclear.contains(balancer.arn())
                || balancersByInterface.getOrDefault(eni.arn(), Set.of()).contains(balancer.arn());
    }

    /** The target groups and ports by which the interface is a target: those of one interface tell it apart from another. */
    Set<String> groups(Resource<NetworkInterface> eni) {
        return groupsByInterface.getOrDefault(eni.arn(), Set.of());
    }

    /** @param front the load balancer that leads to what is behind the other one, or is it */
    private void follow(String front, Resource<LoadBalancer> balancer, Set<String> passed) {
        if (!passed.add(balancer.arn())) {
            return;
        }
        List<String> parts = LoadBalancers.unread(balancer);
        if (!parts.isEmpty()) {
            unclear.add(front);
            unread.addAll(parts);
        }
        for (Forwarding forwarding : Forwarding.of(balancer)) {
            Optional<Resource<TargetGroup>> group = balancers.targetGroup(forwarding.targetGroupArn());
            if (group.isEmpty() || group.get().attributes().targets() == null) {
                unclear.add(front);
                unread.add("the targets of " + forwarding.targetGroupArn());
                continue;
            }
            for (Target target : group.get().attributes().targets()) {
                interfaces.unclear(group.get(), target).ifPresent(part -> {
                    unclear.add(front);
                    unread.add(part);
                });
                follow(front, forwarding, group.get().attributes(), target, passed);
            }
        }
    }

    private void follow(String front, Forwarding forwarding, TargetGroup group, Target target, Set<String> passed) {
        if (TargetInterfaces.isBalancer(target)) {
            Optional.ofNullable(byArn.get(target.id())).ifPresent(inner -> follow(front, inner, passed));
            return;
        }
        interfaces.all(group, target).forEach(eni -> {
            balancers.inner(eni).forEach(inner -> follow(front, inner, passed));
            balancersByInterface
                    .computeIfAbsent(eni.arn(), k -> new LinkedHashSet<>())
                    .add(front);
            groupsByInterface
                    .computeIfAbsent(eni.arn(), k -> new HashSet<>())
                    .add(forwarding.targetGroupArn() + " " + target.port());
        });
    }
}
