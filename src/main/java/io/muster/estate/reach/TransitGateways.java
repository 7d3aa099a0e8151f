package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Packet;
import io.muster.inventory.EarlierRoutes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The paths of packets between VPCs over transit gateways: the table that the attachment of the VPC they come from is associated
 * with decides, by the longest prefix, to which attachment they go.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work</a>
 */
final class TransitGateways {

    static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.TRANSIT_GATEWAY,
            ResourceKind.TRANSIT_GATEWAY_ATTACHMENT,
            ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);

    static final String VPC = "vpc";
    static final String ATTACHMENT = "tgw-attach-";

    static final String AVAILABLE = "available";
    private static final String ASSOCIATED = "associated";

    /** The states of attachments that carry nothing. */
    private static final Set<String> UNAVAILABLE = Set.of(
            "initiating",
            "initiatingRequest",
            "pendingAcceptance",
            "pending",
            "rollingBack",
            "deleting",
            "deleted",
            "failing",
            "failed",
            "rejecting",
            "rejected");

    private final Estate estate;
    private final AttachmentZones zones;

    /** Whether it is not told of some attachment what it attaches, or whether it is in use. */
    private boolean untold;

    private final Map<String, Resource<TransitGatewayAttachment>> byAttached = new HashMap<>();
    private final Map<String, List<Resource<TransitGatewayAttachment>>> byGateway = new HashMap<>();
    private final Map<String, Routing> routings = new ConcurrentHashMap<>();
    private final Map<Way, Admission> forwarded = new ConcurrentHashMap<>();

    /** From the attachments that are associated with a table to a VPC. */
    private record Way(Scope owner, String gateway, Routing routing, String toVpc) {}

    private TransitGateways(Estate estate) {
        this.estate = estate;
        zones = new AttachmentZones(estate);
        for (Resource<TransitGatewayAttachment> one : estate.stored(TransitGatewayAttachment.class)) {
            TransitGatewayAttachment attachment = one.attributes();
            untold |= isUntold(attachment);
            if (estate.current(one) && AVAILABLE.equals(attachment.state())) {
                byAttached.put(attachment.transitGatewayId() + " " + attachment.attachedId(), one);
                byGateway
                        .computeIfAbsent(String.valueOf(attachment.transitGatewayId()), k -> new ArrayList<>())
                        .add(one);
            }
        }
    }

    private static boolean isUntold(TransitGatewayAttachment attachment) {
        String state = String.valueOf(attachment.state());
        return attachment.transitGatewayId() == null
                || attachment.attachedId() == null
                || !(AVAILABLE.equals(state) || UNAVAILABLE.contains(state));
    }

    static TransitGateways of(Estate estate) {
        return estate.view(TransitGateways.class, TransitGateways::new);
    }

    private Optional<Resource<TransitGatewayAttachment>> attachment(String gateway, String vpcId) {
        return Optional.ofNullable(byAttached.get(gateway + " " + vpcId));
    }

    /** The attachments of the gateway that are read. */
    List<Resource<TransitGatewayAttachment>> attachments(String gateway) {
        return byGateway.getOrDefault(gateway, List.of());
    }

    /** The gateways to which the VPC is attached, as far as that is read. */
    Stream<String> attachedTo(String vpc) {
        return byGateway.keySet().stream().filter(gateway -> isAttached(gateway, vpc));
    }

    /** Whether {@link #attachments} is all of them: AWS tells those of other accounts to the gateway's owner alone. */
    boolean knowsAttachments(String gateway) {
        return estate.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)
                && !untold
                && attachments(gateway).stream()
                        .map(one -> one.attributes().transitGatewayOwnerId())
                        .allMatch(owner ->
                                owner == null || owner.equals(estate.scope().accountId()));
    }

    /** The account that owns the gateway, as the VPC's attachment tells. */
    Optional<String> owner(String gateway, String vpcId) {
        return attachment(gateway, vpcId).map(one -> one.attributes().transitGatewayOwnerId());
    }

    /** The options of the VPC's attachment; empty where there is no attachment, or its options were not read. */
    Optional<TransitGatewayVpcOptions> options(String gateway, String vpcId) {
        return attachment(gateway, vpcId).map(one -> one.attributes().vpcOptions());
    }

    /**
     * The traffic that the gateway takes from a subnet of one VPC to the other; the peers are the destinations.
     *
     * @param asking the estate that others tell of the gateways that this one is peered with
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments</a>: it takes traffic from
     *     the Availability Zones in which the attachment has a subnet
     */
    Gate between(Estate asking, String gateway, String fromSubnet, String fromVpc, String toVpc) {
        TransitForwarding forwarding = new TransitForwarding(asking, estate, toVpc);
        Map<Way, Admission> known = of(asking).forwarded;
        return from(
                gateway,
                fromSubnet,
                fromVpc,
                routing -> new Taken(
                        known.computeIfAbsent(
                                new Way(estate.scope(), gateway, routing, toVpc),
                                way -> forwarding.by(gateway, routing)),
                        packet -> forwarding.about(gateway, routing, packet.peer())));
    }

    boolean isAttached(String gateway, String vpc) {
        return attachment(gateway, vpc).isPresent();
    }

    /**
     * What the table of an attachment lets through.
     *
     * @param about the route of a packet, in words
     */
    record Taken(Admission admits, Function<Packet, String> about) {}

    /** The traffic that the gateway takes from a subnet of the VPC, by the table that the VPC's attachment is associated with. */
    Gate from(String gateway, String subnet, String vpc, Function<Routing, Taken> taken) {
        Optional<Resource<TransitGatewayAttachment>> from = attachment(gateway, vpc);
        if (from.isEmpty()) {
            return unattached(gateway, vpc);
        }
        Optional<Gate> stopping = elsewhere(gateway, subnet, vpc).or(() -> unassociated(gateway, from.get()));
        if (stopping.isPresent()) {
            return stopping.get();
        }
        Table table = table(from.get());
        return table.routing()
                .map(taken)
                .map(let -> new Gate(
                        table.id(), ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE, let.admits(), let.about(), let.about()))
                .map(gate -> zones.isLocal(subnet) ? byParent(gate, from.get(), subnet) : gate)
                .orElseGet(() -> unknown(gateway, table.doubt()));
    }

    /** The hop that stops what the subnet sends, where the VPC's attachment is known to have no subnet in its Availability Zone. */
    Optional<Gate> elsewhere(String gateway, String subnet, String vpc) {
        return attachment(gateway, vpc)
                .filter(from -> zones.isElsewhere(from.attributes(), subnet))
                .map(from -> Gate.closed(
                        gateway,
                        ResourceKind.TRANSIT_GATEWAY,
                        "its attachment of " + vpc + " has no subnet in the Availability Zone of " + subnet));
    }

    /**
     * The hop that stops all that comes from an attachment of which neither itself nor any route table of the gateway tells an association.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION
     */
    private Optional<Gate> unassociated(String gateway, Resource<TransitGatewayAttachment> from) {
        TransitGatewayAttachment attributes = from.attributes();
        boolean isTold = attributes.routeTableId() != null
                || attributes.policyTableId() != null
                || !estate.scope().accountId().equals(attributes.transitGatewayOwnerId())
                || !estate.knows(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE)
                || estate.stored(TransitGatewayRouteTable.class).stream()
                        .anyMatch(table -> mayRoute(table.attributes(), from.resourceId()));
        return isTold
                ? Optional.empty()
                : Optional.of(Gate.closed(
                        gateway,
                        ResourceKind.TRANSIT_GATEWAY,
                        from.resourceId() + " is associated with no route table"));
    }

    private static boolean mayRoute(TransitGatewayRouteTable table, String attachment) {
        return table.associations() == null
                || table.associations().stream()
                        .anyMatch(one -> one.attachmentId() == null || attachment.equals(one.attachmentId()));
    }

    /** The table by which what comes from an attachment is routed, or why its routes are not known. */
    record Table(String id, Optional<Routing> routing, String doubt) {}

    Table table(Resource<TransitGatewayAttachment> attachment) {
        String id = attachment.attributes().routeTableId();
        String state = attachment.attributes().associationState();
        return attachment.attributes().policyTableId() != null || id == null || !isInForce(state)
                ? new Table("", Optional.empty(), "by which route table " + attachment.resourceId() + " is routed")
                : new Table(id, routing(id), unreadRoutes(id));
    }

    /** Whether an association of the state is in force; AWS may leave the state out. */
    static boolean isInForce(@Nullable String associationState) {
        return associationState == null || ASSOCIATED.equals(associationState);
    }

    private String unreadRoutes(String tableId) {
        return estate.lists(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE)
                ? "the routes of " + tableId
                : estate.missing(ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);
    }

    /** That of the VPC's attachment; empty where the gateway has none that is read. */
    Optional<Table> table(String gateway, String vpc) {
        return attachment(gateway, vpc).map(this::table);
    }

    /** An active route of the VPC to the gateway shows that there is an attachment: it is of another account, or was not read. */
    Gate unattached(String gateway, String vpc) {
        return unknown(gateway, unseen(gateway, vpc));
    }

    /** What is not known of a VPC's attachment that was not read. */
    String unseen(String gateway, String vpc) {
        return estate.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)
                ? "the attachment of " + vpc + " to " + gateway
                : estate.missing(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT);
    }

    private static Gate byParent(Gate gate, Resource<TransitGatewayAttachment> attachment, String subnet) {
        return gate.admitting(gate.admits()
                .intersect(Admission.unknown(
                        "whether " + attachment.resourceId() + " is in the parent zone of " + subnet)));
    }

    private static Gate unknown(String gateway, String doubt) {
        return Gate.unknown(gateway, ResourceKind.TRANSIT_GATEWAY, doubt);
    }

    /** The routes of a table; empty where they were not read, or before one of the gateway's attachments was there. */
    Optional<Routing> routing(String tableId) {
        Routing kept = routings.get(tableId);
        return kept != null ? Optional.of(kept) : read(tableId);
    }

    private Optional<Routing> read(String tableId) {
        Optional<Routing> read = estate.stored(TransitGatewayRouteTable.class, tableId)
                .filter(estate::current)
                .filter(table -> attachments(String.valueOf(table.attributes().transitGatewayId())).stream()
                        .noneMatch(attachment -> EarlierRoutes.than(attachment, table)))
                .map(table -> table.attributes().routes())
                .map(routes -> Routing.of(TransitRanking.of(routes), PrefixLists.of(estate)));
        read.ifPresent(routing -> routings.put(tableId, routing));
        return read;
    }
}
