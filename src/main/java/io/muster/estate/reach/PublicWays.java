package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways from an interface of one estate to the public addresses of another one, of the same estate or not, out by an internet, egress-only or
 * NAT gateway, which may be in another VPC at a transit gateway, and in by an internet gateway: the target sees the public address of the source, or of the NAT gateway, and members of no group.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html">Internet gateways</a>
 */
record PublicWays(Estate estate, Resource<NetworkInterface> from, Estate there, Resource<NetworkInterface> to) {

    PublicWays(Estate estate, Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        this(estate, from, estate, to);
    }

    List<Outcome> ask(ServiceRange services) {
        return ask(services, CidrSet.ANY, true);
    }

    /** To those of the public addresses that are asked about, as far as it is known from which public address packets get there. */
    List<Outcome> ask(ServiceRange services, CidrSet asked) {
        return ask(services, asked, false);
    }

    private List<Outcome> ask(ServiceRange services, CidrSet asked, boolean onward) {
        RouteTables.Serving serving = RouteTables.of(estate)
                .serving(
                        String.valueOf(from.attributes().subnetId()),
                        String.valueOf(from.attributes().vpcId()));
        return addresses()
                .filter(address -> asked.covers(CidrSet.of(address)))
                .flatMap(address -> ways(serving, address, services, onward))
                .toList();
    }

    /** None where onward ways do not count, and packets for the address itself take one. */
    private Stream<Outcome> ways(RouteTables.Serving serving, Cidr address, ServiceRange services, boolean onward) {
        Optional<Outcome> straight = serving.table()
                .map(table -> straight(RouteTables.of(estate).routing(table), address, services, onward))
                .orElseGet(() -> Optional.of(address)
                        .filter(this::isOfAFamilyOfTheSource)
                        .map(one -> untold(serving.doubt(), one, services)));
        return onward || straight.isPresent()
                ? Stream.concat(straight.stream(), translated(address, services).stream())
                : Stream.empty();
    }

    private Optional<Outcome> straight(Routing routing, Cidr address, ServiceRange services, boolean onward) {
        return Optional.of(address)
                .filter(one -> HostFamilies.of(from).families().contains(one.family()))
                .flatMap(one -> ask(routing, one, services)
                        .or(() -> onward && mayLeadOn(routing, one) ? beyond(one, services) : Optional.empty()));
    }

    /** By the IPv6 address that stands for an IPv4 address; empty where that leads nowhere. */
    private Optional<Outcome> translated(Cidr address, ServiceRange services) {
        return Egress.of(estate)
                .askTranslated(from, Traffic.of(services, CidrSet.of(address)))
                .flatMap(out -> perhaps(out, address, services, Set.of()));
    }

    /** A gateway translates packets of a host with IPv6 alone to IPv4, and none to IPv6. */
    private boolean isOfAFamilyOfTheSource(Cidr address) {
        return address.family() == IpFamily.IPV4
                || HostPair.ranges(from).anyMatch(own -> own.family() == IpFamily.IPV6);
    }

    /** Over whatever the table of the subnet leads to, which is not known. */
    private Outcome untold(String doubt, Cidr address, ServiceRange services) {
        Outcome out = Egress.of(estate).ask(from, Traffic.of(services, CidrSet.of(address)));
        if (out.reachable() == Reachable.NO) {
            return out;
        }
        Outcome in = in(address, services);
        return in.reachable() == Reachable.NO && !isHidden(address) ? in : Outcome.unknown(doubt);
    }

    /** Empty where packets for the address take another way than over the internet, or one of which the public address is not known. */
    private Optional<Outcome> ask(Routing routing, Cidr address, ServiceRange services) {
        if (routing.isContested(address)) {
            return Optional.of(Outcome.unknown("which of several equal routes of a route table wins"));
        }
        return routing.towards(address)
                .map(Route::target)
                .flatMap(target -> PublicSources.isGateway(target)
                        ? Optional.of(ask(routing, target, address, services))
                        : Optional.of(target)
                                .filter(one -> isLed(routing, one, address))
                                .filter(one -> !sources(one, address, services).isEmpty())
                                .map(one -> ask(routing, one, address, services)));
    }

    /** Whether the address takes a route to the target, whatever the routes lead to that were not read. */
    private static boolean isLed(Routing routing, String target, Cidr address) {
        return routing.mayTake(route -> target.equals(route.target()))
                .certain()
                .peers()
                .covers(CidrSet.of(address));
    }

    private CidrSet sources(String target, Cidr address, ServiceRange services) {
        return new PublicSources(estate, from)
                .of(target, Traffic.of(services, CidrSet.of(address)))
                .only(address.family());
    }

    private boolean mayLeadOn(Routing routing, Cidr address) {
        return routing.towards(address).map(this::mayLeadOn).orElse(true);
    }

    /** Whether it hands packets to something that may lead to the internet elsewhere: over a peering connection, none get there. */
    boolean mayLeadOn(Route route) {
        String target = String.valueOf(route.target());
        return !PublicSources.isGateway(target)
                && !Routing.isLocal(route)
                && !target.startsWith(HostPair.PEERING)
                && !new GatewayEndpoints(estate)
                        .leadsToService(target, String.valueOf(from.attributes().vpcId()));
    }

    /** By a network beyond a transit gateway or VPN, or an appliance: by which public addresses of it is not known; empty where that leads nowhere. */
    private Optional<Outcome> beyond(Cidr address, ServiceRange services) {
        Outcome out = Egress.of(estate).askStraight(from, Traffic.of(services, CidrSet.of(address)));
        return perhaps(
                out,
                address,
                services,
                Set.of("whether the networks beyond lead packets of " + from.resourceId() + " to the internet"));
    }

    private Optional<Outcome> perhaps(Outcome out, Cidr address, ServiceRange services, Set<String> doubts) {
        Outcome in = in(address, services);
        return out.reachable() == Reachable.NO || in.reachable() == Reachable.NO
                ? Optional.empty()
                : Optional.of(new Outcome(
                        Reachable.UNKNOWN,
                        Traffic.NONE,
                        in.possible(),
                        out.hops(),
                        null,
                        Admission.both(out.missing(), doubts),
                        out.notes()));
    }

    /** Of the target, with those that are private to AWS, though nothing leads to them over the internet. */
    private Stream<Cidr> addresses() {
        return Stream.concat(
                        PublicAddresses.ipv4(to.attributes()).stream(), PublicAddresses.ipv6(to.attributes()).stream())
                .flatMap(text -> Cidr.tryParse(text).stream());
    }

    private boolean isHidden(Cidr address) {
        return Subnets.of(there).privateIpv6(to.attributes().subnetId()).covers(CidrSet.of(address));
    }

    private Outcome ask(Routing routing, String target, Cidr address, ServiceRange services) {
        Outcome out = Egress.of(estate).askStraight(from, Traffic.of(services, CidrSet.of(address)));
        if (out.reachable() == Reachable.NO) {
            return out;
        }
        if (!isLed(routing, target, address)) {
            return perhaps(out, address, services, Set.of()).orElseGet(() -> in(address, services));
        }
        CidrSet sources = sources(target, address, services);
        if (sources.isEmpty()) {
            return Outcome.unknown("the public addresses of " + target);
        }
        Outcome in = in(address, Traffic.of(services, sources));
        if (in.reachable() == Reachable.NO) {
            return in;
        }
        Outcome joined = joined(out, in, CidrSet.of(address), sources);
        return target.startsWith(HostPair.TRANSIT) ? ofOwn(joined, sources) : joined;
    }

    /** Told by the interface's own addresses: those of a gateway of another account are not named. */
    private Outcome ofOwn(Outcome joined, CidrSet sources) {
        CidrSet own = CidrSet.of(HostPair.ranges(from).toList());
        return joined.with(
                joined.admitted().readdressed(sources, own), joined.possible().readdressed(sources, own));
    }

    /** From anywhere. */
    private Outcome in(Cidr address, ServiceRange services) {
        return in(address, Traffic.of(services, Internet.PUBLIC.only(address.family())));
    }

    private Outcome in(Cidr address, Traffic traffic) {
        return isHidden(address)
                ? Outcome.blocked(
                        new Hop(to.resourceId(), ResourceKind.NETWORK_INTERFACE, "its IPv6 address is private to AWS"))
                : Reach.of(there).askInternet(to, traffic);
    }

    /** What comes from each of the sources passes for certain: which one a connection has is not known. */
    private Outcome joined(Outcome out, Outcome in, CidrSet address, CidrSet sources) {
        Admission leaving = new Admission(out.admitted(), out.possible(), out.missing())
                .readdressed(address, CidrSet.ANY)
                .among(sources);
        Admission entering = new Admission(in.admitted(), in.possible(), in.missing())
                .forAnyOf(sources, "which public address of " + from.resourceId() + " it comes from")
                .among(sources);
        Admission both = leaving.intersect(entering);
        if (both.possible().isEmpty()) {
            return Outcome.blocked(new Hop(
                    to.resourceId(),
                    ResourceKind.NETWORK_INTERFACE,
                    "nothing that gets out gets in over the internet"));
        }
        return new Outcome(
                both.certain().isEmpty() ? Reachable.UNKNOWN : Reachable.YES,
                both.certain(),
                both.possible(),
                Stream.concat(out.hops().stream(), in.hops().stream()).toList(),
                null,
                both.isExact() ? Set.of() : both.doubts(),
                Admission.both(out.notes(), in.notes()));
    }
}
