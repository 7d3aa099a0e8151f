package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpcPeeringConnection;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The networks of the VPCs at either end of active peering connections. They may be of public space, and their addresses are then
 * those of the peer, not of the internet.
 */
public record PeeredNetworks(CidrSet all) {

    private static final String ACTIVE = "active";

    /**
     * The networks of the VPCs that an estate's active peering connections join.
     *
     * @throws io.muster.estate.NotRead unless every connection was listed and read
     */
    public static PeeredNetworks of(Estate estate) {
        return estate.view(PeeredNetworks.class, PeeredNetworks::read);
    }

    private static PeeredNetworks read(Estate estate) {
        return new PeeredNetworks(CidrSet.union(estate.all(VpcPeeringConnection.class).stream()
                .map(Resource::attributes)
                .filter(peering -> ACTIVE.equals(peering.status()))
                .flatMap(peering -> Stream.of(peering.requester(), peering.accepter()))
                .filter(Objects::nonNull)
                .map(PeeredVpcs::networks)
                .toList()));
    }
}
