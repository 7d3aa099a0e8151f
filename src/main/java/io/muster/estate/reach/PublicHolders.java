package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;

/** The interfaces of the estate that have public addresses which a question names: over the internet, these are what is reached there. */
record PublicHolders(Estate estate, Resource<NetworkInterface> from) {

    /** Empty unless interfaces have all of the addresses, and packets for some of them take a way over the internet. */
    List<Outcome> ask(CidrSet addresses, ServiceRange services) {
        List<Resource<NetworkInterface>> holders = estate.stored(NetworkInterface.class).stream()
                .filter(estate::current)
                .filter(eni -> addresses(eni).intersects(addresses))
                .toList();
        CidrSet held = holders.stream().map(PublicHolders::addresses).reduce(CidrSet.EMPTY, CidrSet::union);
        return held.covers(addresses)
                ? holders.stream()
                        .flatMap(holder -> new PublicWays(estate, from, holder).ask(services, addresses).stream())
                        .toList()
                : List.of();
    }

    private static CidrSet addresses(Resource<NetworkInterface> eni) {
        return Addresses.of(PublicAddresses.of(eni.attributes()));
    }
}
