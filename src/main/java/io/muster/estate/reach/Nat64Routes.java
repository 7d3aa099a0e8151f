package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;

/**
 * The routes of a VPC by which packets for IPv6 addresses that stand for IPv4 addresses may get to something that translates them: a NAT gateway of the
 * VPC, or whatever is behind a transit gateway, a VPN gateway or an appliance.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html">DNS64 and NAT64</a>
 */
record Nat64Routes(Estate estate, String vpc) {

    /** How targets begin that translate nothing, and lead to nothing that does. */
    private static final List<String> NEVER =
            List.of(Routing.LOCAL, "igw-", EgressOnlyGateways.TARGET, HostPair.PEERING);

    boolean mayTranslate(String target) {
        return NEVER.stream().noneMatch(target::startsWith)
                && !new GatewayEndpoints(estate).leadsToService(target, vpc);
    }

    boolean mayLead(Routing routing) {
        return routing.mayTake(route -> mayTranslate(String.valueOf(route.target())))
                .possible()
                .peers()
                .intersects(NatGateways.NAT64);
    }

    /** What is behind another target than a NAT gateway is not followed. */
    static List<Gate> behind(String target) {
        return target.startsWith(NatGateways.NAT)
                ? List.of()
                : List.of(Gate.unknown(
                        target,
                        ResourceKind.ofId(target).orElse(ResourceKind.ROUTE_TABLE),
                        "where NAT64 of " + target + " leads"));
    }
}
