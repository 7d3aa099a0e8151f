package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Vpc;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The addresses of an estate itself, those of its VPCs and the public ones of its interfaces: what admits them alone does
 * not admit the internet.
 */
public final class OwnAddresses {

    private record Complete(CidrSet addresses) {}

    private final CidrSet addresses;
    private final Map<IpFamily, BigInteger> sizes = new EnumMap<>(IpFamily.class);
    private final Map<CidrSet, Boolean> known = new ConcurrentHashMap<>();

    private OwnAddresses(CidrSet addresses) {
        this.addresses = addresses;
        for (IpFamily family : IpFamily.values()) {
            sizes.put(family, addresses.size(family));
        }
    }

    /** The addresses of the estate's VPCs and interfaces, as far as they are known. */
    static OwnAddresses of(Estate estate) {
        return estate.view(
                OwnAddresses.class,
                known -> new OwnAddresses(addresses(known.stored(Vpc.class), known.stored(NetworkInterface.class))));
    }

    /**
     * All of them, the Elastic IP addresses that the account holds, and those that registered accounts hold in any region.
     *
     * @throws io.muster.estate.NotRead unless every one of them was listed and read
     */
    public static CidrSet all(Estate estate) {
        return estate.view(Complete.class, OwnAddresses::complete).addresses();
    }

    private static Complete complete(Estate estate) {
        List<String> held = estate.all(ElasticIp.class).stream()
                .map(address -> address.attributes().publicIp())
                .toList();
        return new Complete(addresses(estate.all(Vpc.class), estate.all(NetworkInterface.class))
                .union(Addresses.of(held))
                .union(Addresses.of(estate.beside().heldAddresses())));
    }

    private static CidrSet addresses(List<Resource<Vpc>> vpcs, List<Resource<NetworkInterface>> interfaces) {
        Stream<String> ofVpcs = vpcs.stream().flatMap(vpc -> VpcNetworks.ranges(vpc.attributes()));
        Stream<String> ofInterfaces = interfaces.stream()
                .map(Resource::attributes)
                .flatMap(eni -> Stream.concat(eni.publicIps().stream(), PublicAddresses.ipv6(eni).stream()));
        return Addresses.of(Stream.concat(ofVpcs, ofInterfaces).toList());
    }

    OwnAddresses and(OwnAddresses those) {
        return new OwnAddresses(addresses.union(those.addresses));
    }

    /**
     * The answer for all others: told by the whole traffic of the services that some of them get to. It is asked once more only where
     * something is reached from these addresses alone, for a question that leaves all of them out has as many ranges as there are addresses.
     */
    Outcome ofOthers(Traffic question, Function<Traffic, Outcome> ask) {
        Outcome all = ask.apply(question);
        CidrSet alone = alone(all.admitted()).union(alone(all.possible()));
        if (alone.isEmpty()) {
            return all;
        }
        Outcome others = ask.apply(question.among(CidrSet.ANY.minus(alone)));
        return others.reachable() == Reachable.NO
                ? others
                : others.with(others(all.admitted()), others(all.possible()));
    }

    private CidrSet alone(Traffic traffic) {
        return CidrSet.union(traffic.parts().stream()
                .map(Traffic.Part::peers)
                .filter(this::own)
                .toList());
    }

    /** The traffic without the services that are reached from nowhere else. */
    Admission others(Admission admission) {
        return new Admission(others(admission.certain()), others(admission.possible()), admission.doubts());
    }

    /** The same of traffic. */
    Traffic others(Traffic traffic) {
        List<Traffic.Part> kept =
                traffic.parts().stream().filter(part -> !own(part.peers())).toList();
        return kept.size() == traffic.parts().size() ? traffic : new Traffic(kept);
    }

    /** Kept, since most listeners and groups of a region admit the same few sets. */
    private boolean own(CidrSet peers) {
        return known.computeIfAbsent(peers, this::covers);
    }

    private boolean covers(CidrSet peers) {
        return sizes.entrySet().stream()
                        .allMatch(size -> peers.size(size.getKey()).compareTo(size.getValue()) <= 0)
                && addresses.covers(peers);
    }
}
