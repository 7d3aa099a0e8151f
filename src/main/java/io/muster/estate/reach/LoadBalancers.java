package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
            ResourceKind.CLASSIC_LOAD_BALANCER,
            ResourceKind.VPC_ENDPOINT,
            ResourceKind.VPC_ENDPOINT_SERVICE);

    private static final String INTERNET_FACING = "internet-facing";
    private static final String INTERNAL = "internal";
    private static final String GATEWAY = "gateway";
    private static final Set<String> WITHOUT_RULES = Set.of("network", GATEWAY, ClassicBalancers.TYPE);

    /**
     * The ways behind a front to one interface.
     *
     * @param missing the listeners and targets that were not read, where the clients of the front get to them
     */
    record Behind(List<Entrance> entrances, Set<String> missing) {}

    private final Estate estate;
    private final Set<String> unread = new HashSet<>();
    private final FoundWays found = FoundWays.of(null);
    private final ClassicBalancers classic = new ClassicBalancers();
    private final List<Resource<LoadBalancer>> all = new ArrayList<>();
    private final InnerBalancers inner;
    private volatile BalancedTargets targets;

    private LoadBalancers(Estate estate) {
        this.estate = estate;
        for (ResourceKind kind :
                List.of(ResourceKind.LOAD_BALANCER, ResourceKind.TARGET_GROUP, ResourceKind.CLASSIC_LOAD_BALANCER)) {
            if (!estate.knows(kind)) {
                unread.add(estate.missing(kind));
            }
        }
        found.missing().addAll(unread);
        all.addAll(estate.stored(LoadBalancer.class));
        estate.stored(ClassicLoadBalancer.class).stream()
                .map(classic::translated)
                .forEach(all::add);
        inner = new InnerBalancers(estate, all);
        for (Resource<LoadBalancer> balancer : all) {
            fronts(balancer).forEach(front -> follow(front, Set.of(balancer.arn()), found));
        }
    }

    /** By itself, and by the accelerators and VPC origins that lead to it. */
    private Stream<BalancerFront> fronts(Resource<LoadBalancer> balancer) {
        return Stream.of(
                        ofInternet(balancer).stream(),
                        Accelerators.of(estate).fronts(balancer).stream(),
                        VpcOrigins.of(estate).fronts(balancer).stream())
                .flatMap(fronts -> fronts);
    }

    /** The front to the internet, where there is one or may be. */
    private Optional<BalancerFront> ofInternet(Resource<LoadBalancer> balancer) {
        String scheme = balancer.attributes().scheme();
        if (GATEWAY.equals(balancer.attributes().type())) {
            return Optional.empty();
        }
        if (INTERNAL.equals(scheme)) {
            return BalancerFront.lettingInternetIn(estate, balancer);
        }
        BalancerFront front = BalancerFront.ofInternet(estate, balancer);
        return Optional.of(
                INTERNET_FACING.equals(scheme)
                        ? front
                        : front.perhaps("whether " + balancer.resourceId() + " faces the internet"));
    }

    static LoadBalancers of(Estate estate) {
        return estate.view(LoadBalancers.class, LoadBalancers::new);
    }

    /** The listeners that lead from the internet to the interface, or may. */
    List<Entrance> to(Resource<NetworkInterface> eni) {
        return found.byInterface().getOrDefault(eni.resourceId(), List.of());
    }

    /** The ways behind a front to the interface. */
    Behind to(Resource<NetworkInterface> eni, BalancerFront front) {
        FoundWays behind = FoundWays.of(eni);
        follow(front, Set.of(front.balancer().arn()), behind);
        return behind.behind(eni);
    }

    /** The load balancers as the internet gets to them, or may, on their own or through others. */
    List<BalancerFront> shown() {
        return List.copyOf(found.fronts());
    }

    /** The front and those behind it, on the way to a target of another estate. */
    List<BalancerFront> reached(BalancerFront front, Resource<NetworkInterface> elsewhere) {
        FoundWays behind = FoundWays.of(elsewhere);
        follow(front, Set.of(front.balancer().arn()), behind);
        return behind.fronts();
    }

    /** The ways to the interface behind a target of a load balancer of another estate, where the target leads to a load balancer of this one. */
    Behind beyond(BalancerBack back, Resource<NetworkInterface> eni) {
        FoundWays behind = FoundWays.of(eni);
        List<Entrance> ways = back.entrances();
        if (!ways.isEmpty()) {
            inner.fronts(back.eni(), back.there(), back.front(), back.seenBehind(), ways)
                    .forEach(front -> follow(front, Set.of(front.balancer().arn()), behind));
        }
        return behind.behind(eni);
    }

    /** The load balancers that have the interface as a target, or lead to a load balancer that has; and those of which that was not read. */
    List<Resource<LoadBalancer>> leadingTo(Resource<NetworkInterface> eni) {
        return all.stream().filter(balancer -> targets().mayLead(balancer, eni)).toList();
    }

    List<Resource<LoadBalancer>> all() {
        return List.copyOf(all);
    }

    BalancedTargets targets() {
        BalancedTargets kept = targets;
        if (kept == null) {
            kept = new BalancedTargets(this, all, TargetInterfaces.of(estate));
            targets = kept;
        }
        return kept;
    }

    /** The cells, listeners and targets that were not read, so that the internet may get to more interfaces. */
    Set<String> missing() {
        return Set.copyOf(found.missing());
    }

    /** The same with what was not read of targets that may be the interface. */
    Set<String> missing(Resource<NetworkInterface> eni) {
        return found.missing(eni);
    }

    /** The cells of load balancers that were not read, so that there may be more of them. */
    Set<String> unread() {
        return Set.copyOf(unread);
    }

    private void follow(BalancerFront front, Set<String> passed, FoundWays into) {
        into.fronts().add(front);
        for (Forwarding forwarding : Forwarding.of(front.balancer())) {
            Optional<Resource<TargetGroup>> group = targetGroup(forwarding.targetGroupArn());
            if (group.isEmpty() || group.get().attributes().targets() == null) {
                if (!front.clients(forwarding).possible().isEmpty()) {
                    into.missing().add("the targets of " + forwarding.targetGroupArn());
                }
                continue;
            }
            for (Target target : targets(group.get(), into.only())) {
                follow(front, forwarding, group.get(), target, passed, into);
            }
        }
        List<String> parts = unread(front.balancer());
        if (!parts.isEmpty() && front.isReached()) {
            into.missing().addAll(parts);
        }
    }

    private List<Target> targets(Resource<TargetGroup> group, @Nullable Resource<NetworkInterface> only) {
        return only == null || TargetInterfaces.of(estate).leadsOn(group)
                ? group.attributes().targets()
                : TargetInterfaces.of(estate).targets(group, only);
    }

    /** The parts that tell where it forwards to and were not read, or not understood; Application Load Balancers alone have rules. */
    static List<String> unread(Resource<LoadBalancer> balancer) {
        List<Listener> listeners = balancer.attributes().listeners();
        if (listeners == null) {
            return List.of("the listeners of " + balancer.arn());
        }
        String type = String.valueOf(balancer.attributes().type());
        return Stream.concat(
                        listeners.stream()
                                .filter(listener -> listener.rules() == null && !WITHOUT_RULES.contains(type))
                                .map(listener -> "the rules of " + listener.arn()),
                        listeners.stream()
                                .filter(listener -> !type.equals(GATEWAY)
                                        && Forwarding.services(listener).isEmpty())
                                .map(listener -> "the port and protocol of " + listener.arn()))
                .toList();
    }

    private void follow(
            BalancerFront front,
            Forwarding forwarding,
            Resource<TargetGroup> group,
            Target target,
            Set<String> passed,
            FoundWays into) {
        Optional<String> unclear = TargetInterfaces.of(estate).unclear(group, target);
        if (unclear.isPresent()) {
            if (!front.clients(forwarding).possible().isEmpty()) {
                miss(unclear.get(), group, target, into);
            }
            return;
        }
        Integer port = TargetInterfaces.port(group.attributes(), target);
        if (port == null) {
            return;
        }
        if (TargetInterfaces.isBalancer(target)) {
            estate.stored(LoadBalancer.class).stream()
                    .filter(inner -> inner.arn().equals(target.id()) && !passed.contains(inner.arn()))
                    .forEach(inner -> follow(front.behind(inner, forwarding, port), with(passed, inner.arn()), into));
            return;
        }
        TargetInterfaces.of(estate).all(group.attributes(), target).stream()
                .map(eni -> new BalancerBack(estate, front, forwarding, group, target, estate, eni, port))
                .forEach(back -> follow(back, passed, into));
    }

    private void miss(String part, Resource<TargetGroup> group, Target target, FoundWays into) {
        if (TargetInterfaces.isBalancer(target)) {
            into.missing().add(part);
            return;
        }
        TargetInterfaces.of(estate).candidates(group.attributes(), target).forEach(eni -> into.miss(eni, part));
    }

    private void follow(BalancerBack back, Set<String> passed, FoundWays into) {
        List<Entrance> ways = back.entrances();
        into.add(back.eni(), ways);
        if (!ways.isEmpty() && InnerBalancers.mayLeadOn(back.eni())) {
            into.missing().addAll(InnerBalancers.unread(back.eni(), estate));
            inner.fronts(back.eni(), estate, back.front(), back.seenBehind(), ways).stream()
                    .filter(front -> !passed.contains(front.balancer().arn()))
                    .forEach(
                            front -> follow(front, with(passed, front.balancer().arn()), into));
        }
    }

    /** The load balancers that are reached at the interface. */
    List<Resource<LoadBalancer>> inner(Resource<NetworkInterface> eni) {
        return InnerBalancers.mayLeadOn(eni) ? inner.behind(eni, estate) : List.of();
    }

    Optional<Resource<TargetGroup>> targetGroup(String arn) {
        return Optional.ofNullable(classic.groups().get(arn))
                .or(() -> estate.storedArn(TargetGroup.class, arn).filter(estate::current));
    }

    private static Set<String> with(Set<String> arns, String arn) {
        Set<String> more = new HashSet<>(arns);
        more.add(arn);
        return more;
    }
}
