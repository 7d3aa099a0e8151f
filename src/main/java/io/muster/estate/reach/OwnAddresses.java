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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The addresses of an estate itself, those of its VPCs and the public ones of its interfaces: what admits them alone does
 * not admit the internet.
 */
public final class OwnAddresses {

    private record Complete(CidrSet addresses) {}

    private final CidrSet addresses;
    private final BigInteger size;

    private OwnAddresses(CidrSet addresses) {
        this.addresses = addresses;
        size = size(addresses);
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
                .union(Addresses.of(estate.heldAddresses())));
    }

    private static CidrSet addresses(List<Resource<Vpc>> vpcs, List<Resource<NetworkInterface>> interfaces) {
        Stream<String> ofVpcs = vpcs.stream().flatMap(vpc -> VpcNetworks.ranges(vpc.attributes()));
        Stream<String> ofInterfaces = interfaces.stream()
                .map(Resource::attributes)
                .flatMap(eni -> Stream.concat(eni.publicIps().stream(), PublicAddresses.ipv6(eni).stream()));
        return Addresses.of(Stream.concat(ofVpcs, ofInterfaces).toList());
    }

    /** All of these and of those. */
    OwnAddresses and(OwnAddresses those) {
        return new OwnAddresses(addresses.union(those.addresses));
    }

    /** The answer for all others: told by the whole traffic of the services that some of them get to. */
    Outcome ofOthers(Traffic question, Function<Traffic, Outcome> ask) {
        Outcome others = ask.apply(question.among(CidrSet.ANY.minus(addresses)));
        if (others.reachable() == Reachable.NO) {
            return others;
        }
        Outcome all = ask.apply(question);
        return new Outcome(
                others.reachable(),
                others(all.admitted()),
                others(all.possible()),
                others.hops(),
                null,
                others.missing(),
                others.notes());
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

    private boolean own(CidrSet peers) {
        return size(peers).compareTo(size) <= 0 && addresses.covers(peers);
    }

    private static BigInteger size(CidrSet set) {
        return set.size(IpFamily.IPV4).add(set.size(IpFamily.IPV6));
    }
}
