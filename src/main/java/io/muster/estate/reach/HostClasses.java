package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Instances in classes that the network cannot tell apart: in the same subnets, with the same groups, targets of the same target groups,
 * and with addresses of the same families, of which every rule, entry and route of the region speaks alike. What one of a class reaches, and what reaches it, holds for each of them.
 */
public final class HostClasses {

    /** An address: the ranges that hold it but not all of its subnet. */
    private record Named(IpFamily family, Set<Cidr> ranges) {}

    /** One interface, as the network sees it. */
    private record Place(
            String subnetId, String vpcId, Set<String> groups, Set<Named> addresses, Set<String> targetGroups) {}

    /** A class of instances. */
    private record Key(Set<Place> places) {}

    private final Estate estate;
    private final Set<Cidr> ranges;
    private final Map<String, Collection<Cidr>> withinSubnet = new HashMap<>();

    private HostClasses(Estate estate, Set<Cidr> ranges) {
        this.estate = estate;
        this.ranges = ranges;
    }

    /** Of which the rules, entries and routes of the estates speak. */
    static Set<Cidr> ranges(Stream<Estate> estates) {
        return estates.flatMap(HostClasses::ranges)
                .flatMap(text -> Cidr.tryParse(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> ranges(Estate estate) {
        return Stream.of(
                        estate.stored(SecurityGroup.class).stream()
                                .flatMap(group -> Stream.concat(
                                        group.attributes().ingress().stream(), group.attributes().egress().stream()))
                                .map(rule -> rule.cidr()),
                        estate.stored(PrefixList.class).stream()
                                .flatMap(list ->
                                        Stream.ofNullable(list.attributes().entries()))
                                .flatMap(List::stream)
                                .map(entry -> entry.cidr()),
                        estate.stored(NetworkAcl.class).stream()
                                .flatMap(acl -> acl.attributes().entries().stream())
                                .map(entry -> entry.cidr()),
                        estate.stored(RouteTable.class).stream()
                                .flatMap(table -> table.attributes().routes().stream())
                                .map(route -> route.destination()),
                        estate.stored(TransitGatewayRouteTable.class).stream()
                                .flatMap(table ->
                                        Stream.ofNullable(table.attributes().routes()))
                                .flatMap(List::stream)
                                .map(route -> route.destination()))
                .flatMap(texts -> texts);
    }

    /** The instances, class by class. Those without an interface that is known are in none. */
    public static List<List<Resource<Instance>>> of(List<Resource<Instance>> instances, Estate estate) {
        return of(instances, estate, ranges(Stream.of(estate)));
    }

    /** The same, told apart by the ranges. */
    static List<List<Resource<Instance>>> of(List<Resource<Instance>> instances, Estate estate, Set<Cidr> ranges) {
        HostClasses classes = new HostClasses(estate, ranges);
        Map<Key, List<Resource<Instance>>> byKey = new HashMap<>();
        List<List<Resource<Instance>>> all = new ArrayList<>();
        for (Resource<Instance> instance : instances) {
            classes.key(instance)
                    .ifPresent(key -> byKey.computeIfAbsent(key, first -> {
                                List<Resource<Instance>> members = new ArrayList<>();
                                all.add(members);
                                return members;
                            })
                            .add(instance));
        }
        return all;
    }

    /**
     * The class of an interface as a source.
     *
     * @param ranges those that tell addresses apart
     */
    static Function<Resource<NetworkInterface>, Object> ofSources(Estate estate, Set<Cidr> ranges) {
        HostClasses classes = new HostClasses(estate, ranges);
        return eni -> classes.place(eni.attributes(), Set.of());
    }

    private Optional<Key> key(Resource<Instance> instance) {
        Set<Place> places = new HashSet<>();
        for (Resource<NetworkInterface> eni : Interfaces.of(estate).ofInstance(instance.resourceId())) {
            places.add(
                    place(eni.attributes(), LoadBalancers.of(estate).targets().groups(eni)));
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new Key(places));
    }

    private Place place(NetworkInterface eni, Set<String> targetGroups) {
        return new Place(
                String.valueOf(eni.subnetId()),
                String.valueOf(eni.vpcId()),
                new TreeSet<>(eni.securityGroupIds()),
                addresses(eni),
                targetGroups);
    }

    private Set<Named> addresses(NetworkInterface eni) {
        String subnet = String.valueOf(eni.subnetId());
        CidrSet expected = Subnets.of(estate).addresses(subnet);
        return Stream.concat(eni.privateIps().stream(), eni.ipv6Addresses().stream())
                .flatMap(text -> Cidr.tryParse(text).stream())
                .map(address -> named(
                        address,
                        expected.covers(CidrSet.of(address))
                                ? withinSubnet.computeIfAbsent(subnet, this::splitting)
                                : ranges))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Named named(Cidr address, Collection<Cidr> among) {
        CidrSet one = CidrSet.of(address);
        return new Named(
                address.family(),
                among.stream()
                        .filter(range -> range.family() == address.family()
                                && CidrSet.of(range).covers(one))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private Collection<Cidr> splitting(String subnetId) {
        CidrSet all = Subnets.of(estate).addresses(subnetId);
        return ranges.stream()
                .filter(range -> {
                    CidrSet part = CidrSet.of(range);
                    return part.intersects(all) && !part.covers(all.only(range.family()));
                })
                .toList();
    }
}
