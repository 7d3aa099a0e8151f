package io.muster.estate.reach;

import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;

/**
 * A way in to an interface through a load balancer, an accelerator or a VPC origin.
 *
 * @param frontId  the resource that clients meet first
 * @param listener its listener
 * @param exposed  the traffic that reaches the interface by it
 * @param hops     a packet's way
 * @param notes    the parts that are not modelled, where they matter
 */
public record Entrance(
        ResourceKind kind,
        String arn,
        String frontId,
        String listener,
        Exposed exposed,
        List<Hop> hops,
        Set<String> notes) {}
