package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The internet gateways by the VPC that they are attached to. */
final class InternetGateways {

    /** In place of the id of a VPC that is not told. */
    static final String UNTOLD = String.valueOf((Object) null);

    private final Estate estate;
    private final Map<String, String> byVpc = new HashMap<>();

    private InternetGateways(Estate estate) {
        this.estate = estate;
        for (Resource<InternetGateway> gateway : estate.stored(InternetGateway.class)) {
            if (estate.current(gateway)) {
                gateway.attributes().vpcIds().forEach(vpc -> byVpc.put(vpc, gateway.resourceId()));
            }
        }
    }

    static InternetGateways of(Estate estate) {
        return estate.view(InternetGateways.class, InternetGateways::new);
    }

    /**
     * A participant need not see the gateway of a VPC that another account shares with it; a route to it that is active shows that it
     * is attached.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html">Share your VPC subnets with other accounts</a>
     */
    private Gate byRoute(String vpcId, String doubt) {
        return estate.stored(RouteTable.class).stream()
                .filter(table ->
                        estate.current(table) && vpcId.equals(table.attributes().vpcId()))
                .flatMap(table -> table.attributes().routes().stream())
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, "igw-"))
                .findFirst()
                .map(route -> Gate.open(
                        route.target(), ResourceKind.INTERNET_GATEWAY, "an active route of " + vpcId + " leads to it"))
                .orElseGet(() -> Gate.unknown(vpcId, ResourceKind.VPC, doubt));
    }

    /** The one that is attached to the VPC. */
    Optional<String> of(String vpcId) {
        return Optional.ofNullable(byVpc.get(vpcId));
    }

    Gate gate(String vpcId) {
        if (UNTOLD.equals(vpcId)) {
            return Gate.unknown("", ResourceKind.VPC, "which VPC it is in");
        }
        Optional<String> gateway = of(vpcId);
        if (gateway.isPresent()) {
            return Gate.open(gateway.get(), ResourceKind.INTERNET_GATEWAY, "attached to " + vpcId);
        }
        Optional<String> hidden = SharedVpcs.of(estate).hides("the internet gateway", vpcId);
        if (hidden.isPresent()) {
            return byRoute(vpcId, hidden.get());
        }
        return estate.knows(ResourceKind.INTERNET_GATEWAY)
                ? Gate.closed(vpcId, ResourceKind.VPC, "no internet gateway is attached to the VPC")
                : Gate.unknown(vpcId, ResourceKind.VPC, estate.missing(ResourceKind.INTERNET_GATEWAY));
    }
}
