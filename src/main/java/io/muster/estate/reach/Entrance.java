package io.muster.estate.reach;

import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Optional;
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
        Set<String> notes) {

    /** What the path lets through from the internet, with the way of a packet of it; empty for none. */
    static Optional<Entrance> of(Resource<?> frontend, String listener, Passage passage) {
        Admission admits = passage.admits().among(Internet.PUBLIC);
        if (admits.possible().isEmpty()) {
            return Optional.empty();
        }
        Traffic shown = admits.certain().isEmpty() ? admits.possible() : admits.certain();
        return Optional.of(new Entrance(
                frontend.kind(),
                frontend.arn(),
                frontend.resourceId(),
                listener,
                Exposed.of(admits),
                passage.ask(shown).hops(),
                passage.notes()));
    }
}
