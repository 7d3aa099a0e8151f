package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.estate.ManagedNodes;
import io.muster.estate.NotRead;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.HostReach;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the attack paths of a region: for each weak instance that the internet reaches, what its own role can take, and what
 * the roles of instances can take that it reaches over at most three hops.
 */
public final class AttackPaths {

    /** The kinds that an estate has to be loaded with. */
    public static final Set<ResourceKind> KINDS = kinds();

    private static final int WORST = 4;

    /** The types of prizes for which paths over other instances are searched. */
    private static final Set<Prize.Type> LATERAL =
            EnumSet.of(Prize.Type.ADMINISTRATOR, Prize.Type.ESCALATION, Prize.Type.DATA);

    private static final Set<InstanceState> RUNS = EnumSet.of(InstanceState.PENDING, InstanceState.RUNNING);

    private final Estate estate;
    private final Map<String, String> exploitable;
    private final Map<String, List<Weakness>> weaknesses = new HashMap<>();

    /** Shared lists of weaknesses, because most instances of a region have the same ones. */
    private final Map<List<Weakness>, List<Weakness>> alike = new HashMap<>();

    private final Map<Prize.Type, LateralPaths.Search> searches = new EnumMap<>(Prize.Type.class);
    private final Map<Prize.Type, Optional<LateralPaths.Search>> possible = new EnumMap<>(Prize.Type.class);
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> accounts = new TreeSet<>();
    private final List<Resource<Instance>> instances;
    private final boolean readable;
    private LateralPaths lateral;

    /**
     * The paths, the worst first.
     *
     * @param readable whether they could be looked for at all; if not, nothing follows from there being none
     * @param missing  what was not read, so that there may be more paths
     */
    public record Found(List<AttackPath> paths, boolean readable, Set<String> missing) {}

    private AttackPaths(Estate estate, Map<String, String> exploitable) {
        this.estate = estate;
        this.exploitable = exploitable;
        Stream.of(
                        ResourceKind.NETWORK_INTERFACE,
                        ResourceKind.INSTANCE_PROFILE,
                        ResourceKind.INSTANCE,
                        ResourceKind.ROLE)
                .filter(kind -> !estate.knows(kind))
                .forEach(kind -> missing.add(estate.missing(kind)));
        readable = estate.knows(ResourceKind.NETWORK_INTERFACE) && estate.knows(ResourceKind.INSTANCE_PROFILE);
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
        return new Found(List.copyOf(paths), search.readable, search.missing());
    }

    /** The search for paths in an estate, of which those from some of its instances can be asked for after the others. */
    static AttackPaths in(Estate estate, Map<String, String> exploitable) {
        return new AttackPaths(estate, exploitable);
    }

    /** The instances that paths may begin at; none where paths cannot be looked for at all. */
    List<Resource<Instance>> instances() {
        return instances;
    }

    /** See {@link Found#readable}. */
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
        Map<String, Instant> readAt = new TreeMap<>(estate.trusting().readAt());
        readAt.keySet().retainAll(accounts);
        return readAt;
    }

    /** The paths that begin at these of its instances. */
    List<AttackPath> from(List<Resource<Instance>> entries) {
        List<AttackPath> paths = entries.stream()
                .flatMap(instance -> Entry.of(instance, weaknesses(instance), estate).stream())
                .flatMap(entry -> from(entry).stream())
                .toList();
        paths.forEach(path -> accounts.addAll(path.otherAccounts()));
        return paths;
    }

    /** Whether it may be too young for Systems Manager to know it, so that nothing follows from there being no managed node. */
    boolean young(Resource<Instance> instance) {
        Instant launched = instance.attributes().launchTime();
        return launched == null || !ManagedNodes.wouldBeKnown(launched, estate.listedAt(ResourceKind.MANAGED_INSTANCE));
    }

    List<Weakness> weaknesses(Resource<Instance> instance) {
        return weaknesses.computeIfAbsent(
                instance.resourceId(), id -> alike.computeIfAbsent(found(instance), Function.identity()));
    }

    private List<Weakness> found(Resource<Instance> instance) {
        List<Weakness> own = Weaknesses.of(instance, estate);
        String reported = exploitable.get(instance.arn());
        return reported == null
                ? own
                : Stream.concat(own.stream(), Stream.of(new Weakness(Weakness.Type.EXPLOITABLE, true, reported)))
                        .sorted(Comparator.comparing(Weakness::type))
                        .toList();
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
            missing.addAll(entry.ways().missing());
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
                    instances.stream()
                            .filter(instance ->
                                    RUNS.contains(instance.attributes().state()))
                            .toList(),
                    this::weaknesses,
                    estate);
        }
        LateralPaths.Search known = searches.get(type);
        if (known == null) {
            known = lateral.to(instance -> certain(instance, type).isPresent());
            searches.put(type, known);
        }
        return known;
    }

    private AttackPath path(Entry entry, List<LateralPaths.Hop> hops, Resource<Instance> last, Prize prize) {
        Resource<Role> role = role(last).orElseThrow();
        List<AttackStep> steps = new ArrayList<>(entry.steps());
        List<Cut> cuts = new ArrayList<>(entry.cuts());
        for (LateralPaths.Hop hop : hops) {
            List<Weakness> weak = Entry.decisive(weaknesses(hop.to()));
            steps.add(Entry.taken(hop.to(), weak, hop.how() + ", and "));
            cuts.addAll(Entry.hardening(hop.to(), weak));
        }
        PathEnd end = new PathEnd(role, prize);
        steps.addAll(end.steps());
        cuts.addAll(end.cuts());
        boolean certain = entry.certain() && prize.certain() && hops.stream().allMatch(LateralPaths.Hop::certain);
        return new AttackPath(
                entry.instance(),
                prize.type(),
                hops.size(),
                certain,
                severity(entry, hops, prize, certain),
                title(entry, hops, last, role, prize),
                List.copyOf(steps),
                List.copyOf(cuts));
    }

    /**
     * The severity, reduced by one each where only chosen addresses get in, the instance does not run, it is hardly weak, the
     * path is not certain, or it takes other instances.
     */
    private static int severity(Entry entry, List<LateralPaths.Hop> hops, Prize prize, boolean certain) {
        int severity = prize.supreme() ? WORST : WORST - 1;
        severity -= entry.ways().exposed().atLarge() ? 0 : 1;
        severity -= RUNS.contains(entry.instance().attributes().state()) ? 0 : 1;
        severity -= entry.hardlyWeak() ? 1 : 0;
        severity -= certain ? 0 : 1;
        severity -= hops.isEmpty() ? 0 : 1;
        return Math.max(0, severity);
    }

    private static String title(
            Entry entry, List<LateralPaths.Hop> hops, Resource<Instance> last, Resource<Role> role, Prize prize) {
        return "From the internet over " + entry.instance().resourceId()
                + (hops.isEmpty() ? "" : " and " + last.resourceId()) + " to " + role.resourceId() + ", which "
                + prize.why();
    }
}
