package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The internet gateways by the VPC that they are attached to. */
final class InternetGateways {

    /** In place of the id of a VPC that is not told. */
    static final String UNTOLD = String.valueOf((Object) null);

    private static final String GATEWAY = "igw-";

    /** What no router hands on to the internet. */
    private static final CidrSet INTERNAL = CidrSet.parse(
            "10.0.0.0/8", // RFC 1918
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10", // RFC 6598
            "fc00::/7", // RFC 4193
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local, RFC 3927 and RFC 4291
            "fe80::/10",
            "0.0.0.0/8", // this network, RFC 1122
            "240.0.0.0/4", // reserved, RFC 1112, and broadcast, RFC 919
            "224.0.0.0/4", // multicast, RFC 5771 and RFC 4291
            "ff00::/8");

    private static final Admission PUBLIC =
            Admission.exactly(Traffic.of(ServiceRange.ALL, CidrSet.ANY.minus(INTERNAL)));

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
     * The one that is attached to the VPC. Where another account shares the VPC, a route to a gateway that is active shows that it is
     * attached; without one, the owner tells.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html">Share your VPC subnets with other accounts</a>
     */
    Optional<String> of(String vpcId) {
        return Optional.ofNullable(byVpc.get(vpcId))
                .or(() -> SharedVpcs.of(estate).isForeign(vpcId)
                        ? routed(vpcId).or(() -> owners(vpcId).flatMap(owners -> owners.of(vpcId)))
                        : Optional.empty());
    }

    /** Whether the target of a route is the VPC's gateway: where it is not known which one the VPC has, any may be it, as the gate says. */
    boolean mayBeOf(String vpcId, String target) {
        return target.startsWith(GATEWAY) && of(vpcId).map(target::equals).orElse(true);
    }

    /** Where an active route of the VPC leads to. */
    private Optional<String> routed(String vpcId) {
        return estate.stored(RouteTable.class).stream()
                .filter(table ->
                        estate.current(table) && vpcId.equals(table.attributes().vpcId()))
                .flatMap(table -> table.attributes().routes().stream())
                .filter(route -> Routing.isActive(route) && Routing.leadsTo(route, GATEWAY))
                .findFirst()
                .map(Route::target);
    }

    private Optional<InternetGateways> owners(String vpcId) {
        return SharedVpcs.of(estate).ownersOf(vpcId).map(InternetGateways::of);
    }

    private Gate hidden(String vpcId, String doubt) {
        return routed(vpcId)
                .map(gateway ->
                        open(gateway, ResourceKind.INTERNET_GATEWAY, "an active route of " + vpcId + " leads to it"))
                .or(() -> owners(vpcId).map(owners -> owners.toParticipant(vpcId)))
                .orElseGet(() -> Gate.unknown(vpcId, ResourceKind.VPC, doubt));
    }

    /**
     * One that is attached rejects what goes to private addresses, or comes from there.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html">Reachability Analyzer explanation
     *     codes</a>: IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS and its like
     */
    private static Gate open(String id, ResourceKind kind, String attached) {
        return new Gate(
                id, kind, PUBLIC, packet -> attached, packet -> "an internet gateway passes no private addresses");
    }

    /** The gate without the gateway's id, which is the owner's. */
    private Gate toParticipant(String vpcId) {
        return of(vpcId).isPresent()
                ? open(vpcId, ResourceKind.VPC, "its owner has an internet gateway attached to it")
                : gate(vpcId);
    }

    /** The gate of a route's target. */
    Gate gate(String vpcId, String target) {
        return mayBeOf(vpcId, target)
                ? gate(vpcId)
                : Gate.closed(target, ResourceKind.INTERNET_GATEWAY, "it is not attached to " + vpcId);
    }

    Gate gate(String vpcId) {
        if (UNTOLD.equals(vpcId)) {
            return Gate.unknown("", ResourceKind.VPC, "which VPC it is in");
        }
        if (byVpc.containsKey(vpcId)) {
            return open(byVpc.get(vpcId), ResourceKind.INTERNET_GATEWAY, "attached to " + vpcId);
        }
        Optional<String> hidden = SharedVpcs.of(estate).hides("the internet gateway", vpcId);
        if (hidden.isPresent()) {
            return hidden(vpcId, hidden.get());
        }
        return estate.knows(ResourceKind.INTERNET_GATEWAY)
                ? Gate.closed(vpcId, ResourceKind.VPC, "no internet gateway is attached to the VPC")
                : Gate.unknown(vpcId, ResourceKind.VPC, estate.missing(ResourceKind.INTERNET_GATEWAY));
    }
}
