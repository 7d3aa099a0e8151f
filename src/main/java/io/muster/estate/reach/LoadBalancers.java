package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.Instance;
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

/** What reaches the interfaces of an estate through its internet-facing Application, Network and Classic Load Balancers. */
public final class LoadBalancers {

    /** The kinds that answers rest on, beside those of {@link Reach}. */
    public static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.INSTANCE,
            ResourceKind.LOAD_BALANCER,
            ResourceKind.TARGET_GROUP,
            ResourceKind.CLASSIC_LOAD_BALANCER);

    private static final String INTERNET_FACING = "internet-facing";

    /** A listener that leads from the internet to a port of the interface. */
    public record Balanced(String loadBalancerId, String listener, Exposed exposed, List<Hop> hops) {}

    private final Estate estate;
    private final Map<String, List<Balanced>> byInterface = new HashMap<>();
    private final Map<String, Resource<NetworkInterface>> byAddress = new HashMap<>();
    private final Map<String, List<Resource<NetworkInterface>>> byInstance = new HashMap<>();
    private final ClassicBalancers classic = new ClassicBalancers();
    private final Set<String> missing = new HashSet<>();

    private LoadBalancers(Estate estate) {
        this.estate = estate;
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            NetworkInterface attributes = eni.attributes();
            attributes.privateIps().forEach(ip -> byAddress.put(attributes.vpcId() + " " + ip, eni));
            attributes.ipv6Addresses().forEach(ip -> byAddress.put(attributes.vpcId() + " " + ip, eni));
            if (attributes.instanceId() != null) {
                byInstance
                        .computeIfAbsent(attributes.instanceId(), k -> new ArrayList<>())
                        .add(eni);
            }
        }
        for (ResourceKind kind :
                List.of(ResourceKind.LOAD_BALANCER, ResourceKind.TARGET_GROUP, ResourceKind.CLASSIC_LOAD_BALANCER)) {
            if (!estate.knows(kind)) {
                missing.add(estate.missing(kind));
            }
        }
        estate.stored(LoadBalancer.class).stream()
                .filter(balancer -> INTERNET_FACING.equals(balancer.attributes().scheme()))
                .forEach(this::open);
        estate.stored(ClassicLoadBalancer.class).stream()
                .filter(balancer -> INTERNET_FACING.equals(balancer.attributes().scheme()))
                .map(classic::translated)
                .forEach(this::open);
    }

    public static LoadBalancers of(Estate estate) {
        return estate.view(LoadBalancers.class, LoadBalancers::new);
    }

    /** The listeners that lead to the interface, or may. */
    public List<Balanced> to(Resource<NetworkInterface> eni) {
        return byInterface.getOrDefault(eni.resourceId(), List.of());
    }

    /** The paths through load balancers by which some of the traffic gets to the interface, or may. */
    List<Outcome> ask(Resource<NetworkInterface> eni, Traffic question) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Balanced one : to(eni)) {
            Traffic certain = one.exposed().certain().intersect(question);
            Traffic possible = one.exposed().possible().intersect(question);
            if (!possible.isEmpty()) {
                outcomes.add(new Outcome(
                        certain.isEmpty() ? Reachable.UNKNOWN : Reachable.YES,
                        certain,
                        possible,
                        one.hops(),
                        null,
                        certain.isEmpty() ? one.exposed().missing() : Set.of(),
                        Set.of()));
            }
        }
        return outcomes;
    }

    /** What was not read of load balancers, so that there may be more of them. */
    public Set<String> missing() {
        return Set.copyOf(missing);
    }

    private void open(Resource<LoadBalancer> balancer) {
        follow(BalancerFront.ofInternet(estate, balancer), Set.of(balancer.arn()));
    }

    private void follow(BalancerFront front, Set<String> passed) {
        for (Forwarding forwarding : Forwarding.of(front.balancer())) {
            Optional<Resource<TargetGroup>> group = targetGroup(forwarding.targetGroupArn());
            if (group.isEmpty() || group.get().attributes().targets() == null) {
                missing.add("the targets of " + forwarding.targetGroupArn());
                continue;
            }
            for (Target target : group.get().attributes().targets()) {
                follow(front, forwarding, group.get(), target, passed);
            }
        }
        if (front.balancer().attributes().listeners() == null) {
            missing.add("the listeners of " + front.balancer().arn());
        }
    }

    private void follow(
            BalancerFront front,
            Forwarding forwarding,
            Resource<TargetGroup> group,
            Target target,
            Set<String> passed) {
        Integer port = target.port() == null ? group.attributes().port() : target.port();
        if (port == null) {
            return;
        }
        if ("alb".equals(group.attributes().targetType())) {
            estate.stored(LoadBalancer.class).stream()
                    .filter(inner -> inner.arn().equals(target.id()) && !passed.contains(inner.arn()))
                    .forEach(inner -> follow(front.behind(inner, forwarding, port), with(passed, inner.arn())));
            return;
        }
        endpoint(group.attributes(), target)
                .map(eni -> new BalancerBack(estate, front, forwarding, group, eni, port))
                .ifPresent(back -> back.balanced()
                        .forEach(found -> byInterface
                                .computeIfAbsent(back.eni().resourceId(), k -> new ArrayList<>())
                                .add(found)));
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

    /** An instance gets its traffic at the primary address of its primary interface. */
    private Optional<Resource<NetworkInterface>> endpoint(TargetGroup group, Target target) {
        if (!"instance".equals(group.targetType())) {
            return Optional.ofNullable(byAddress.get(group.vpcId() + " " + target.id()));
        }
        List<Resource<NetworkInterface>> own = byInstance.getOrDefault(target.id(), List.of());
        String primary = estate.stored(Instance.class, target.id())
                .map(instance -> instance.attributes().privateIp())
                .orElse(null);
        return own.stream()
                .filter(eni -> own.size() == 1 || eni.attributes().privateIps().contains(primary))
                .findFirst();
    }
}
