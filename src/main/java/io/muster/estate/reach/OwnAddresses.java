package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.NetworkInterface;
import java.util.Optional;

/** The public addresses that interfaces of an estate have. */
public final class OwnAddresses {

    private final CidrSet all;

    private OwnAddresses(Estate estate) {
        all = CidrSet.of(estate.all(NetworkInterface.class).stream()
                .flatMap(eni -> PublicAddresses.of(eni.attributes()).stream())
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
