package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The interfaces behind addresses that a question names: where the route tables lead from the one side to an interface that has the
 * address, its groups and its network ACL count as if it were named itself.
 */
public record AddressHolders(Estate estate) {

    /** The interfaces that have all of the source addresses, where their packets get to the target's network; else the addresses. */
    public Endpoint source(Endpoint from, Endpoint to) {
        return from instanceof Endpoint.Range range && to instanceof Endpoint.Host target
                ? behind(range, holder -> target.interfaces().stream().anyMatch(other -> arrives(holder, other)))
                : from;
    }

    /** The interfaces that have all of the target addresses, where packets of the source get to them; else the addresses. */
    public Endpoint target(Endpoint from, Endpoint to) {
        return to instanceof Endpoint.Range range && from instanceof Endpoint.Host source
                ? behind(range, holder -> source.interfaces().stream().anyMatch(other -> arrives(other, holder)))
                : to;
    }

    /**
     * The interfaces that have all of the addresses and are led to; else the addresses. Routes are checked only if interfaces have
     * all of the addresses: a wide range has many interfaces and always some unused addresses.
     */
    Endpoint behind(Endpoint.Range range, Predicate<Resource<NetworkInterface>> isLedTo) {
        List<Resource<NetworkInterface>> within = estate.stored(NetworkInterface.class).stream()
                .filter(eni -> estate.current(eni) && addresses(eni).intersects(range.addresses()))
                .map(eni -> narrowed(eni, range.addresses()))
                .toList();
        if (!covers(within, range.addresses())) {
            return range;
        }
        List<Resource<NetworkInterface>> holders =
                within.stream().filter(isLedTo).toList();
        return covers(holders, range.addresses()) ? new Endpoint.Host(holders) : range;
    }

    private static boolean covers(List<Resource<NetworkInterface>> holders, CidrSet addresses) {
        return CidrSet.of(holders.stream().flatMap(HostPair::addresses).toList())
                .covers(addresses);
    }

    private static CidrSet addresses(Resource<NetworkInterface> eni) {
        return CidrSet.of(HostPair.ranges(eni).toList());
    }

    /** With the addresses alone that are asked about, as its others have ways that the question does not name. */
    private static Resource<NetworkInterface> narrowed(Resource<NetworkInterface> eni, CidrSet asked) {
        List<Cidr> own = HostPair.addresses(eni).toList();
        List<Cidr> left =
                HostPair.ranges(eni).flatMap(range -> within(range, asked)).toList();
        return left.equals(own)
                ? eni
                : new Resource<>(
                        eni.arn(),
                        eni.kind(),
                        eni.scope(),
                        eni.resourceId(),
                        eni.name(),
                        eni.tags(),
                        AddressedInterface.with(eni.attributes(), left));
    }

    /** Of a prefix, all or the first address that is asked about: where that is not all of these, the interface does not have them. */
    private static Stream<Cidr> within(Cidr range, CidrSet asked) {
        CidrSet held = CidrSet.of(range);
        return asked.covers(held) ? Stream.of(range) : asked.intersect(held).first().stream();
    }

    private boolean arrives(Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        return HostPair.all(estate, from, to).anyMatch(HostPair::arrives);
    }
}
