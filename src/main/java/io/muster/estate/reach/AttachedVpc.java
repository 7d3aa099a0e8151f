package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is known of a VPC's attachment to a transit gateway and of the networks beyond it: by the account itself where it is shown, else by the
 * owner of a shared VPC, which alone sees the attachment and its subnets.
 */
record TransitTeller(Estate estate, String gateway, String vpc) {

    private Estate teller() {
        return TransitGateways.of(estate).isAttached(gateway, vpc)
                ? estate
                : SharedVpcs.of(estate).ownersOf(vpc).orElse(estate);
    }

    /** A gate of the networks beyond the gateway, seen from a subnet; see {@link TransitNetworks}. */
    Gate networks(String subnet, CidrSet asked, Function<TransitNetworks, Gate> gate) {
        Estate teller = teller();
        return told(teller, gate.apply(new TransitNetworks(teller, gateway, subnet, vpc, asked)));
    }

    /** The network ACLs between the gateway and the VPC's interfaces, for packets of the subnet. */
    TransitAcls acls(@Nullable String source) {
        return new TransitAcls(teller(), gateway, source);
    }

    /** The network ACL of a subnet, as it is shown to the account where the subnet is. */
    Function<String, Gate> acl(BiFunction<NetworkAcls, String, Gate> gate) {
        Estate teller = teller();
        return subnet -> Subnets.of(estate).find(subnet).isPresent()
                ? gate.apply(NetworkAcls.of(estate), subnet)
                : told(teller, gate.apply(NetworkAcls.of(teller), subnet));
    }

    private Gate told(Estate teller, Gate gate) {
        return teller.equals(estate)
                ? gate
                : new OwnersGates(teller, gateway, ResourceKind.TRANSIT_GATEWAY, vpc).told(gate);
    }
}
