package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The interfaces of the estate that have public addresses which a question names: over the internet, these are what is reached there. */
record PublicHolders(Estate estate, Resource<NetworkInterface> from) {

    /** Empty unless interfaces have all of the addresses, and of packets for some of them it is known from which public address they get there. */
    List<Outcome> ask(CidrSet addresses, ServiceRange services) {
        List<Outcome> found = new ArrayList<>();
        CidrSet others = CidrSet.EMPTY;
        for (Resource<NetworkInterface> holder : holders(addresses)) {
            for (String text : PublicAddresses.withHidden(holder.attributes())) {
                CidrSet own = Addresses.of(List.of(text)).intersect(addresses);
                List<Outcome> ways =
                        own.isEmpty() ? List.of() : new PublicWays(estate, from, holder).ask(services, own);
                ways.forEach(way -> found.add(told(way, own)));
                others = ways.isEmpty() ? others.union(own) : others;
            }
        }
        if (!found.isEmpty() && !others.isEmpty()) {
            found.add(beyond(Egress.of(estate).ask(from, Traffic.of(services, others)), others));
        }
        return found;
    }

    /** By the addresses that packets are sent to. */
    private static Outcome told(Outcome way, CidrSet destinations) {
        return way.with(
                way.admitted().readdressed(CidrSet.ANY, destinations),
                way.possible().readdressed(CidrSet.ANY, destinations));
    }

    /**
     * The outcome of a way to the addresses that looks at none of these interfaces: over a transit gateway, a VPN gateway or an appliance, packets for
     * them may get to the internet, from a public address that is not known and that the interfaces need not admit.
     */
    Outcome beyond(Outcome out, CidrSet addresses) {
        return Optional.of(out)
                .filter(led -> led.reachable() == Reachable.YES)
                .flatMap(led -> doubt(addresses))
                .map(doubt -> new Outcome(
                        Reachable.UNKNOWN, Traffic.NONE, out.possible(), out.hops(), null, Set.of(doubt), out.notes()))
                .orElse(out);
    }

    private Optional<String> doubt(CidrSet addresses) {
        if (holders(addresses).stream().anyMatch(holder -> mayBeLedOn(ipv4(holder)))) {
            return Optional.of("from which public address packets of " + from.resourceId() + " get there");
        }
        return estate.knows(ResourceKind.NETWORK_INTERFACE)
                        || !mayBeLedOn(addresses.intersect(Internet.PUBLIC).only(IpFamily.IPV4))
                ? Optional.empty()
                : Optional.of(estate.missing(ResourceKind.NETWORK_INTERFACE));
    }

    /** None unless they have all of the addresses. */
    private List<Resource<NetworkInterface>> holders(CidrSet addresses) {
        List<Resource<NetworkInterface>> holders = estate.stored(NetworkInterface.class).stream()
                .filter(estate::current)
                .filter(eni -> addresses(eni).intersects(addresses))
                .toList();
        CidrSet held = holders.stream().map(PublicHolders::addresses).reduce(CidrSet.EMPTY, CidrSet::union);
        return held.covers(addresses) ? holders : List.of();
    }

    /** Of IPv4 addresses: IPv6 addresses are those of a VPC as well, which a private way may lead to. */
    private boolean mayBeLedOn(CidrSet addresses) {
        PublicWays ways = new PublicWays(estate, from, from);
        return RouteTables.of(estate)
                .serving(
                        String.valueOf(from.attributes().subnetId()),
                        String.valueOf(from.attributes().vpcId()))
                .table()
                .map(RouteTables.of(estate)::routing)
                .filter(routing -> routing.taken().stream()
                        .anyMatch(taken -> taken.destinations().intersects(addresses) && ways.mayLeadOn(taken.route())))
                .isPresent();
    }

    private static CidrSet ipv4(Resource<NetworkInterface> eni) {
        return Addresses.of(PublicAddresses.ipv4(eni.attributes()));
    }

    private static CidrSet addresses(Resource<NetworkInterface> eni) {
        return Addresses.of(PublicAddresses.withHidden(eni.attributes()));
    }
}
