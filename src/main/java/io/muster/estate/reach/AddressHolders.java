package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.function.Predicate;

/**
 * The interfaces behind addresses that a question names: where the route tables lead from the one side to an interface that has the
 * address, its groups and its network ACL count as if it were named itself.
 */
record AddressHolders(Estate estate) {

    /** The interfaces that have all of the source addresses, where their packets get to the target's network; else the addresses. */
    Endpoint source(Endpoint from, Endpoint to) {
        return from instanceof Endpoint.Range range && to instanceof Endpoint.Host target
                ? behind(range, holder -> target.interfaces().stream().anyMatch(other -> arrives(holder, other)))
                : from;
    }

    /** The same of the target addresses. */
    Endpoint target(Endpoint from, Endpoint to) {
        return to instanceof Endpoint.Range range && from instanceof Endpoint.Host source
                ? behind(range, holder -> source.interfaces().stream().anyMatch(other -> arrives(other, holder)))
                : to;
    }

    /**
     * The interfaces that have all of the addresses and are led to; else the addresses. Who is led to is asked only where interfaces have
     * all of them, for a wide range has many interfaces and always addresses that none has.
     */
    Endpoint behind(Endpoint.Range range, Predicate<Resource<NetworkInterface>> isLedTo) {
        List<Resource<NetworkInterface>> within = estate.stored(NetworkInterface.class).stream()
                .filter(estate::current)
                .filter(eni -> isWithin(eni, range.addresses()))
                .toList();
        if (!covers(within, range.addresses())) {
            return range;
        }
        List<Resource<NetworkInterface>> holders =
                within.stream().filter(isLedTo).toList();
        return covers(holders, range.addresses()) ? new Endpoint.Host(holders) : range;
    }

    /** One with further addresses has ways that the question does not name. */
    private static boolean isWithin(Resource<NetworkInterface> eni, CidrSet addresses) {
        CidrSet own = addresses(eni);
        return !own.isEmpty() && addresses.covers(own);
    }

    private static boolean covers(List<Resource<NetworkInterface>> holders, CidrSet addresses) {
        return CidrSet.of(holders.stream().flatMap(HostPair::addresses).toList())
                .covers(addresses);
    }

    private static CidrSet addresses(Resource<NetworkInterface> eni) {
        return CidrSet.of(HostPair.addresses(eni).toList());
    }

    private boolean arrives(Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        return HostPair.all(estate, from, to).anyMatch(HostPair::arrives);
    }
}
