package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.reach.AdmittingHosts;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.HostClasses;
import io.muster.estate.reach.HostReach;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Paths from instances to a prize that another instance holds, over weak instances in between: the shortest way for each, with a
 * limited number of hops, over the network or by a tunnel that the role of an instance opens. The search runs backwards from the
 * prizes, by classes of instances that the network does not distinguish. Each class is reached once, so that the work is bounded
 * by the number of classes.
 */
final class LateralPaths {

    static final int HOPS = 3;

    /**
     * One hop to an instance.
     *
     * @param left    how many hops there are from the instance before, this one included
     * @param how     how the instance before gets to it, in words
     * @param certain false where it depends on what the role of the instance before is allowed
     */
    record Hop(Resource<Instance> to, int left, String how, boolean certain) {

        private Hop perhaps() {
            return new Hop(to, left, "perhaps " + how, false);
        }
    }

    /**
     * The instances of a class, and the endpoints through which their roles may open tunnels.
     *
     * @param weak     those that are certainly weak
     * @param doubtful those of which that is not known
     */
    private record HostClass(
            List<Resource<Instance>> members,
            List<Resource<Instance>> weak,
            List<Resource<Instance>> doubtful,
            Tunnels.Openable endpoints) {

        private Optional<Resource<Instance>> other(Resource<Instance> than) {
            return LateralPaths.other(members, than);
        }
    }

    private final Estate estate;
    private final Function<Resource<Instance>, List<Weakness>> weaknesses;
    private final Tunnels tunnels;
    private final List<HostClass> classes = new ArrayList<>();
    private final Map<String, HostClass> byInstance = new HashMap<>();
    private final Set<String> certain = new HashSet<>();
    private final Set<String> possible = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();

    /** @param weaknesses those by which anyone who reaches an instance can take it over, or perhaps */
    LateralPaths(
            List<Resource<Instance>> instances,
            Function<Resource<Instance>, List<Weakness>> weaknesses,
            Tunnels tunnels,
            Estate estate) {
        this.estate = estate;
        this.weaknesses = weaknesses;
        this.tunnels = tunnels;
        missing.addAll(HostReach.of(estate).unread());
        missing.addAll(tunnels.unread());
        for (List<Resource<Instance>> alike : HostClasses.of(instances, estate)) {
            alike.stream()
                    .collect(Collectors.groupingBy(tunnels::from, LinkedHashMap::new, Collectors.toList()))
                    .forEach((endpoints, members) -> add(new HostClass(
                            members,
                            members.stream().filter(this::isWeak).toList(),
                            members.stream()
                                    .filter(one -> !doubts(one).isEmpty())
                                    .toList(),
                            endpoints)));
        }
    }

    private boolean isWeak(Resource<Instance> instance) {
        return weaknesses.apply(instance).stream().anyMatch(Weakness::certain);
    }

    private Set<String> doubts(Resource<Instance> instance) {
        return Weaknesses.doubts(weaknesses.apply(instance), estate);
    }

    private void add(HostClass one) {
        classes.add(one);
        missing.addAll(one.endpoints().unread());
        certain.addAll(one.endpoints().certain());
        possible.addAll(one.endpoints().possible());
        one.members().forEach(member -> byInstance.put(member.resourceId(), one));
    }

    private static Optional<Resource<Instance>> other(List<Resource<Instance>> members, Resource<Instance> than) {
        return members.stream()
                .filter(member -> !member.arn().equals(than.arn()))
                .findFirst();
    }

    /** How an instance gets to another one over the network, in words. */
    static String how(Outcome open) {
        return "the instance before reaches it by " + HostReach.how(open);
    }

    /** What was not read and the ways that were not tried, so that there may be more paths. */
    Set<String> missing() {
        return missing;
    }

    /** The next hop towards an instance with the prize, by the instance that it starts from. */
    final class Search {

        // by identity: the hash of a class would be made of all its members
        private final IdentityHashMap<HostClass, Hop> next = new IdentityHashMap<>();
        private final Tries tries = new Tries(classes.size());
        private final boolean perhaps;

        /** @param perhaps whether tunnels count that a role only possibly opens */
        private Search(Predicate<Resource<Instance>> holds, boolean perhaps) {
            this.perhaps = perhaps;
            List<Resource<Instance>> targets = classes.stream()
                    .flatMap(one -> one.weak().stream().filter(holds).limit(2))
                    .toList();
            classes.stream()
                    .filter(one -> one.weak().stream().filter(holds).limit(2).count() < 2)
                    .forEach(one -> one.doubtful().stream().filter(holds).forEach(this::leaveOut));
            for (int hops = 1; hops <= HOPS && !targets.isEmpty(); hops++) {
                targets = level(targets, hops);
            }
            if (tries.wereTooFew()) {
                missing.add("not every pair of instances was looked at");
            }
        }

        private List<Resource<Instance>> level(List<Resource<Instance>> targets, int hops) {
            AdmittingHosts admitting = HostReach.of(estate).admitting(targets);
            Map<String, List<Hop>> tunnelled = byTunnel(targets, hops);
            List<Resource<Instance>> further = new ArrayList<>();
            for (HostClass one : classes) {
                if (next.containsKey(one)) {
                    continue;
                }
                Optional<Hop> hop = overNetwork(one, admitting, hops)
                        .or(() -> byTunnel(one, one.endpoints().certain(), tunnelled))
                        .or(() -> perhaps
                                ? byTunnel(one, one.endpoints().possible(), tunnelled)
                                        .map(Hop::perhaps)
                                : Optional.empty());
                hop.ifPresent(found -> {
                    next.put(one, found);
                    Optional<Resource<Instance>> between = other(one.weak(), found.to());
                    between.ifPresent(further::add);
                    if (between.isEmpty() && hops < HOPS) {
                        other(one.doubtful(), found.to()).ifPresent(this::leaveOut);
                    }
                });
            }
            return further;
        }

        /** Tells why paths over an instance are not looked for. */
        private void leaveOut(Resource<Instance> doubtful) {
            missing.addAll(doubts(doubtful));
        }

        private Optional<Hop> byTunnel(HostClass from, Set<String> endpoints, Map<String, List<Hop>> tunnelled) {
            return endpoints.stream()
                    .flatMap(endpoint -> tunnelled.getOrDefault(endpoint, List.of()).stream())
                    .filter(tunnel -> from.other(tunnel.to()).isPresent())
                    .findFirst();
        }

        private Optional<Hop> overNetwork(HostClass from, AdmittingHosts admitting, int hops) {
            return admitting
                    .from(from.members().get(0))
                    .filter(target -> from.other(target).isPresent())
                    .takeWhile(target -> tries.take())
                    .flatMap(target -> overNetwork(from.other(target).orElseThrow(), target, hops).stream())
                    .findFirst();
        }

        private Optional<Hop> overNetwork(Resource<Instance> source, Resource<Instance> target, int hops) {
            return open(HostReach.of(estate).between(source, target))
                    .map(outcome -> new Hop(target, hops, LateralPaths.how(outcome), true));
        }

        /** Tunnels by endpoint, to at most two of the targets, so that an instance that is one of them can take the other. */
        private Map<String, List<Hop>> byTunnel(List<Resource<Instance>> targets, int hops) {
            Map<String, List<Hop>> found = new HashMap<>();
            Set<String> endpoints = new HashSet<>(certain);
            endpoints.addAll(perhaps ? possible : Set.of());
            for (Resource<Instance> target : endpoints.isEmpty() ? List.<Resource<Instance>>of() : targets) {
                for (GuardedWay way : tunnels.to(target)) {
                    List<Hop> known = found.computeIfAbsent(way.resourceId(), k -> new ArrayList<>());
                    if (endpoints.contains(way.resourceId())
                            && known.size() < 2
                            && open(way.outcome()).isPresent()) {
                        known.add(new Hop(target, hops, Tunnels.how(way), true));
                    }
                }
            }
            return found;
        }

        private Optional<Outcome> open(Outcome outcome) {
            if (outcome.reachable() == Reachable.UNKNOWN) {
                missing.addAll(outcome.missing());
            }
            return Optional.of(outcome).filter(one -> one.reachable() == Reachable.YES);
        }

        /** The hops from the instance to one with the prize; none where there is no way. */
        List<Hop> from(Resource<Instance> instance) {
            List<Hop> hops = new ArrayList<>();
            Hop hop = next.get(byInstance.get(instance.resourceId()));
            // an instance that holds the prize itself needs no way to it
            while (hop != null && !hop.to().arn().equals(instance.arn())) {
                hops.add(hop);
                hop = hop.left() == 1 ? null : next.get(byInstance.get(hop.to().resourceId()));
            }
            return hops;
        }
    }

    Search to(Predicate<Resource<Instance>> holds) {
        return new Search(holds, false);
    }

    /** A search that also follows tunnels that roles only possibly open; empty where there are none. */
    Optional<Search> perhapsTo(Predicate<Resource<Instance>> holds) {
        return possible.isEmpty() ? Optional.empty() : Optional.of(new Search(holds, true));
    }
}
