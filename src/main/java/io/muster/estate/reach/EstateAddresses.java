package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Vpc;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The public addresses of an estate itself: a group that admits them alone does not admit the internet. */
final class EstateAddresses {

    private final CidrSet addresses;
    private final BigInteger size;

    private EstateAddresses(Estate estate) {
        List<String> own = new ArrayList<>();
        for (Resource<NetworkInterface> eni : estate.stored(NetworkInterface.class)) {
            own.addAll(eni.attributes().publicIps());
        }
        for (Resource<Vpc> vpc : estate.stored(Vpc.class)) {
            own.addAll(vpc.attributes().cidrBlocks());
            own.addAll(vpc.attributes().ipv6CidrBlocks());
        }
        addresses = Addresses.of(own);
        size = size(addresses);
    }

    static EstateAddresses of(Estate estate) {
        return estate.view(EstateAddresses.class, EstateAddresses::new);
    }

    /** The traffic without the services that are reached from nowhere else. */
    Admission others(Admission admission) {
        return new Admission(others(admission.certain()), others(admission.possible()), admission.doubts());
    }

    private Traffic others(Traffic traffic) {
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
