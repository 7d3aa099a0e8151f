package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.estate.ManagedNodes;
import io.muster.estate.NotRead;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.HostReach;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the attack paths of a region: for each weak instance that the internet reaches, what its own role can take, and what
 * the roles of instances can take that it reaches over at most three hops.
 */
public final class AttackPaths {

    /** The kinds that an estate has to be loaded with. */
    public static final Set<ResourceKind> KINDS = kinds();

    /** The types of prizes for which paths over other instances are searched. */
    private static final Set<Prize.Type> LATERAL =
            EnumSet.of(Prize.Type.ADMINISTRATOR, Prize.Type.ESCALATION, Prize.Type.DATA);

    static final Set<InstanceState> RUNS = EnumSet.of(InstanceState.PENDING, InstanceState.RUNNING);

    private final Estate estate;
    private final FoundWeaknesses weaknesses;
    private final Map<Prize.Type, LateralPaths.Search> searches = new EnumMap<>(Prize.Type.class);
    private final Map<Prize.Type, Optional<LateralPaths.Search>> possible = new EnumMap<>(Prize.Type.class);
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> accounts = new TreeSet<>();
    private final List<Resource<Instance>> instances;
    private final boolean readable;
    private final Tunnels tunnels;
    private HeldHosts held;
    private LateralPaths lateral;
    private Arrivals arrivals;
    private LateralHosts lateralHosts;

    /**
     * The paths, the worst first.
     *
     * @param missing the kinds and resources that were not read, so that there may be more paths
     */
    public record Found(List<AttackPath> paths, Set<String> missing) {}

    private AttackPaths(Estate estate, Map<String, String> exploitable) {
        this.estate = estate;
        weaknesses = new FoundWeaknesses(estate, exploitable);
        held = estate.beside().held();
        tunnels = new Tunnels(estate);
        Stream.of(
                        ResourceKind.NETWORK_INTERFACE,
                        ResourceKind.INSTANCE_PROFILE,
                        ResourceKind.INSTANCE,
                        ResourceKind.ROLE)
                .filter(kind -> !estate.knows(kind))
                .forEach(kind -> missing.add(estate.missing(kind)));
        readable = estate.knows(ResourceKind.NETWORK_INTERFACE)
                && estate.knows(ResourceKind.INSTANCE_PROFILE)
                && estate.reads(ResourceKind.INSTANCE);
        instances = readable ? instances(estate) : List.of();
    }

    private static List<Resource<Instance>> instances(Estate estate) {
        return estate.stored(Instance.class).stream()
                .filter(instance -> estate.current(instance)
                        && !instance.attributes().state().ended()
                        && !instance.attributes().operatorManaged())
                .toList();
    }

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.of(
                ResourceKind.INSTANCE,
                ResourceKind.INSTANCE_PROFILE,
                ResourceKind.ROLE,
                ResourceKind.KMS_KEY,
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.INSTANCE_CONNECT_ENDPOINT,
                Weaknesses.KIND);
        kinds.addAll(AllWays.KINDS);
        kinds.addAll(HostReach.KINDS);
        return Set.copyOf(kinds);
    }

    public static Found of(Estate estate) {
        return of(estate, Map.of());
    }

    /** @param exploitable by ARN, the instances whose software another product reports to be exploitable, and a clause that says so */
    static Found of(Estate estate, Map<String, String> exploitable) {
        AttackPaths search = in(estate, exploitable);
        List<AttackPath> paths = new ArrayList<>(search.from(search.instances));
        paths.sort(Comparator.comparingInt(AttackPath::rank)
                .reversed()
                .thenComparing(path -> path.entry().arn())
                .thenComparing(AttackPath::prize));
        return new Found(List.copyOf(paths), search.missing());
    }

    /** The search for paths in an estate, of which those from some of its instances can be asked for after the others. */
    static AttackPaths in(Estate estate, Map<String, String> exploitable) {
        return new AttackPaths(estate, exploitable);
    }

    /** Adds the hosts elsewhere, where the estate has none; before paths are asked for. */
    void addSources(HeldHosts hosts) {
        held = hosts;
    }

    /** The instances that paths may begin at; none where paths cannot be looked for at all. */
    List<Resource<Instance>> instances() {
        return instances;
    }

    /** The ARNs of the known instances that were not read: whether paths begin at these cannot be told. */
    List<String> unread() {
        return estate.stored(Instance.class).stream()
                .filter(instance -> !estate.current(instance))
                .map(Resource::arn)
                .toList();
    }

    /** False if paths cannot be computed; that there are none then has no meaning. */
    boolean readable() {
        return readable;
    }

    /** See {@link Found#missing}, as far as paths were asked for. */
    Set<String> missing() {
        return Stream.concat(missing.stream(), lateral == null ? Stream.empty() : lateral.missing().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When the roles of other accounts were last listed, by the ids of the accounts that the paths returned so far lead into. */
    Map<String, Instant> readAt() {
        Map<String, Instant> readAt = new TreeMap<>(estate.beside().trusting().readAt());
        readAt.keySet().retainAll(accounts);
        return readAt;
    }

    /** The paths that begin at these of its instances. */
    List<AttackPath> from(List<Resource<Instance>> entries) {
        List<AttackPath> paths = entries.stream()
                .flatMap(instance -> Entry.of(
                        instance, weaknesses(instance), estate, arrivals().at(instance))
                        .stream())
                .flatMap(entry -> from(entry).stream())
                .toList();
        paths.forEach(path -> accounts.addAll(path.otherAccounts()));
        return paths;
    }

    /** The hosts that others are told, as far as this region alone tells. */
    LateralHosts hosts() {
        if (lateralHosts == null) {
            lateralHosts = new LateralHosts(weak(), this::weaknesses, tunnels, estate);
        }
        return lateralHosts;
    }

    /** Whether {@link #hosts} leave out no instance of the region for what was not read, nor a way for there being too many. */
    boolean tellsHeld() {
        return readable && estate.knows(ResourceKind.INSTANCE) && hosts().isComplete();
    }

    /** The running instances that are weak, or perhaps. */
    private List<Resource<Instance>> weak() {
        return instances.stream()
                .filter(instance -> runs(instance) && !weaknesses(instance).isEmpty())
                .toList();
    }

    private static boolean runs(Resource<Instance> instance) {
        return RUNS.contains(instance.attributes().state());
    }

    private Arrivals arrivals() {
        if (arrivals == null) {
            arrivals = new Arrivals(weak(), estate, held);
            missing.addAll(arrivals.missing());
        }
        return arrivals;
    }

    /** Whether it may be too young for Systems Manager to know it, so that nothing follows from there being no managed node. */
    boolean young(Resource<Instance> instance) {
        Instant launched = instance.attributes().launchTime();
        return launched == null || !ManagedNodes.wouldBeKnown(launched, estate.listedAt(ResourceKind.MANAGED_INSTANCE));
    }

    List<Weakness> weaknesses(Resource<Instance> instance) {
        return weaknesses.of(instance);
    }

    private Optional<Resource<Role>> role(Resource<Instance> instance) {
        try {
            return InstanceRoles.of(estate).roleOf(instance.attributes());
        } catch (NotRead unread) {
            missing.add(unread.getMessage());
            return Optional.empty();
        }
    }

    private List<Prize> prizes(Resource<Instance> instance) {
        return role(instance).map(role -> Prizes.of(role, estate)).orElse(List.of());
    }

    private List<AttackPath> from(Entry entry) {
        List<Prize> own = prizes(entry.instance());
        role(entry.instance()).ifPresent(role -> missing.addAll(Prizes.missing(role, estate)));
        List<AttackPath> paths = new ArrayList<>();
        own.forEach(prize -> paths.add(path(entry, List.of(), entry.instance(), prize)));
        boolean administrator =
                own.stream().anyMatch(prize -> prize.type() == Prize.Type.ADMINISTRATOR && prize.certain());
        if (!entry.certain()) {
            // from such a one, paths over other instances are not looked for
            missing.addAll(entry.missing());
            if (!administrator) {
                missing.addAll(Weaknesses.doubts(entry.weaknesses(), estate));
            }
        } else if (!administrator) {
            LATERAL.stream()
                    .filter(type -> own.stream().noneMatch(prize -> prize.type() == type && prize.certain()))
                    .forEach(type -> further(entry, type).ifPresent(paths::add));
        }
        return paths;
    }

    private Optional<AttackPath> further(Entry entry, Prize.Type type) {
        List<LateralPaths.Hop> certain = search(type).from(entry.instance());
        List<LateralPaths.Hop> hops = certain.isEmpty() ? perhaps(entry, type) : certain;
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        Resource<Instance> last = hops.get(hops.size() - 1).to();
        return certain(last, type).map(prize -> path(entry, hops, last, prize));
    }

    /** The hops by tunnels that roles only possibly open, which are used only where no certain way exists. */
    private List<LateralPaths.Hop> perhaps(Entry entry, Prize.Type type) {
        return possible.computeIfAbsent(
                        type,
                        k -> lateral.perhapsTo(
                                instance -> certain(instance, type).isPresent()))
                .map(search -> search.from(entry.instance()))
                .orElse(List.of());
    }

    private Optional<Prize> certain(Resource<Instance> instance, Prize.Type type) {
        return prizes(instance).stream()
                .filter(prize -> prize.type() == type && prize.certain())
                .findFirst();
    }

    private LateralPaths.Search search(Prize.Type type) {
        if (lateral == null) {
            lateral = new LateralPaths(
                    instances.stream().filter(AttackPaths::runs).toList(), this::weaknesses, tunnels, estate);
        }
        LateralPaths.Search known = searches.get(type);
        if (known == null) {
            known = lateral.to(instance -> certain(instance, type).isPresent());
            searches.put(type, known);
        }
        return known;
    }

    private AttackPath path(Entry entry, List<LateralPaths.Hop> hops, Resource<Instance> last, Prize prize) {
        return new Chain(entry, hops, last, new PathEnd(role(last).orElseThrow(), prize)).path(this::weaknesses);
    }
}
