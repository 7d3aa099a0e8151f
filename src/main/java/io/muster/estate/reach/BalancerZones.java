package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.TargetGroup;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Availability Zones of a load balancer's nodes and of its targets.
 *
 * @param group of the targets; null where it is not there
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html">How Elastic Load
 *     Balancing works</a>: targets in a zone that is not enabled get no traffic, and those of other zones where nodes send across zones
 */
record BalancerZones(
        Estate estate, BalancerFront front, @Nullable TargetGroup group) {

    private static final String OF_BALANCER = "use_load_balancer_configuration";

    /**
     * What the node in the subnet gets to a target in a subnet of the load balancer's VPC: all that is admitted in the node's own zone, nothing where the
     * load balancer has no node in the target's. Between zones that both have nodes, the target group decides; where the load balancer does, it may get
     * there, for the attributes of load balancers are not read.
     */
    Admission to(@Nullable String target, String subnet, Admission admitted) {
        Optional<String> own = zone(target);
        Optional<String> ofNode = zone(subnet);
        if (own.isPresent() && ofNode.equals(own)) {
            return admitted;
        }
        if (own.filter(this::isDisabled).isPresent()) {
            return Admission.NOTHING;
        }
        boolean areKnown = own.filter(this::isEnabled).isPresent() && ofNode.isPresent();
        return switch (areKnown ? crosses() : Reachable.UNKNOWN) {
            case YES -> admitted;
            case NO -> Admission.NOTHING;
            case UNKNOWN ->
                new Admission(
                        Traffic.NONE,
                        admitted.possible(),
                        Admission.both(
                                admitted.doubts(),
                                Set.of("whether " + front.balancer().resourceId() + " sends traffic across zones")));
        };
    }

    /**
     * Whether nodes send to targets of the group in other zones.
     *
     * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/disable-cross-zone.html">Cross-zone load balancing for
     *     target groups</a>: for Application Load Balancers it is always on where the target group does not turn it off
     */
    private Reachable crosses() {
        return switch (group == null ? "" : String.valueOf(group.crossZone())) {
            case "true" -> Reachable.YES;
            case "false" -> Reachable.NO;
            case OF_BALANCER -> isApplication() ? Reachable.YES : Reachable.UNKNOWN;
            default -> Reachable.UNKNOWN;
        };
    }

    private boolean isApplication() {
        return "application".equals(front.balancer().attributes().type());
    }

    private boolean isEnabled(String zone) {
        return front.balancer().attributes().subnetIds().stream()
                .anyMatch(subnet -> zone(subnet).filter(zone::equals).isPresent());
    }

    /** Whether the zone is certainly none of those that have a node. */
    private boolean isDisabled(String zone) {
        List<Optional<String>> enabled = front.balancer().attributes().subnetIds().stream()
                .map(this::zone)
                .toList();
        return enabled.stream().noneMatch(one -> one.isEmpty() || one.get().equals(zone));
    }

    private Optional<String> zone(@Nullable String subnet) {
        return Subnets.of(estate).zone(subnet);
    }
}
