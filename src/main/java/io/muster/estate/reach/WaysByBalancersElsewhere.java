package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways to a host through load balancers of another account or region, which have an address of it as a target, and through what stands before
 * those: accelerators and VPC origins.
 *
 * @param estate that of the host
 * @param other  that of the load balancers
 * @param hidden whether the caller may be told nothing of it but that a way leads through it
 */
public record WaysByBalancersElsewhere(Estate estate, Estate other, boolean hidden) {

    /** From the internet, or from those addresses of a range that are of it. */
    public List<Outcome> ask(Endpoint from, Endpoint.Host to, ServiceRange services) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource<NetworkInterface> eni : to.interfaces()) {
            CidrSet sources = Questions.outside(estate, from, eni);
            if (!sources.isEmpty()) {
                List<Entrance> entrances = toInternet(eni);
                Frontends.outcomes(
                                from instanceof Endpoint.Range ? entrances : Frontends.fromOthers(entrances, own()),
                                Traffic.of(services, sources))
                        .stream()
                        .map(outcome -> new RunStates(estate).noted(told(eni, outcome), from, to))
                        .forEach(outcomes::add);
            }
        }
        return outcomes;
    }

    private OwnAddresses own() {
        return OwnAddresses.of(estate).and(OwnAddresses.of(other));
    }

    private List<Entrance> toInternet(Resource<NetworkInterface> eni) {
        return new FarTargets(other, estate, eni).behind(LoadBalancers.of(other).shown().stream());
    }

    /** From a host of this estate, or of another one, by private addresses and over the internet. */
    public List<Outcome> ask(Estate here, Endpoint.Host from, Endpoint.Host to, ServiceRange services) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource<NetworkInterface> target : to.interfaces()) {
            List<Entrance> toInternet = toInternet(target);
            for (Resource<NetworkInterface> source : from.interfaces()) {
                Stream.concat(
                                inside(here, source, target, services).stream(),
                                new WaysToFrontends(here, source, estate, target).ask(toInternet, services).stream())
                        .map(outcome -> new RunStates(estate).noted(told(target, outcome), to, to))
                        .map(outcome -> new RunStates(here).noted(outcome, from, from))
                        .forEach(outcomes::add);
            }
        }
        return outcomes;
    }

    /**
     * That a host may get to another one by load balancers of regions that were not read; empty where it can send nothing to any.
     *
     * @param here the estate of the host that sends
     */
    public static Optional<Outcome> unread(Estate here, Endpoint.Host from, ServiceRange services, Set<Scope> regions) {
        if (regions.isEmpty() || !new WaysToBalancers(here, from).mayLeadOn()) {
            return Optional.empty();
        }
        CidrSet sources =
                CidrSet.of(from.interfaces().stream().flatMap(HostPair::ranges).toList());
        Set<String> missing = regions.stream()
                .map(region -> SharedVpcs.cell(ResourceKind.LOAD_BALANCER, region.region(), region.accountId()))
                .collect(Collectors.toUnmodifiableSet());
        return Outcome.unread(missing, Forwarding.balanced(services, sources));
    }

    private List<Outcome> inside(
            Estate here, Resource<NetworkInterface> source, Resource<NetworkInterface> target, ServiceRange services) {
        List<Outcome> outcomes = new ArrayList<>();
        FarTargets targets = new FarTargets(other, estate, target);
        List<Resource<LoadBalancer>> leading = LoadBalancers.of(other).all().stream()
                .filter(targets::mayBeBehind)
                .toList();
        BalancedPaths paths = new BalancedPaths(here, other, source, target);
        AddressGroups.of(here, other).of(source).forEach(group -> {
            List<Entrance> entrances = targets.behind(nodes(paths, leading, target, group.first()));
            Frontends.outcomes(entrances, Traffic.of(services, CidrSet.of(group.first()))).stream()
                    .map(group::told)
                    .forEach(outcomes::add);
        });
        CidrSet sources = CidrSet.of(HostPair.ranges(source).toList());
        Set<String> missing = leading.stream()
                .flatMap(balancer -> paths.unread(balancer).stream())
                .collect(Collectors.toSet());
        Outcome.unread(missing, Forwarding.balanced(services, sources)).ifPresent(outcomes::add);
        return outcomes;
    }

    /** The load balancers as the source gets to them at private addresses. */
    private Stream<BalancerFront> nodes(
            BalancedPaths paths,
            List<Resource<LoadBalancer>> leading,
            Resource<NetworkInterface> target,
            Cidr address) {
        LoadBalancers balancers = LoadBalancers.of(other);
        return leading.stream()
                .flatMap(balancer -> paths.fronts(balancer, address))
                .filter(BalancerFront::isReached)
                .flatMap(front -> balancers.reached(front, target).stream());
    }

    /** Of a region that the caller may not see, which it is and what gets through alone. */
    private Outcome told(Resource<NetworkInterface> eni, Outcome outcome) {
        if (!hidden) {
            return outcome;
        }
        String why = "a load balancer of account " + other.scope().accountId() + " in "
                + other.scope().region() + " leads to it";
        return new Outcome(
                outcome.reachable(),
                outcome.admitted(),
                outcome.possible(),
                List.of(new Hop(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, why)),
                null,
                outcome.missing().isEmpty() ? Set.of() : Set.of("whether " + why),
                Set.of());
    }
}
