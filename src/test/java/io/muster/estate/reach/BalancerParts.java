package io.muster.estate.reach;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;

/** Parts of a Network Load Balancer that forwards TCP to the one target group of its region. */
final class BalancerParts {

    private static final String GROUP = "tg";

    private BalancerParts() {}

    /** @param place the region of the load balancer */
    static Listener listener(Scope place, int port) {
        return new Listener(
                "l",
                port,
                "TCP",
                null,
                List.of(),
                List.of("forward"),
                List.of(place.arn(ResourceKind.TARGET_GROUP, GROUP)),
                null,
                List.of());
    }

    /** The target group, with an address as its one target. */
    static Estates.Made<?> targets(int port, String vpc, boolean preservesClientIp, String address) {
        return targets(GROUP, port, vpc, preservesClientIp, address);
    }

    static Estates.Made<TargetGroup> targets(
            String id, int port, String vpc, boolean preservesClientIp, String address) {
        return Made.of(
                id,
                Parts.of(
                        TargetGroup.class,
                        "targetType",
                        "ip",
                        "protocol",
                        "TCP",
                        "port",
                        port,
                        "vpcId",
                        vpc,
                        "preserveClientIp",
                        preservesClientIp,
                        "targets",
                        List.of(new Target(address, null, null, "healthy", null))));
    }

    /** A target group of SSH that hides clients, with an instance as its one target; it says whether nodes send to other zones. */
    static Estates.Made<TargetGroup> crossing(String id, String instance, String zones) {
        return Made.of(
                id,
                Parts.of(
                        TargetGroup.class,
                        "targetType",
                        "instance",
                        "port",
                        22,
                        "ipAddressType",
                        "ipv4",
                        "preserveClientIp",
                        false,
                        "crossZone",
                        zones,
                        "targets",
                        List.of(new Target(instance, null, null, "healthy", null))));
    }
}
