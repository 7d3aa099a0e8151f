package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.TransitGatewayAttachment;
import io.muster.inventory.kind.TransitGatewayRoute;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths of packets between VPCs over transit gateways: the table that the attachment of the VPC they come from is associated
 * with decides, by the longest prefix, to which attachment they go.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html">How transit gateways work</a>
 */
final class TransitGateways {

    static final Set<ResourceKind> KINDS =
            Set.of(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT, ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE);

    private static final String AVAILABLE = "available";
    private static final String ENABLED = "enable";

    /** For example us-west-2-lax-1a. */
    private static final Pattern LOCAL_ZONE = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+-[a-z]+-\\d+[a-z]");

    private final Estate estate;
    private final Map<String, Resource<TransitGatewayAttachment>> byVpc = new HashMap<>();
    private final Map<String, Routing> routings = new ConcurrentHashMap<>();

    private TransitGateways(Estate estate) {
        this.estate = estate;
        for (Resource<TransitGatewayAttachment> one : estate.stored(TransitGatewayAttachment.class)) {
            TransitGatewayAttachment attachment = one.attributes();
            if (estate.current(one) && AVAILABLE.equals(attachment.state())) {
                byVpc.put(attachment.transitGatewayId() + " " + attachment.attachedId(), one);
            }
        }
    }

    static TransitGateways of(Estate estate) {
        return estate.view(TransitGateways.class, TransitGateways::new);
    }

    private Optional<Resource<TransitGatewayAttachment>> attachment(String gateway, String vpcId) {
        return Optional.ofNullable(byVpc.get(gateway + " " + vpcId));
    }

    /** Whether groups of one VPC are told in the other: both attachments have to say so. */
    boolean tellsGroups(String gateway, String oneVpc, String otherVpc) {
        return Stream.of(oneVpc, otherVpc)
                .allMatch(vpc -> attachment(gateway, vpc)
                        .map(one -> one.attributes().vpcOptions())
                        .filter(options -> ENABLED.equals(options.securityGroupReferencingSupport()))
                        .isPresent());
    }

    /**
     * The traffic that the gateway takes from a subnet of one VPC to the other; the peers are the destinations.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html">Amazon VPC attachments</a>: it takes traffic from
     *     the Availability Zones in which the attachment has a subnet
     */
    Gate between(String gateway, String fromSubnet, String fromVpc, String toVpc) {
        Optional<Resource<TransitGatewayAttachment>> from = attachment(gateway, fromVpc);
        Optional<Resource<TransitGatewayAttachment>> to = attachment(gateway, toVpc);
        if (from.isEmpty() || to.isEmpty()) {
            return estate.knows(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT)
                    ? Gate.closed(
                            gateway,
                            ResourceKind.TRANSIT_GATEWAY,
                            "it has no attachment of " + (from.isEmpty() ? fromVpc : toVpc))
                    : unknown(gateway, estate.missing(ResourceKind.TRANSIT_GATEWAY_ATTACHMENT));
        }
        if (isElsewhere(from.get().attributes(), fromSubnet)) {
            return Gate.closed(
                    gateway,
                    ResourceKind.TRANSIT_GATEWAY,
                    "its attachment of " + fromVpc + " has no subnet in the Availability Zone of " + fromSubnet);
        }
        String tableId = from.get().attributes().routeTableId();
        if (from.get().attributes().policyTableId() != null || tableId == null) {
            return unknown(gateway, "by which route table " + from.get().resourceId() + " is routed");
        }
        return routing(tableId)
                .map(routing -> new Gate(
                        tableId,
                        ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE,
                        routing.towards(route -> toVpc.equals(route.target())),
                        packet -> routing.about(packet.peer()),
                        packet -> routing.about(packet.peer())))
                .orElseGet(() -> unknown(gateway, "the routes of " + tableId));
    }

    /** Whether the attachment has subnets, all of other zones than this one; a Local Zone may have a way by its parent. */
    private boolean isElsewhere(TransitGatewayAttachment attachment, String subnet) {
        Optional<String> zone =
                zone(subnet).filter(name -> !LOCAL_ZONE.matcher(name).matches());
        if (zone.isEmpty() || attachment.vpcOptions() == null) {
            return false;
        }
        List<Optional<String>> zones =
                attachment.vpcOptions().subnetIds().stream().map(this::zone).toList();
        return !zones.isEmpty() && zones.stream().allMatch(Optional::isPresent) && !zones.contains(zone);
    }

    private Optional<String> zone(String subnet) {
        return Subnets.of(estate).find(subnet).map(found -> found.attributes().availabilityZone());
    }

    private static Gate unknown(String gateway, String doubt) {
        return Gate.unknown(gateway, ResourceKind.TRANSIT_GATEWAY, doubt);
    }

    private Optional<Routing> routing(String tableId) {
        Routing kept = routings.get(tableId);
        return kept != null ? Optional.of(kept) : read(tableId);
    }

    private Optional<Routing> read(String tableId) {
        Optional<Routing> read = estate.stored(TransitGatewayRouteTable.class, tableId)
                .filter(estate::current)
                .map(table -> table.attributes().routes())
                .map(routes -> Routing.of(
                        routes.stream().flatMap(TransitGateways::routes).toList(), PrefixLists.of(estate)));
        read.ifPresent(routing -> routings.put(tableId, routing));
        return read;
    }

    /** A route each to the resources behind the attachments; the state is the route's. */
    private static Stream<Route> routes(TransitGatewayRoute route) {
        boolean propagated = "propagated".equals(route.type());
        List<String> targets = route.targets().stream()
                .map(target -> Objects.requireNonNullElse(target.attachedId(), String.valueOf(target.attachmentId())))
                .toList();
        return (targets.isEmpty() ? List.of("nothing") : targets)
                .stream()
                        .map(target ->
                                new Route(route.destination(), target, null, route.state(), propagated, null, null));
    }
}
