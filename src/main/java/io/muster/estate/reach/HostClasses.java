package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.Cidr;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Instances in classes that the network cannot tell apart: in the same subnets, with the same groups, targets of the same target groups,
 * and with addresses of the same families, of which every rule, entry and route of the region speaks alike. What one of a class reaches, and what reaches it, holds for each of them.
 */
public final class HostClasses {

    /** One interface, as the network sees it. */
    private record Place(
            String subnetId, String vpcId, Set<String> groups, Set<Cidr> addresses, Set<String> targetGroups) {}

    /** A class of instances. */
    private record Key(Set<Place> places) {}

    private final Estate estate;
    private final AddressGroups addresses;

    private HostClasses(Estate estate, AddressGroups addresses) {
        this.estate = estate;
        this.addresses = addresses;
    }

    /** The instances, class by class. Those without an interface that is known are in none. */
    public static List<List<Resource<Instance>>> of(List<Resource<Instance>> instances, Estate estate) {
        return of(instances, estate, AddressGroups.of(estate));
    }

    /** The same, told apart by these groups of addresses. */
    static List<List<Resource<Instance>>> of(
            List<Resource<Instance>> instances, Estate estate, AddressGroups addresses) {
        HostClasses classes = new HostClasses(estate, addresses);
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
     * @param addresses the groups of addresses that tell interfaces apart
     */
    static Function<Resource<NetworkInterface>, Object> ofSources(Estate estate, AddressGroups addresses) {
        HostClasses classes = new HostClasses(estate, addresses);
        return eni -> classes.place(eni, Set.of());
    }

    private Optional<Key> key(Resource<Instance> instance) {
        Set<Place> places = new HashSet<>();
        for (Resource<NetworkInterface> eni : Interfaces.of(estate).ofInstance(instance.resourceId())) {
            places.add(place(eni, LoadBalancers.of(estate).targets().groups(eni)));
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(new Key(places));
    }

    private Place place(Resource<NetworkInterface> eni, Set<String> targetGroups) {
        NetworkInterface attributes = eni.attributes();
        return new Place(
                String.valueOf(attributes.subnetId()),
                String.valueOf(attributes.vpcId()),
                new TreeSet<>(attributes.securityGroupIds()),
                addresses.innermost(eni),
                targetGroups);
    }
}
