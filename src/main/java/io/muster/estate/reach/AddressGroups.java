package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of an interface, those of delegated prefixes among them, in groups that the network does not tell apart: the same ranges hold all
 * addresses of a group. The innermost of these stands for them, since of two ranges that have an address in common one holds the other.
 */
final class AddressGroups {

    /** Addresses with the same answers. */
    record Group(Cidr first, CidrSet all) {

        /** What is known of the first as the source, told of all. */
        Outcome told(Outcome outcome) {
            CidrSet asked = CidrSet.of(first);
            return asked.equals(all)
                    ? outcome
                    : outcome.with(
                            outcome.admitted().readdressed(asked, all),
                            outcome.possible().readdressed(asked, all));
        }
    }

    /** Of one family. */
    record Pair(Group source, Group target) {}

    private record Held(
            List<String> ipv4, List<String> ipv6, @Nullable List<String> ipv4Prefixes, List<String> ipv6Prefixes) {}

    /** Of one estate, with each of the others that it was asked about together with. */
    private static final class Joined {

        private final Map<Estate, AddressGroups> byOther = Collections.synchronizedMap(new WeakHashMap<>());
    }

    private final Set<Cidr> ranges;
    private final Map<IpFamily, List<Integer>> lengths;
    private final Map<IpFamily, NavigableMap<BigInteger, List<Cidr>>> byBegin;
    private final Map<Held, List<Group>> known = new ConcurrentHashMap<>();

    AddressGroups(Set<Cidr> ranges) {
        this.ranges = ranges;
        lengths = ranges.stream()
                .collect(Collectors.groupingBy(
                        Cidr::family,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Cidr::prefixLength, Collectors.toSet()),
                                AddressGroups::longestFirst)));
        byBegin = ranges.stream()
                .collect(Collectors.groupingBy(
                        Cidr::family, Collectors.groupingBy(Cidr::network, TreeMap::new, Collectors.toList())));
    }

    private static List<Integer> longestFirst(Collection<Integer> lengths) {
        return lengths.stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** By what the estate tells, and the others beside it. */
    static AddressGroups of(Estate estate) {
        return estate.view(
                AddressGroups.class,
                one -> new AddressGroups(SpokenRanges.of(
                        Stream.concat(Stream.of(one), one.beside().owners()))));
    }

    /** By what either tells. */
    static AddressGroups of(Estate one, Estate other) {
        AddressGroups own = of(one);
        AddressGroups others = of(other);
        return own == others
                ? own
                : one.view(Joined.class, estate -> new Joined()).byOther.computeIfAbsent(other, k -> own.with(others));
    }

    private AddressGroups with(AddressGroups others) {
        if (ranges.containsAll(others.ranges)) {
            return this;
        }
        Set<Cidr> both = new HashSet<>(ranges);
        both.addAll(others.ranges);
        return new AddressGroups(Set.copyOf(both));
    }

    /** Lets estates of which each knows all others have these groups, which are then worked out once. */
    void shareWith(Stream<Estate> estates) {
        estates.forEach(estate -> estate.view(AddressGroups.class, k -> this));
    }

    /** The groups of both interfaces, family by family: what holds for a pair of first addresses holds for all of both groups. */
    Stream<Pair> pairs(Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        List<Group> targets = of(to);
        return of(from).stream()
                .flatMap(source -> targets.stream()
                        .filter(target ->
                                target.first().family() == source.first().family())
                        .map(target -> new Pair(source, target)));
    }

    /**
     * What gets from all addresses of the one to all of the other, if it is asked about those that stand for them; each pair as the stream is read.
     *
     * @param path from a source to a destination
     */
    Stream<Outcome> ask(
            Resource<NetworkInterface> from,
            Resource<NetworkInterface> to,
            List<ServiceRange> services,
            BiFunction<Cidr, Cidr, Passage> path) {
        return pairs(from, to).flatMap(pair -> {
            Passage passage = path.apply(pair.source().first(), pair.target().first());
            CidrSet source = CidrSet.of(pair.source().first());
            return services.stream().map(range -> pair.source().told(passage.ask(Traffic.of(range, source))));
        });
    }

    /** An address of the interface itself comes before one of a prefix. */
    List<Group> of(Resource<NetworkInterface> eni) {
        NetworkInterface attributes = eni.attributes();
        Held held = new Held(
                attributes.privateIps(),
                attributes.ipv6Addresses(),
                attributes.ipv4Prefixes(),
                attributes.ipv6Prefixes());
        return known.computeIfAbsent(held, k -> groups(HostPair.ranges(eni).toList()));
    }

    /** What stands for the groups of the interface: equal for interfaces that are not told apart by their addresses. */
    Set<Cidr> innermost(Resource<NetworkInterface> eni) {
        return HostPair.ranges(eni).flatMap(this::edges).map(this::innermost).collect(Collectors.toUnmodifiableSet());
    }

    private List<Group> groups(List<Cidr> own) {
        Map<Cidr, Cidr> firsts = new LinkedHashMap<>();
        own.stream().flatMap(this::edges).forEach(address -> firsts.putIfAbsent(innermost(address), address));
        CidrSet all = CidrSet.of(own);
        return firsts.entrySet().stream()
                .map(first -> new Group(first.getValue(), part(all, first.getKey(), firsts.keySet())))
                .toList();
    }

    /** The addresses of which this is the innermost range, of all that there are. */
    private static CidrSet part(CidrSet all, Cidr innermost, Set<Cidr> ranges) {
        List<Cidr> inside = ranges.stream()
                .filter(range -> holds(innermost, range) && !range.equals(innermost))
                .toList();
        return all.intersect(CidrSet.of(innermost)).minus(CidrSet.of(inside));
    }

    private static boolean holds(Cidr range, Cidr other) {
        return other.family() == range.family()
                && other.prefixLength() >= range.prefixLength()
                && new Cidr(range.family(), other.network(), range.prefixLength()).equals(range);
    }

    /** The addresses of the range at which another one may be the innermost: its own first, and those at which ranges inside begin or have ended. */
    private Stream<Cidr> edges(Cidr range) {
        return range.prefixLength() == range.family().bits()
                ? Stream.of(range)
                : Stream.concat(
                        Stream.of(single(range.family(), range.network())),
                        inside(range)
                                .flatMap(one -> Stream.of(one.network(), end(one)))
                                .map(address -> single(range.family(), address))
                                .filter(address -> holds(range, address)));
    }

    private Stream<Cidr> inside(Cidr range) {
        return byBegin
                .getOrDefault(range.family(), Collections.emptyNavigableMap())
                .subMap(range.network(), end(range))
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(one -> one.prefixLength() > range.prefixLength());
    }

    /** The address behind the range. */
    private static BigInteger end(Cidr range) {
        return range.network().add(BigInteger.ONE.shiftLeft(range.family().bits() - range.prefixLength()));
    }

    private static Cidr single(IpFamily family, BigInteger address) {
        return new Cidr(family, address, family.bits());
    }

    /** All addresses of the family where no range holds it. */
    private Cidr innermost(Cidr address) {
        return lengths.getOrDefault(address.family(), List.of()).stream()
                .map(length -> new Cidr(address.family(), address.network(), length))
                .filter(ranges::contains)
                .findFirst()
                .orElseGet(() -> new Cidr(address.family(), BigInteger.ZERO, 0));
    }
}
