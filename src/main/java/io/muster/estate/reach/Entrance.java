package io.muster.estate.reach;

import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** What the path lets through from the internet, with the way of a packet of it, from others where these get through; empty for none. */
    static Optional<Entrance> of(Resource<?> frontend, String listener, Passage passage, OwnAddresses own) {
        Admission admits = passage.admits().among(Internet.PUBLIC);
        if (admits.possible().isEmpty()) {
            return Optional.empty();
        }
        Traffic shown = Stream.of(own.others(admits.certain()), admits.certain(), own.others(admits.possible()))
                .filter(traffic -> !traffic.isEmpty())
                .findFirst()
                .orElse(admits.possible());
        return Optional.of(new Entrance(
                frontend.kind(),
                frontend.arn(),
                frontend.resourceId(),
                listener,
                Exposed.of(admits),
                passage.ask(shown).hops(),
                passage.notes()));
    }

    /** The part that is not admitted from the account's own addresses alone; empty where there is none. */
    Optional<Entrance> fromOthers(OwnAddresses own) {
        Traffic certain = own.others(exposed.certain());
        Traffic possible = own.others(exposed.possible());
        Exposed others = new Exposed(certain, possible, certain.equals(possible) ? Set.of() : exposed.missing());
        return Optional.of(new Entrance(kind, arn, frontId, listener, others, hops, notes))
                .filter(entrance -> others.reachable() != Reachable.NO);
    }
}
