package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A VPC at a transit gateway, and the networks beyond: as the account itself knows them where its attachment is shown to it, else as the
 * owner of a shared VPC does, who alone sees the attachment and its subnets.
 */
record AttachedVpc(Estate estate, String gateway, String vpc) {

    private Estate knowing() {
        return TransitGateways.of(estate).isAttached(gateway, vpc)
                ? estate
                : SharedVpcs.of(estate).ownersOf(vpc).orElse(estate);
    }

    /** A gate of the networks beyond the gateway, seen from a subnet; see {@link TransitNetworks}. */
    Gate networks(String subnet, CidrSet asked, Function<TransitNetworks, Gate> gate) {
        Estate knowing = knowing();
        return told(knowing, gate.apply(new TransitNetworks(knowing, gateway, subnet, vpc, asked)));
    }

    /** The network ACLs between the gateway and the VPC's interfaces, for packets of the subnet. */
    TransitAcls acls(@Nullable String source) {
        return new TransitAcls(knowing(), gateway, source);
    }

    /** The routes of packets of the subnet that lead to no address of the interface, between the gateway and it. */
    List<Gate> astray(@Nullable String source, Resource<NetworkInterface> eni) {
        CidrSet addresses = CidrSet.of(HostPair.addresses(eni).toList());
        return new AttachmentRoutes(knowing(), gateway, source)
                .astray(vpc, String.valueOf(eni.attributes().subnetId()), addresses);
    }

    /** The network ACL of a subnet, as it is shown to the account where the subnet is. */
    Function<String, Gate> acl(BiFunction<NetworkAcls, String, Gate> gate) {
        Estate knowing = knowing();
        return subnet -> Subnets.of(estate).find(subnet).isPresent()
                ? gate.apply(NetworkAcls.of(estate), subnet)
                : told(knowing, gate.apply(NetworkAcls.of(knowing), subnet));
    }

    private Gate told(Estate knowing, Gate gate) {
        return knowing.equals(estate)
                ? gate
                : new OwnersGates(knowing, gateway, ResourceKind.TRANSIT_GATEWAY, vpc).told(gate);
    }
}
