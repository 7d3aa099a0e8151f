package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The traffic to the interfaces of an estate through Application, Network and Classic Load Balancers: from the internet where they
 * face it, or where an accelerator or a VPC origin leads to them.
 */
final class LoadBalancers {

    /** The kinds that answers rest on, beside those of {@link Reach}. */
    static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.INSTANCE,
            ResourceKind.LOAD_BALANCER,
            ResourceKind.TARGET_GROUP,
            ResourceKind.CLASSIC_LOAD_BALANCER);

    private static final String INTERNET_FACING = "internet-facing";

    /** Those that lead to an interface, by its id. */
    private record Found(Map<String, List<Entrance>> byInterface, Set<String> missing) {
        private void add(Resource<NetworkInterface> eni, List<Entrance> entrances) {
            byInterface
                    .computeIfAbsent(eni.resourceId(), k -> new ArrayList<>())
                    .addAll(entrances);
        }
    }

    private final Estate estate;
    private final Found found = new Found(new HashMap<>(), new HashSet<>());
    private final ClassicBalancers classic = new ClassicBalancers();
    private final List<Resource<LoadBalancer>> all = new ArrayList<>();

    private LoadBalancers(Estate estate) {
        this.estate = estate;
        for (ResourceKind kind :
                List.of(ResourceKind.LOAD_BALANCER, ResourceKind.TARGET_GROUP, ResourceKind.CLASSIC_LOAD_BALANCER)) {
            if (!estate.knows(kind)) {
                found.missing().add(estate.missing(kind));
            }
        }
        all.addAll(estate.stored(LoadBalancer.class));
        estate.stored(ClassicLoadBalancer.class).stream()
                .map(classic::translated)
                .forEach(all::add);
        for (Resource<LoadBalancer> balancer : all) {
            if (INTERNET_FACING.equals(balancer.attributes().scheme())) {
                follow(BalancerFront.ofInternet(estate, balancer), Set.of(balancer.arn()), found);
            }
            Accelerators.of(estate).fronts(balancer).forEach(front -> follow(front, Set.of(balancer.arn()), found));
            VpcOrigins.of(estate).fronts(balancer).forEach(front -> follow(front, Set.of(balancer.arn()), found));
        }
    }

    static LoadBalancers of(Estate estate) {
        return estate.view(LoadBalancers.class, LoadBalancers::new);
    }

    /** The listeners that lead from the internet to the interface, or may. */
    List<Entrance> to(Resource<NetworkInterface> eni) {
        return found.byInterface().getOrDefault(eni.resourceId(), List.of());
    }

    /** The ways behind a front to the interface. */
    List<Entrance> to(Resource<NetworkInterface> eni, BalancerFront front) {
        Found behind = new Found(new HashMap<>(), new HashSet<>());
        follow(front, Set.of(front.balancer().arn()), behind);
        return behind.byInterface().getOrDefault(eni.resourceId(), List.of());
    }

    /** Those that have the interface as a target, or lead to another one that has. */
    List<Resource<LoadBalancer>> leadingTo(Resource<NetworkInterface> eni) {
        return all.stream().filter(balancer -> leads(balancer, eni, Set.of())).toList();
    }

    private boolean leads(Resource<LoadBalancer> balancer, Resource<NetworkInterface> eni, Set<String> passed) {
        return !passed.contains(balancer.arn())
                && Forwarding.of(balancer).stream()
                        .flatMap(forwarding -> targetGroup(forwarding.targetGroupArn()).stream())
                        .map(Resource::attributes)
                        .filter(group -> group.targets() != null)
                        .anyMatch(group -> group.targets().stream()
                                .anyMatch(target -> leads(group, target, eni, with(passed, balancer.arn()))));
    }

    private boolean leads(TargetGroup group, Target target, Resource<NetworkInterface> eni, Set<String> passed) {
        return "alb".equals(group.targetType())
                ? all.stream().anyMatch(inner -> inner.arn().equals(target.id()) && leads(inner, eni, passed))
                : TargetInterfaces.of(estate)
                        .of(group, target)
                        .filter(found -> found.arn().equals(eni.arn()))
                        .isPresent();
    }

    /** The cells of load balancers that were not read, so that there may be more of them. */
    Set<String> missing() {
        return Set.copyOf(found.missing());
    }

    private void follow(BalancerFront front, Set<String> passed, Found into) {
        for (Forwarding forwarding : Forwarding.of(front.balancer())) {
            Optional<Resource<TargetGroup>> group = targetGroup(forwarding.targetGroupArn());
            if (group.isEmpty() || group.get().attributes().targets() == null) {
                into.missing().add("the targets of " + forwarding.targetGroupArn());
                continue;
            }
            for (Target target : group.get().attributes().targets()) {
                follow(front, forwarding, group.get(), target, passed, into);
            }
        }
        if (front.balancer().attributes().listeners() == null) {
            into.missing().add("the listeners of " + front.balancer().arn());
        }
    }

    private void follow(
            BalancerFront front,
            Forwarding forwarding,
            Resource<TargetGroup> group,
            Target target,
            Set<String> passed,
            Found into) {
        Integer port = target.port() == null ? group.attributes().port() : target.port();
        if (port == null) {
            return;
        }
        if ("alb".equals(group.attributes().targetType())) {
            estate.stored(LoadBalancer.class).stream()
                    .filter(inner -> inner.arn().equals(target.id()) && !passed.contains(inner.arn()))
                    .forEach(inner -> follow(front.behind(inner, forwarding, port), with(passed, inner.arn()), into));
            return;
        }
        TargetInterfaces.of(estate)
                .of(group.attributes(), target)
                .map(eni -> new BalancerBack(estate, front, forwarding, group, eni, port))
                .ifPresent(back -> into.add(back.eni(), back.entrances()));
    }

    private Optional<Resource<TargetGroup>> targetGroup(String arn) {
        return Optional.ofNullable(classic.groups().get(arn))
                .or(() -> estate.storedArn(TargetGroup.class, arn).filter(estate::current));
    }

    private static Set<String> with(Set<String> arns, String arn) {
        Set<String> more = new HashSet<>(arns);
        more.add(arn);
        return more;
    }
}
