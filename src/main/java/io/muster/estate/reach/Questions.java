package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether one thing reaches another: the internet, addresses, and the interfaces of an estate. */
public final class Questions {

    /** The kinds that {@link #direct} rests on. */
    static final Set<ResourceKind> DIRECT_KINDS = directKinds();

    /** The kinds that {@link #ask} rests on. */
    public static final Set<ResourceKind> KINDS = kinds();

    private final Estate estate;

    private Questions(Estate estate) {
        this.estate = estate;
    }

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(DIRECT_KINDS);
        kinds.addAll(BalancedPaths.KINDS);
        kinds.addAll(VpnNetworks.KINDS);
        return Set.copyOf(kinds);
    }

    private static Set<ResourceKind> directKinds() {
        EnumSet<ResourceKind> kinds = EnumSet.of(ResourceKind.NETWORK_INTERFACE);
        kinds.addAll(Reach.KINDS);
        kinds.addAll(Frontends.KINDS);
        kinds.addAll(Egress.KINDS);
        kinds.addAll(TransitGateways.KINDS);
        kinds.add(ResourceKind.VPC_PEERING_CONNECTION);
        return Set.copyOf(kinds);
    }

    public static Questions of(Estate estate) {
        return estate.view(Questions.class, Questions::new);
    }

    /**
     * The best path of all: one that lets something through, with the traffic of all that do, else one of which that cannot be told, else one
     * that is blocked.
     *
     * @throws IllegalArgumentException if neither side is of the estate
     */
    public Outcome ask(Endpoint from, Endpoint to, ServiceRange services) {
        AddressHolders holders = new AddressHolders(estate);
        Endpoint source = holders.source(from, to);
        Endpoint target = holders.target(from, to);
        return new RunStates(estate).noted(asked(source, target, services), source, target);
    }

    private Outcome asked(Endpoint from, Endpoint to, ServiceRange services) {
        List<Outcome> outcomes = new ArrayList<>();
        if (from instanceof Endpoint.Host source && to instanceof Endpoint.Host target) {
            source.interfaces()
                    .forEach(one -> target.interfaces()
                            .forEach(other ->
                                    straight(one, other, List.of(services)).forEach(outcomes::add)));
            if (outcomes.isEmpty()) {
                outcomes.add(nothing());
            }
            source.interfaces()
                    .forEach(one -> target.interfaces().forEach(other -> {
                        new TranslatedWays(estate, one, estate, other)
                                .ask(services)
                                .ifPresent(outcomes::add);
                        outcomes.addAll(new PublicWays(estate, one, other).ask(services));
                        outcomes.addAll(new BalancedPaths(estate, one, other).ask(services));
                        outcomes.addAll(new WaysToFrontends(estate, one, estate, other).ask(services));
                    }));
            return Outcome.together(outcomes).orElseThrow();
        }
        if (to instanceof Endpoint.Host target) {
            target.interfaces().forEach(eni -> outcomes.addAll(into(from, eni, services)));
        } else if (from instanceof Endpoint.Host source) {
            source.interfaces().forEach(eni -> outcomes.addAll(out(eni, to, services)));
        } else {
            throw new IllegalArgumentException("one side has to be a resource");
        }
        return Outcome.together(outcomes).orElseGet(Questions::nothing);
    }

    /** The best path from one host to another that leads through no load balancer. */
    Outcome direct(Endpoint.Host from, Endpoint.Host to, List<ServiceRange> services) {
        return Outcome.best(from.interfaces().stream()
                        .flatMap(source ->
                                to.interfaces().stream().flatMap(target -> straight(source, target, services))))
                .orElseGet(Questions::nothing);
    }

    private Stream<Outcome> straight(
            Resource<NetworkInterface> from, Resource<NetworkInterface> to, List<ServiceRange> services) {
        return AddressGroups.of(estate)
                .ask(
                        from,
                        to,
                        services,
                        (source, destination) -> new HostPair(estate, from, source, to, destination).passage());
    }

    private List<Outcome> out(Resource<NetworkInterface> eni, Endpoint to, ServiceRange services) {
        if (!(to instanceof Endpoint.Range range)) {
            return List.of(Egress.of(estate).askInternet(eni, services));
        }
        PublicHolders holders = new PublicHolders(estate, eni);
        List<Outcome> toHolders = holders.ask(range.addresses(), services);
        return toHolders.isEmpty()
                ? List.of(holders.beyond(
                        Egress.of(estate).ask(eni, Traffic.of(services, range.addresses())), range.addresses()))
                : toHolders;
    }

    static Outcome nothing() {
        return Outcome.blocked(new Hop(
                "", ResourceKind.NETWORK_INTERFACE, "there is no network interface, or no address of one family"));
    }

    private static CidrSet addresses(Endpoint endpoint) {
        return endpoint instanceof Endpoint.Range range ? range.addresses() : Internet.PUBLIC;
    }

    /** The addresses of the internet that are asked about; a range may hold some of the interface's own VPC. */
    static CidrSet outside(Estate estate, Endpoint from, Resource<NetworkInterface> eni) {
        return Internet.publicPart(addresses(from))
                .minus(VpcNetworks.stored(
                        estate, String.valueOf(eni.attributes().vpcId())));
    }

    private List<Outcome> into(Endpoint from, Resource<NetworkInterface> eni, ServiceRange services) {
        CidrSet sources = addresses(from);
        CidrSet inside =
                VpcNetworks.stored(estate, String.valueOf(eni.attributes().vpcId()));
        List<Outcome> outcomes = new ArrayList<>();
        CidrSet outside = outside(estate, from, eni);
        // the internet is outside of the VPC, whose own IPv6 addresses are public as well
        CidrSet named = HostFamilies.of(eni).addresses();
        CidrSet local =
                from instanceof Endpoint.Range ? sources.intersect(inside).intersect(named) : CidrSet.EMPTY;
        OtherNetworks networks = new OtherNetworks(estate, eni);
        CidrSet internet =
                from instanceof Endpoint.Range ? Internet.PUBLIC.minus(networks.publicAddresses()) : Internet.PUBLIC;
        CidrSet others = sources.minus(internet).minus(inside).intersect(named);
        if (!outside.isEmpty()) {
            outcomes.addAll(overInternet(from, eni, Traffic.of(services, outside)));
        }
        if (!local.isEmpty()) {
            outcomes.add(new PrivateSources(estate, eni).ofVpc().ask(Traffic.of(services, local)));
        }
        if (!others.isEmpty()) {
            outcomes.add(networks.ask(Traffic.of(services, others)));
        }
        if (from instanceof Endpoint.Range) {
            new TranslatedSources(estate, eni).ask(sources, services).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    /** The internet is not the account itself, whose addresses are public as well; a range may name them. */
    private List<Outcome> overInternet(Endpoint from, Resource<NetworkInterface> eni, Traffic asked) {
        Frontends frontends = Frontends.of(estate);
        Reach reach = Reach.of(estate);
        boolean isNamed = from instanceof Endpoint.Range;
        List<Outcome> outcomes =
                new ArrayList<>(Frontends.outcomes(isNamed ? frontends.to(eni) : frontends.fromInternet(eni), asked));
        outcomes.add(isNamed ? reach.askInternet(eni, asked) : reach.askOthers(eni, asked));
        Outcome.unread(frontends.missing(eni), asked).ifPresent(outcomes::add);
        return outcomes;
    }
}
