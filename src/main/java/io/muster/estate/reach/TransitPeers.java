package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayPeer;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The transit gateways that one is peered with, in its region and account or in others, as far as the owners of both ends tell.
 *
 * @param asking the estate that the owners tell
 * @param owner  the estate of the gateway's owner
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html">Transit gateway peering attachments</a>
 */
record TransitPeers(Estate asking, Estate owner, String gateway) {

    private static final ResourceKind TABLE = ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE;

    /**
     * A gateway at the other end of a peering that is in use.
     *
     * @param owner the estate of its owner
     */
    record Peer(String attachment, Estate owner, String gateway) {}

    /** The peers whose owners tell of them. */
    List<Peer> all() {
        return inUse().flatMap(one -> peer(one).stream()).toList();
    }

    Optional<Peer> at(String attachment) {
        return inUse(attachment).flatMap(this::peer);
    }

    /** The gateways that packets may get to from one of the peers on, itself the first; none is the gateway. */
    List<Peer> from(Peer first) {
        Map<String, Peer> found = new LinkedHashMap<>();
        Deque<Peer> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Peer next = open.poll();
            if (!next.gateway().equals(gateway) && found.putIfAbsent(next.gateway(), next) == null) {
                open.addAll(new TransitPeers(asking, next.owner(), next.gateway()).all());
            }
        }
        return List.copyOf(found.values());
    }

    /** All that packets may get to over peerings, one each. */
    Stream<Peer> behind() {
        Map<String, Peer> byGateway = new LinkedHashMap<>();
        all().forEach(first -> from(first).forEach(peer -> byGateway.putIfAbsent(peer.gateway(), peer)));
        return byGateway.values().stream();
    }

    /** Whether all is told of what is attached to the peer and to the gateways behind it. */
    boolean areTold(Peer first) {
        return from(first).stream().allMatch(peer -> new TransitPeers(asking, peer.owner(), peer.gateway()).isTold());
    }

    /** Whether all attachments and peers of the gateway are known. */
    boolean isTold() {
        TransitGateways theirs = TransitGateways.of(owner);
        return theirs.knowsAttachments(gateway)
                && theirs.attachments(gateway).stream().noneMatch(TransitPeers::lacksOwner)
                && inUse().filter(one -> other(one.attributes()).isPresent())
                        .allMatch(one -> peer(one).isPresent());
    }

    private static boolean lacksOwner(Resource<TransitGatewayAttachment> attachment) {
        String type = attachment.attributes().attachedType();
        return type == null
                || (type.equals(TransitGateways.VPC) && attachment.attributes().attachedOwnerId() == null);
    }

    private Stream<Resource<TransitGatewayAttachment>> inUse() {
        return owner.stored(TransitGatewayAttachment.class).stream()
                .filter(one -> owner.current(one)
                        && TransitGateways.AVAILABLE.equals(one.attributes().state()));
    }

    private Optional<Resource<TransitGatewayAttachment>> inUse(String attachment) {
        return inUse().filter(one -> one.resourceId().equals(attachment)).findFirst();
    }

    private Optional<Peer> peer(Resource<TransitGatewayAttachment> attachment) {
        TransitGatewayAttachment attributes = attachment.attributes();
        return other(attributes)
                .flatMap(
                        peer -> owner(attributes, peer).map(theirs -> new Peer(attachment.resourceId(), theirs, peer)));
    }

    /** The gateway at the other end; empty for an attachment of anything else. */
    private Optional<String> other(TransitGatewayAttachment attachment) {
        List<String> ends = Stream.of(attachment.transitGatewayId(), attachment.attachedId())
                .filter(Objects::nonNull)
                .toList();
        return ends.stream()
                .filter(end -> ends.contains(gateway) && end.startsWith(HostPair.TRANSIT) && !end.equals(gateway))
                .findFirst();
    }

    /** Where AWS was not asked for the ends of a peering, it is found by who has its tables or attachments. */
    private Optional<Estate> owner(TransitGatewayAttachment attachment, String peer) {
        NetworkOwners tellers = new NetworkOwners(asking);
        Optional<TransitGatewayPeer> end = end(attachment, peer);
        return end.isPresent()
                ? tellers.at(end.get().ownerId(), end.get().region())
                : Stream.concat(Stream.of(owner), tellers.all())
                        .filter(one -> owns(one, peer))
                        .findFirst();
    }

    private static Optional<TransitGatewayPeer> end(TransitGatewayAttachment attachment, String peer) {
        return Stream.ofNullable(attachment.peering())
                .flatMap(peering ->
                        Stream.of(Optional.ofNullable(peering.requester()), Optional.ofNullable(peering.accepter())))
                .flatMap(Optional::stream)
                .filter(end -> peer.equals(end.transitGatewayId()) && end.ownerId() != null && end.region() != null)
                .findFirst();
    }

    private static boolean owns(Estate one, String gateway) {
        return one.stored(TransitGatewayRouteTable.class).stream()
                        .anyMatch(table -> gateway.equals(table.attributes().transitGatewayId()))
                || TransitGateways.of(one).attachments(gateway).stream()
                        .anyMatch(attachment -> one.scope()
                                .accountId()
                                .equals(attachment.attributes().transitGatewayOwnerId()));
    }

    /** What is not known of where an attachment leads to. */
    String unseen(String attachment) {
        return inUse(attachment).flatMap(this::unread).orElse("where " + attachment + " leads to");
    }

    /** The cells of other ends that were not read. */
    Stream<String> unread() {
        return inUse().flatMap(one -> unread(one).stream());
    }

    private Optional<String> unread(Resource<TransitGatewayAttachment> attachment) {
        TransitGatewayAttachment attributes = attachment.attributes();
        return other(attributes).flatMap(peer -> end(attributes, peer)).flatMap(this::unread);
    }

    private Optional<String> unread(TransitGatewayPeer end) {
        Optional<Estate> theirs = new NetworkOwners(asking).at(end.ownerId(), end.region());
        return theirs.isEmpty()
                ? Optional.of(SharedVpcs.cell(TABLE, end.region(), end.ownerId()))
                : theirs.filter(one -> !one.knows(TABLE)).map(one -> one.missing(TABLE));
    }

    /** The table of the peer by which what comes from the gateway is routed: AWS calls both ends of a peering by one id, or by two. */
    Optional<Routing> entry(Peer peer) {
        TransitGateways theirs = TransitGateways.of(peer.owner());
        List<Resource<TransitGatewayAttachment>> listed = theirs.attachments(peer.gateway()).stream()
                .filter(one -> gateway.equals(one.attributes().attachedId()))
                .toList();
        Set<String> ends = new HashSet<>(Set.of(peer.attachment()));
        listed.forEach(one -> ends.add(one.resourceId()));
        return peer.owner().stored(TransitGatewayRouteTable.class).stream()
                .filter(table -> peer.gateway().equals(table.attributes().transitGatewayId()))
                .filter(table -> associates(table.attributes(), ends))
                .findFirst()
                .map(table -> theirs.routing(table.resourceId()))
                .orElseGet(() -> listed.stream()
                        .findFirst()
                        .flatMap(one -> theirs.table(one).routing()));
    }

    private static boolean associates(TransitGatewayRouteTable table, Set<String> attachments) {
        return table.associations() != null
                && table.associations().stream()
                        .anyMatch(one ->
                                attachments.contains(one.attachmentId()) && TransitGateways.isInForce(one.state()));
    }
}
