package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.reach.AdmittingHosts;
import io.muster.estate.reach.FarNetworks;
import io.muster.estate.reach.Hop;
import io.muster.estate.reach.HostReach;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import io.muster.estate.reach.UnseenEnds;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.HeldHosts.HeldHost;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways from hosts of other accounts and regions that an attacker may hold to instances of a region: for each class of instances that the network
 * does not distinguish, one from the surest of these. The tries are bounded by a number that grows with the classes on both sides.
 */
final class Arrivals {

    private static final String SHARED = "ways from hosts of other accounts in VPCs that are shared";
    private static final String UNREAD = "ways from hosts of other accounts and regions";

    private final Estate estate;
    private final Map<String, Resource<Instance>> representatives = new HashMap<>();
    private final Map<String, Arrival> found = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    /** @param weak the instances that an attacker who gets to them can take over, or perhaps */
    Arrivals(List<Resource<Instance>> weak, Estate estate, HeldHosts held) {
        this.estate = estate;
        UnseenEnds unseen = new UnseenEnds(estate, weak.stream());
        if (held.more() && unseen.leadOn()) {
            missing.add("further hosts of other accounts and regions");
        }
        if (held.shared()) {
            missing.add(SHARED);
        }
        if (held.untold() > 0) {
            missing.add("regions that did not tell all of their hosts: " + held.untold());
        }
        missing.addAll(unseen.missing());
        if (held.gateways() > 0 && unseen.leadToTransitGateways()) {
            missing.add("what transit gateways lead to, as their owners did not tell: " + held.gateways());
        }
        if (!held.hosts().isEmpty() && !weak.isEmpty()) {
            search(weak, new FarNetworks(estate, held));
        }
    }

    private void search(List<Resource<Instance>> weak, FarNetworks networks) {
        if (!estate.knows(ResourceKind.ROUTE_TABLE)) {
            missing.add(estate.missing(ResourceKind.ROUTE_TABLE));
        }
        missing.addAll(HostReach.of(estate).unread());
        if (networks.leavesOut()) {
            missing.add(SHARED);
        }
        if (networks.areTranslated()) {
            missing.add(UNREAD);
        }
        List<List<Resource<Instance>>> classes = networks.classes(weak);
        classes.forEach(alike -> alike.forEach(one -> representatives.put(one.arn(), alike.get(0))));
        List<FarNetworks.Source> sources = networks.sources();
        Tries tries = new Tries(classes.size() + sources.size());
        AdmittingHosts admitting = HostReach.of(estate)
                .admitting(classes.stream().map(alike -> alike.get(0)).toList());
        for (FarNetworks.Source source : sources) {
            networks.admitting(admitting, source)
                    .filter(target -> isOpen(target, source.host()))
                    .takeWhile(target -> tries.take())
                    .forEach(target -> look(networks.between(source, target), source.host(), target));
        }
        if (tries.wereTooFew()) {
            missing.add("not every host of other accounts and regions was looked at");
        }
    }

    /** Whether the host may improve on what is known of the way to the instance. */
    private boolean isOpen(Resource<Instance> target, HeldHost host) {
        Arrival known = found.get(target.arn());
        return known == null || (!known.certain() && host.certain());
    }

    private void look(Outcome outcome, HeldHost host, Resource<Instance> target) {
        if (outcome.reachable() == Reachable.NO) {
            return;
        }
        boolean open = outcome.reachable() == Reachable.YES;
        Set<String> unread = new HashSet<>(open ? Set.of() : told(outcome.missing()));
        if (!host.certain()) {
            unread.add("whether hosts of other accounts and regions can be taken over");
        }
        Arrival arrival = new Arrival(host, unread.isEmpty(), open ? how(outcome) : "", unread);
        if (arrival.certain()) {
            found.put(target.arn(), arrival);
        } else {
            found.putIfAbsent(target.arn(), arrival);
        }
    }

    /** What was not read of others is not named: who sees the instance need not see them. */
    private Set<String> told(Set<String> unread) {
        Set<String> told = unread.stream()
                .filter(what -> Stream.of(ResourceKind.values()).anyMatch(kind -> what.equals(own(kind))))
                .collect(Collectors.toCollection(TreeSet::new));
        return told.isEmpty() ? Set.of(UNREAD) : told;
    }

    private String own(ResourceKind kind) {
        return estate.holds(kind) && !estate.knows(kind) ? estate.missing(kind) : "";
    }

    /** By the rule of the region's own group, and its load balancer where there is one. */
    private String how(Outcome outcome) {
        String why = outcome.hops().stream()
                .filter(hop -> hop.kind() == ResourceKind.SECURITY_GROUP
                        && estate.stored(SecurityGroup.class, hop.resourceId()).isPresent())
                .map(Hop::why)
                .reduce((before, last) -> last)
                .orElse("what its groups admit");
        return Stream.concat(
                        Stream.of(why),
                        outcome.hops().stream()
                                .filter(hop -> hop.kind() == ResourceKind.LOAD_BALANCER)
                                .map(Hop::resourceId)
                                .distinct())
                .collect(Collectors.joining(" over "));
    }

    /** The way to the instance, if there is one or may be one. */
    Optional<Arrival> at(Resource<Instance> instance) {
        return Optional.ofNullable(representatives.get(instance.arn())).map(one -> found.get(one.arn()));
    }

    /** What was not read, so that there may be more ways. */
    Set<String> missing() {
        return missing;
    }
}
