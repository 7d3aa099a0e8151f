package io.muster.estate.attack;

import io.muster.estate.Estates;
import io.muster.estate.reach.Network;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import java.util.List;

/** The private NAT gateway nat-1 of vpc-1 with the address 10.0.3.5, which leads on to 10.9.0.0/16 over the transit gateway tgw-1. */
final class PrivateGateway {

    private PrivateGateway() {}

    static Estates.Made<?>[] parts() {
        return new Estates.Made<?>[] {
            Network.subnet("subnet-3", "vpc-1", "10.0.3.0/24", null, "off"),
            Network.openAcl("acl-3", "subnet-3"),
            Network.table(
                    "rtb-3",
                    "vpc-1",
                    false,
                    List.of("subnet-3"),
                    Network.route("10.0.0.0/16", "local"),
                    Network.route("10.9.0.0/16", "tgw-1")),
            Network.natGateway(
                    "connectivityType",
                    "private",
                    "subnetId",
                    "subnet-3",
                    "addresses",
                    List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.0.3.5")))
        };
    }
}
