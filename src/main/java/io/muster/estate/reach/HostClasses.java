package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Instances in classes that the network cannot tell apart: in the same subnets, with the same groups, targets of the same target groups,
 * and with addresses of which every rule, entry and route of the region speaks alike. What one of a class reaches, and what reaches it, holds for each of them.
 */
public final class HostClasses {

    /** One interface, as the network sees it. */
    private record Place(
            String subnetId, String vpcId, Set<String> groups, Set<Set<Cidr>> named, Set<String> targetGroups) {}

    /** A class of instances. */
    private record Key(Set<Place> places) {}

    private final Estate estate;
    private final Set<Cidr> ranges = new HashSet<>();
    private final Map<String, Collection<Cidr>> withinSubnet = new HashMap<>();

    private HostClasses(Estate estate) {
        this.estate = estate;
        Stream.of(
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
                .flatMap(texts -> texts)
                .forEach(text -> Cidr.tryParse(text).ifPresent(ranges::add));
    }

    /** The instances, class by class. Those without an interface that is known are in none. */
    public static List<List<Resource<Instance>>> of(List<Resource<Instance>> instances, Estate estate) {
        HostClasses classes = new HostClasses(estate);
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

    private Optional<Key> key(Resource<Instance> instance) {
        Set<Place> places = new HashSet<>();
        for (Resource<NetworkInterface> eni : Interfaces.of(estate).ofInstance(instance.resourceId())) {
            NetworkInterface attributes = eni.attributes();
            places.add(new Place(
                    String.valueOf(attributes.subnetId()),
                    String.valueOf(attributes.vpcId()),
                    new TreeSet<>(attributes.securityGroupIds()),
                    named(attributes),
                    LoadBalancers.of(estate).targets().groups(eni)));
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new Key(places));
    }

    /** For each of its addresses, the ranges that hold it but not all of its subnet. */
    private Set<Set<Cidr>> named(NetworkInterface eni) {
        String subnet = String.valueOf(eni.subnetId());
        CidrSet expected = Subnets.of(estate).addresses(subnet);
        Set<Set<Cidr>> named = new HashSet<>();
        Stream.concat(eni.privateIps().stream(), eni.ipv6Addresses().stream())
                .flatMap(text -> Cidr.tryParse(text).stream())
                .forEach(address -> {
                    CidrSet one = CidrSet.of(address);
                    named.add((expected.covers(one) ? withinSubnet.computeIfAbsent(subnet, this::splitting) : ranges)
                            .stream()
                                    .filter(range -> range.family() == address.family()
                                            && CidrSet.of(range).covers(one))
                                    .collect(Collectors.toUnmodifiableSet()));
                });
        return named;
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
