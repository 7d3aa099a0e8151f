package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A VPC at a transit gateway, and the networks beyond: as the account itself knows them where its attachment is shown to it, else as the
 * owner of a shared VPC does, who alone sees the attachment and its subnets. How the gateway routes, its own owner knows.
 *
 * @param knowing the estate that knows the VPC and its attachment
 * @param shown   the VPC of the two at the gateway that is shown to the account
 */
record AttachedVpc(Estate estate, Estate knowing, String gateway, String vpc, String shown) {

    static final String FAR_END = "the network at its other end";

    static AttachedVpc of(Estate estate, String gateway, String vpc) {
        Estate knowing = TransitGateways.of(estate).isAttached(gateway, vpc)
                ? estate
                : SharedVpcs.of(estate).ownersOf(vpc).orElse(estate);
        return new AttachedVpc(estate, knowing, gateway, vpc, vpc);
    }

    /**
     * The estate of the gateway's owner; empty where that is another account, which tells nothing.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html">Transit gateway sharing considerations</a>: those
     *     that it is shared with see no route tables of it
     */
    Optional<Estate> hub() {
        Optional<Estate> own = Optional.of(knowing);
        String account = TransitGateways.of(knowing).owner(gateway, vpc).orElse(account(knowing));
        return account.equals(account(knowing))
                ? own
                : new NetworkOwners(estate)
                        .at(account, knowing.scope().region())
                        .or(() -> isOwn(knowing) ? own : Optional.empty());
    }

    private static String account(Estate estate) {
        return estate.scope().accountId();
    }

    private boolean isOwn(Estate known) {
        return known.equals(estate);
    }

    /** A gate of the networks beyond the gateway, seen from a subnet; see {@link TransitNetworks}. */
    Gate networks(String subnet, CidrSet asked, Map<String, CidrSet> followed, Function<TransitNetworks, Gate> gate) {
        return atHub(hub -> gate.apply(new TransitNetworks(hub, knowing, gateway, subnet, vpc, asked, followed)));
    }

    /** The traffic that the gateway takes from a subnet of the VPC to another one; the peers are the destinations. */
    Gate towards(String subnet, String otherVpc) {
        Optional<Gate> elsewhere = TransitGateways.of(knowing).elsewhere(gateway, subnet, vpc);
        return elsewhere
                .map(gate -> told(knowing, owned(), gate))
                .orElseGet(() -> atHub(hub -> towards(hub, subnet, otherVpc)));
    }

    /** Where an active route shows an attachment to another account than the gateway's, its owner may not have listed it yet. */
    private Gate towards(Estate hub, String subnet, String otherVpc) {
        TransitGateways gateways = TransitGateways.of(hub);
        boolean isUnlisted =
                !gateways.isAttached(gateway, otherVpc) && new NetworkOwners(estate).lead(otherVpc, gateway);
        return isUnlisted && !isOwn(hub)
                ? gateways.unattached(gateway, otherVpc)
                : gateways.between(estate, gateway, subnet, vpc, otherVpc);
    }

    /** Whether the VPC may be attached to the gateway, or to one that packets get to from there. */
    boolean mayBeEntered() {
        return !knowing.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)
                || SharedVpcs.of(knowing).isForeign(vpc)
                || TransitGateways.of(knowing).attachedTo(vpc).anyMatch(own -> own.equals(gateway) || mayComeFrom(own));
    }

    private boolean mayComeFrom(String own) {
        return of(estate, own, vpc)
                .hub()
                .filter(hub -> hub.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT))
                .map(hub -> new TransitPeers(estate, hub, own))
                .filter(peers -> peers.unread().findAny().isEmpty()
                        && peers.behind().noneMatch(peer -> peer.gateway().equals(gateway)))
                .isEmpty();
    }

    private Gate atHub(Function<Estate, Gate> gate) {
        return hub().map(hub -> told(hub, hub.equals(knowing) ? owned() : gateway, gate.apply(hub)))
                .orElseGet(() -> Gate.unknown(gateway, ResourceKind.TRANSIT_GATEWAY, unreadHub()));
    }

    /** The cell that tells how the gateway routes, where its owner tells nothing. */
    String unreadHub() {
        return SharedVpcs.cell(
                ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE,
                knowing.scope().region(),
                TransitGateways.of(knowing).owner(gateway, vpc).orElseThrow());
    }

    /** The network ACLs between the gateway and the VPC's interfaces, for packets of the subnet. */
    TransitAcls acls(@Nullable String source) {
        return new TransitAcls(knowing, gateway, source);
    }

    /** The routes of packets of the subnet that lead to no address of the interface, between the gateway and it. */
    List<Gate> astray(@Nullable String source, Resource<NetworkInterface> eni) {
        return astray(
                source,
                String.valueOf(eni.attributes().subnetId()),
                CidrSet.of(HostPair.addresses(eni).toList()));
    }

    /** The routes of packets of the subnet that lead to none of some addresses of it, between the gateway and them. */
    List<Gate> astray(@Nullable String source, String subnet, CidrSet addresses) {
        return new AttachmentRoutes(knowing, gateway, source)
                .astray(vpc, subnet, addresses).stream()
                        .map(gate -> told(knowing, owned(), gate))
                        .toList();
    }

    /** The network ACL of a subnet, as it is shown to the account where the subnet is. */
    Function<String, Gate> acl(BiFunction<NetworkAcls, String, Gate> gate) {
        return subnet -> Subnets.of(estate).find(subnet).isPresent()
                ? gate.apply(NetworkAcls.of(estate), subnet)
                : told(knowing, owned(), gate.apply(NetworkAcls.of(knowing), subnet));
    }

    private String owned() {
        return vpc.equals(shown) ? vpc : FAR_END;
    }

    private Gate told(Estate known, String owned, Gate gate) {
        return isOwn(known)
                ? gate
                : new OwnersGates(known, gateway, ResourceKind.TRANSIT_GATEWAY, shown, owned).told(gate);
    }
}
