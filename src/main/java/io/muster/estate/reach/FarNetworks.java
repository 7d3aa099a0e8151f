package io.muster.estate.reach;

import io.muster.estate.Ages;
import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.Knowledge;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.HeldHosts.HeldHost;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether hosts of other accounts and regions get to those of a region over peering connections and transit gateways, by what each side tells of its
 * own: by private addresses, and by load balancers of the region. In a VPC of the region, which is shared, they are not followed.
 */
public final class FarNetworks {

    /**
     * An interface of a host elsewhere.
     *
     * @param host whose it is
     */
    public record Source(HeldHost host, Resource<NetworkInterface> eni) {}

    private record SourceClass(Scope scope, Object place) {}

    private final Estate estate;
    private final List<HeldHost> hosts;

    /** The region, as it is asked about together with the others. */
    private final Estate here;

    private final Map<Scope, Estate> others = new HashMap<>();

    /** The groups of addresses that some rule, entry or route of these estates distinguishes. */
    private final AddressGroups addresses;

    public FarNetworks(Estate estate, HeldHosts held) {
        this.estate = estate;
        hosts = held.hosts();
        Map<Scope, Estate> told = told(estate, held);
        here = estate.withOthers(told);
        Map<Scope, Estate> around = new HashMap<>(told);
        around.put(estate.scope(), here);
        told.forEach((scope, teller) -> others.put(scope, teller.withOthers(around)));
        addresses = new AddressGroups(SpokenRanges.of(around.values().stream()));
        addresses.shareWith(around.values().stream());
        addresses.shareWith(others.values().stream());
    }

    private static Map<Scope, Estate> told(Estate estate, HeldHosts held) {
        Map<Scope, List<Resource<?>>> resources = new HashMap<>();
        Stream.concat(
                        held.networks().resources().stream().<Resource<?>>map(StoredResource::resource),
                        held.hosts().stream().flatMap(host -> host.interfaces().stream()))
                .forEach(one -> resources
                        .computeIfAbsent(one.scope().in(estate.scope().partition()), k -> new ArrayList<>())
                        .add(one));
        Set<ResourceKind> asked = EnumSet.copyOf(HostReach.KINDS);
        asked.addAll(HeldHosts.KINDS);
        Map<Scope, Estate> told = new HashMap<>();
        held.networks()
                .complete()
                .forEach((scope, complete) -> told.put(
                        scope,
                        new Estate(
                                scope,
                                estate.asOf(),
                                Knowledge.ofOther(scope, asked, complete),
                                resources.getOrDefault(scope, List.of()),
                                Ages.NONE)));
        return told;
    }

    /** One interface of each class of those that no rule, entry or route tells apart, the surest first. */
    public List<Source> sources() {
        Set<String> own = ownVpcs();
        Map<Scope, Function<Resource<NetworkInterface>, Object>> places = new HashMap<>();
        Map<SourceClass, Source> first = new LinkedHashMap<>();
        for (HeldHost host : hosts) {
            Optional<Estate> teller = teller(host);
            for (Resource<NetworkInterface> eni :
                    teller.isEmpty() ? List.<Resource<NetworkInterface>>of() : host.interfaces()) {
                if (!own.contains(String.valueOf(eni.attributes().vpcId()))) {
                    Object place = places.computeIfAbsent(
                                    scope(host), k -> HostClasses.ofSources(teller.get(), addresses))
                            .apply(eni);
                    first.putIfAbsent(new SourceClass(scope(host), place), new Source(host, eni));
                }
            }
        }
        return List.copyOf(first.values());
    }

    /** Whether some of the hosts are not followed, as they are in a VPC that their account shares with that of the region. */
    public boolean leavesOut() {
        Set<String> own = ownVpcs();
        return hosts.stream()
                .flatMap(host -> host.interfaces().stream())
                .anyMatch(eni -> own.contains(String.valueOf(eni.attributes().vpcId())));
    }

    private Set<String> ownVpcs() {
        Set<String> own = new HashSet<>();
        estate.stored(Vpc.class).forEach(vpc -> own.add(vpc.resourceId()));
        estate.stored(Subnet.class)
                .forEach(subnet -> own.add(String.valueOf(subnet.attributes().vpcId())));
        return own;
    }

    private Scope scope(HeldHost host) {
        return host.scope().in(estate.scope().partition());
    }

    private Optional<Estate> teller(HeldHost host) {
        return Optional.ofNullable(others.get(scope(host)));
    }

    /** The region's instances in classes that none of these networks tells apart. */
    public List<List<Resource<Instance>>> classes(List<Resource<Instance>> instances) {
        return HostClasses.of(instances, estate, addresses);
    }

    /** Those of the hosts that may let in what the interface sends. */
    public Stream<Resource<Instance>> admitting(AdmittingHosts hosts, Source source) {
        return hosts.fromElsewhere(source.eni(), teller(source.host()).orElseThrow());
    }

    /** Whether NAT gateways of other networks which are not followed may lead to subnets of the region. */
    public boolean areTranslated() {
        CidrSet subnets = NatSources.subnets(estate);
        return others.values().stream()
                .anyMatch(there -> !new NatSources(there).unfollowed(subnets).isEmpty());
    }

    /** The best path from the interface to any of the target's. */
    public Outcome between(Source source, Resource<Instance> target) {
        Estate there = teller(source.host()).orElseThrow();
        Stream<Outcome> ways = Interfaces.of(estate).ofInstance(target.resourceId()).stream()
                .flatMap(eni -> Stream.concat(direct(there, source.eni(), eni), balanced(there, source.eni(), eni)));
        return Outcome.best(ways).orElseGet(Questions::nothing);
    }

    private Stream<Outcome> direct(Estate there, Resource<NetworkInterface> source, Resource<NetworkInterface> target) {
        return FarPair.ask(addresses, there, source, here, target, HostReach.SERVICES);
    }

    private Stream<Outcome> balanced(
            Estate there, Resource<NetworkInterface> source, Resource<NetworkInterface> target) {
        var leading = HostReach.of(estate).leadingTo(target);
        return leading.isEmpty()
                ? Stream.empty()
                : new BalancedPaths(there, here, source, target)
                        .through(leading, HostReach.SERVICES.toArray(ServiceRange[]::new)).stream();
    }
}
