package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Traffic;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Availability Zones of a load balancer's nodes and of its targets.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html">How Elastic Load
 *     Balancing works</a>: targets in a zone that is not enabled get no traffic, and those of other zones where nodes send across zones
 */
record BalancerZones(Estate estate, BalancerFront front) {

    /**
     * What the node in the subnet gets to a target in a subnet of the load balancer's VPC: all that is admitted in the node's own zone, nothing where the
     * load balancer has no node in the target's. Else it may get there, for whether nodes send across zones is not read.
     */
    Admission to(@Nullable String target, String subnet, Admission admitted) {
        Optional<String> own = zone(target);
        if (own.isPresent() && zone(subnet).equals(own)) {
            return admitted;
        }
        return own.filter(this::isDisabled).isPresent()
                ? Admission.NOTHING
                : new Admission(
                        Traffic.NONE,
                        admitted.possible(),
                        Admission.both(
                                admitted.doubts(),
                                Set.of("whether " + front.balancer().resourceId() + " sends traffic across zones")));
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
