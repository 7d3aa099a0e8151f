package io.muster.estate.reach;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.VpcPeeringConnection;
import jakarta.annotation.Nullable;
import java.util.List;

/** Peering connections, as the account's own listing has them. */
public final class PeeringParts {

    private PeeringParts() {}

    /** The connection pcx-1 of vpc-1 and vpc-2. */
    static Estates.Made<VpcPeeringConnection> ofTwoVpcs(String status) {
        return connection("pcx-1", status, side("vpc-1", "10.0.0.0/16"), side("vpc-2", "10.9.0.0/16"));
    }

    public static Estates.Made<VpcPeeringConnection> connection(
            String id, @Nullable String status, PeeringSide requester, PeeringSide accepter) {
        return Made.of(
                id,
                Parts.of(
                        VpcPeeringConnection.class,
                        "status",
                        status,
                        "requester",
                        requester,
                        "accepter",
                        accepter,
                        "vpcIds",
                        List.of(requester.vpcId(), accepter.vpcId())));
    }

    /** A VPC of the account and the region. */
    static PeeringSide side(String vpc, String range) {
        return side(vpc, Estates.ACCOUNT, Estates.REGION.region(), range);
    }

    public static PeeringSide side(String vpc, String account, String region, String range) {
        return new PeeringSide(vpc, account, region, List.of(range), List.of(), null);
    }
}
