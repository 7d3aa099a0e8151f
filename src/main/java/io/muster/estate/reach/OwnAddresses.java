package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.NetworkInterface;
import java.util.Optional;
import java.util.stream.Stream;

/** The public addresses that interfaces of an estate have, and the Elastic IP addresses that the account holds. */
public final class OwnAddresses {

    private final CidrSet all;

    private OwnAddresses(Estate estate) {
        Stream<String> ofInterfaces = estate.all(NetworkInterface.class).stream()
                .flatMap(eni -> PublicAddresses.of(eni.attributes()).stream());
        Stream<String> held = estate.all(ElasticIp.class).stream()
                .map(address -> address.attributes().publicIp());
        all = CidrSet.of(Stream.concat(ofInterfaces, held)
                .map(Cidr::tryParse)
                .flatMap(Optional::stream)
                .toList());
    }

    public static OwnAddresses of(Estate estate) {
        return estate.view(OwnAddresses.class, OwnAddresses::new);
    }

    public CidrSet all() {
        return all;
    }
}
