package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways from an interface of one estate over the internet to a frontend of another one, of the same estate or not: a load balancer, accelerator or
 * VPC origin, that sees the public address of the interface, or of its NAT gateway. At which port the frontend listens is not told apart: where the
 * interface may send to some ports alone, the way is doubtful.
 */
record WaysToFrontends(Estate here, Resource<NetworkInterface> from, Estate there, Resource<NetworkInterface> to) {

    List<Outcome> ask(ServiceRange services) {
        return ask(Frontends.of(there).to(to), services);
    }

    /** @param entrances those of the frontends */
    List<Outcome> ask(List<Entrance> entrances, ServiceRange services) {
        return entrances.isEmpty()
                ? List.of()
                : Stream.of(IpFamily.values())
                        .flatMap(family -> ask(entrances, services, family).stream())
                        .toList();
    }

    /** To the addresses that the frontends have of the family. */
    private List<Outcome> ask(List<Entrance> entrances, ServiceRange services, IpFamily family) {
        ServiceRange sent = everyPort(services);
        CidrSet internet = internet(family);
        Outcome out = Egress.of(here).askInternet(from, Traffic.of(sent, internet));
        if (out.reachable() == Reachable.NO) {
            return List.of();
        }
        CidrSet sources = sources(sent, family);
        Traffic asked = Traffic.of(services, sources.isEmpty() ? Internet.PUBLIC.only(family) : sources);
        boolean isCertain = out.admitted().peersOfEvery(sent).covers(internet);
        List<Outcome> outcomes = new ArrayList<>();
        for (Outcome in : Frontends.outcomes(entrances, asked)) {
            boolean isKnown = isCertain
                    && !sources.isEmpty()
                    && in.admitted().peersOfAny(services).covers(sources);
            outcomes.add(isKnown ? in : doubted(in, out));
        }
        return outcomes;
    }

    /** A frontend takes its traffic at other ports than the target does, by the same protocol. */
    private static ServiceRange everyPort(ServiceRange services) {
        int protocol = services.first() / ServiceRange.PROTOCOL_SIZE;
        return protocol == services.last() / ServiceRange.PROTOCOL_SIZE
                ? ServiceRange.protocol(protocol)
                : ServiceRange.ALL;
    }

    private Outcome doubted(Outcome in, Outcome out) {
        Set<String> missing = Admission.both(
                Admission.both(in.missing(), out.missing()),
                Set.of("whether " + from.resourceId() + " gets over the internet to a frontend of " + to.resourceId()));
        return new Outcome(Reachable.UNKNOWN, Traffic.NONE, in.possible(), in.hops(), null, missing, in.notes());
    }

    /** The addresses that the internet may see packets of the interface come from; empty where they are not known. */
    private CidrSet sources(ServiceRange services, IpFamily family) {
        RouteTables tables = RouteTables.of(here);
        return tables.serving(
                        String.valueOf(from.attributes().subnetId()),
                        String.valueOf(from.attributes().vpcId()))
                .table()
                .map(tables::routing)
                .map(routing -> sources(routing, services, frontends(family)))
                .orElse(CidrSet.EMPTY)
                .only(family);
    }

    private CidrSet sources(Routing routing, ServiceRange services, CidrSet frontends) {
        PublicWays ways = new PublicWays(here, from, there, to);
        Map<String, CidrSet> known = new HashMap<>();
        routing.routes()
                .filter(Routing::isActive)
                .map(Route::target)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(target -> known.put(target, sources(routing, target, services, frontends)));
        boolean areKnown = !routing.mayTake(route -> (ways.mayLeadOn(route) || Routing.leadsTo(route, NatGateways.NAT))
                        && known.getOrDefault(route.target(), CidrSet.EMPTY).isEmpty())
                .possible()
                .peers()
                .intersects(frontends);
        return areKnown ? known.values().stream().reduce(CidrSet.EMPTY, CidrSet::union) : CidrSet.EMPTY;
    }

    private CidrSet sources(Routing routing, String target, ServiceRange services, CidrSet frontends) {
        CidrSet led = routing.mayTake(route -> target.equals(route.target()))
                .possible()
                .peers()
                .intersect(frontends);
        return led.isEmpty() ? CidrSet.EMPTY : new PublicSources(here, from).of(target, Traffic.of(services, led));
    }

    /** All that packets for a frontend may be addressed to: of a host with IPv6, also what stands for its IPv4 address. */
    private CidrSet frontends(IpFamily family) {
        return family == IpFamily.IPV4 && HostFamilies.of(from).families().contains(IpFamily.IPV6)
                ? internet(family).union(NatGateways.NAT64)
                : internet(family);
    }

    private CidrSet internet(IpFamily family) {
        return Internet.PUBLIC
                .only(family)
                .minus(VpcNetworks.stored(here, String.valueOf(from.attributes().vpcId())));
    }
}
