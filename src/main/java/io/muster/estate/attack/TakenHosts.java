package io.muster.estate.attack;

import io.muster.estate.reach.AdmittingHosts;
import io.muster.estate.reach.GuardedWay;
import io.muster.estate.reach.HostReach;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The weak instances that an attacker takes from others, in the fewest hops, over the network or by a tunnel that the role of an instance opens. The
 * search runs forwards by classes of instances that the network does not distinguish. Each class is taken once but for members with other roles, so
 * that the work is bounded by the number of classes.
 */
final class TakenHosts {

    /** The hosts whose paths are the more severe come first, because the first one that gets to a class takes it. */
    private static final Comparator<OfferedHost> MOST_SEVERE_FIRST =
            Comparator.comparing(OfferedHost::hardlyWeak).thenComparing(host -> !host.atLarge());

    /** Sources that the network, and the tunnels that their roles open, do not distinguish. */
    private record Source(int alike, Tunnels.Openable endpoints, boolean certain) {}

    /**
     * How an instance is taken from the one before.
     *
     * @param how in words
     */
    private record Way(OfferedHost before, String how, boolean certain) {}

    private final HostNetwork network;
    private final FollowedWays followed;
    private final Tries tries;
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Way> ways = new HashMap<>();
    private final Set<String> unread = new HashSet<>();

    /** @param entries the instances that the internet reaches, or perhaps */
    TakenHosts(List<Entry> entries, FollowedWays followed, HostNetwork network) {
        this.network = network;
        this.followed = followed;
        tries = new Tries(network.classes().size());
        entries.forEach(entry -> begun.add(entry.instance().resourceId()));
        List<OfferedHost> sources = first(entries);
        for (int hops = 0; hops < LateralPaths.HOPS && !sources.isEmpty(); hops++) {
            sources = level(sources);
        }
    }

    private List<OfferedHost> first(List<Entry> entries) {
        Map<Source, Entry> first = new LinkedHashMap<>();
        entries.stream()
                .sorted(Comparator.comparing(Entry::hardlyWeak).thenComparing(entry -> !entry.atLarge()))
                .forEach(entry -> first.putIfAbsent(source(entry.instance(), entry.certain()), entry));
        return first.values().stream().map(OfferedHost::of).toList();
    }

    private Source source(Resource<Instance> instance, boolean certain) {
        return new Source(network.classOf(instance), network.tunnels().from(instance), certain);
    }

    /** @return the hosts that are taken from the sources */
    private List<OfferedHost> level(List<OfferedHost> sources) {
        List<Resource<Instance>> targets = network.classes().stream()
                .flatMap(alike -> alike.stream().filter(this::isOpen).limit(1))
                .toList();
        AdmittingHosts admitting = HostReach.of(network.estate()).admitting(targets);
        Map<String, List<Resource<Instance>>> tunnelled = tunnelled(sources, targets);
        List<OfferedHost> taken = new ArrayList<>();
        for (OfferedHost source : sources.stream().sorted(MOST_SEVERE_FIRST).toList()) {
            taken.addAll(overNetwork(source, admitting));
            taken.addAll(byTunnel(source, tunnelled));
        }
        return taken;
    }

    private boolean isOpen(Resource<Instance> instance) {
        return !begun.contains(instance.resourceId())
                && !ways.containsKey(instance.resourceId())
                && network.weaknesses(instance).stream().anyMatch(followed::follows);
    }

    private List<OfferedHost> overNetwork(OfferedHost source, AdmittingHosts admitting) {
        List<OfferedHost> taken = new ArrayList<>();
        admitting
                .from(source.instance())
                .filter(this::isOpen)
                .takeWhile(target -> tries.take())
                .forEach(target -> {
                    Outcome outcome = HostReach.of(network.estate()).between(source.instance(), target);
                    if (followed.follows(outcome)) {
                        taken.addAll(take(target, overNetwork(source, outcome)));
                    }
                });
        return taken;
    }

    private static Way overNetwork(OfferedHost source, Outcome outcome) {
        return outcome.reachable() == Reachable.YES
                ? new Way(source, LateralPaths.how(outcome), true)
                : new Way(source, "the instance before may reach it" + notKnown(outcome), false);
    }

    private static String notKnown(Outcome outcome) {
        return "; not known: " + String.join("; ", new TreeSet<>(outcome.missing()));
    }

    /** The targets of tunnels that some source opens, or perhaps, by the endpoint. */
    private Map<String, List<Resource<Instance>>> tunnelled(
            List<OfferedHost> sources, List<Resource<Instance>> targets) {
        Set<String> endpoints = new TreeSet<>();
        sources.forEach(source -> endpoints.addAll(endpoints(source)));
        Map<String, List<Resource<Instance>>> tunnelled = new HashMap<>();
        for (Resource<Instance> target : endpoints.isEmpty() ? List.<Resource<Instance>>of() : targets) {
            for (GuardedWay way : network.tunnels().to(target)) {
                if (followed.follows(way.outcome())) {
                    tunnelled
                            .computeIfAbsent(way.resourceId(), k -> new ArrayList<>())
                            .add(target);
                }
            }
        }
        return tunnelled;
    }

    private Set<String> endpoints(OfferedHost source) {
        Tunnels.Openable openable = network.tunnels().from(source.instance());
        unread.addAll(openable.unread());
        return followed.endpoints(openable);
    }

    /** The first source that opens an endpoint takes all of its targets. */
    private List<OfferedHost> byTunnel(OfferedHost source, Map<String, List<Resource<Instance>>> tunnelled) {
        List<OfferedHost> taken = new ArrayList<>();
        for (String endpoint : endpoints(source)) {
            Optional.ofNullable(tunnelled.remove(endpoint)).stream()
                    .flatMap(List::stream)
                    .filter(this::isOpen)
                    .forEach(target -> taken.addAll(take(target, byTunnel(source, endpoint, target))));
        }
        return taken;
    }

    private Way byTunnel(OfferedHost source, String endpoint, Resource<Instance> target) {
        GuardedWay way = network.tunnels().to(target).stream()
                .filter(one -> one.resourceId().equals(endpoint) && followed.follows(one.outcome()))
                .max(Comparator.comparing(one -> one.outcome().reachable() == Reachable.YES))
                .orElseThrow();
        boolean isKnown = way.outcome().reachable() == Reachable.YES;
        boolean certain =
                isKnown && network.tunnels().from(source.instance()).certain().contains(endpoint);
        String how = Tunnels.how(way) + (isKnown ? "" : notKnown(way.outcome()));
        return new Way(source, certain ? how : "perhaps " + how, certain);
    }

    /** Takes the class of the instance; from those of its members with other roles other tunnels are open. */
    private List<OfferedHost> take(Resource<Instance> one, Way way) {
        Map<Source, Resource<Instance>> further = new LinkedHashMap<>();
        network.alike(one).stream()
                .filter(this::isOpen)
                .sorted(Comparator.comparing(member -> Weakness.areUnmanaged(decisive(member))))
                .forEach(member -> {
                    ways.put(member.resourceId(), way);
                    further.putIfAbsent(source(member, decisive(member).get(0).certain()), member);
                });
        return further.values().stream().map(member -> taken(member, way)).toList();
    }

    private List<Weakness> decisive(Resource<Instance> instance) {
        return Entry.decisive(network.weaknesses(instance));
    }

    private OfferedHost taken(Resource<Instance> instance, Way way) {
        return way.before().taking(instance, network.weaknesses(instance), way.how(), way.certain());
    }

    /** The instance as it is taken from others; empty where it is not. */
    Optional<OfferedHost> taken(Resource<Instance> instance) {
        return Optional.ofNullable(ways.get(instance.resourceId())).map(way -> taken(instance, way));
    }

    /** Whether no way was left out for there being too many, or because the role of a host was not read. */
    boolean isComplete() {
        return !tries.wereTooFew() && unread.isEmpty();
    }
}
