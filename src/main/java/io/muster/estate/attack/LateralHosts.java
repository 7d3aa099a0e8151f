package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.reach.HostClasses;
import io.muster.estate.reach.HostReach;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hosts of a region that an attacker holds, or perhaps, and that may send to other VPCs: those that the internet reaches, and those that are
 * taken from these over at most {@link LateralPaths#HOPS} hops. They rest on this region alone. Nothing is searched where no weak instance may
 * send to other VPCs.
 */
final class LateralHosts {

    private final Estate estate;
    private final Function<Resource<Instance>, List<Weakness>> weaknesses;
    private final TakenHosts certain;
    private final TakenHosts possible;
    private final boolean complete;

    /** @param weak the running instances that anyone who reaches them can take over, or perhaps */
    LateralHosts(
            List<Resource<Instance>> weak,
            Function<Resource<Instance>, List<Weakness>> weaknesses,
            Tunnels tunnels,
            Estate estate) {
        this.estate = estate;
        this.weaknesses = weaknesses;
        List<List<Resource<Instance>>> classes =
                weak.stream().anyMatch(this::leavesVpc) ? HostClasses.of(weak, estate) : List.of();
        List<Entry> entries = classes.stream()
                .flatMap(List::stream)
                .flatMap(instance -> directly(instance).stream())
                .toList();
        HostNetwork network = new HostNetwork(estate, tunnels, classes, weaknesses);
        certain = new TakenHosts(entries.stream().filter(Entry::certain).toList(), FollowedWays.CERTAIN, network);
        possible = new TakenHosts(entries, FollowedWays.POSSIBLE, network);
        complete = entries.isEmpty()
                || (HostReach.of(estate).unread().isEmpty()
                        && tunnels.unread().isEmpty()
                        && certain.isComplete()
                        && possible.isComplete());
    }

    private boolean leavesVpc(Resource<Instance> instance) {
        return !leaving(instance).isEmpty();
    }

    private Optional<Entry> directly(Resource<Instance> instance) {
        return Entry.of(instance, weaknesses.apply(instance), estate);
    }

    /** The interfaces of the instance from which packets may get to other VPCs. */
    List<Resource<NetworkInterface>> leaving(Resource<Instance> instance) {
        return HostReach.of(estate).leavingVpcs(instance);
    }

    /** Whether no host was left out for what was not read, and no way for there being too many. */
    boolean isComplete() {
        return complete;
    }

    /** Those of the instances that are such hosts. */
    List<OfferedHost> among(List<Resource<Instance>> instances) {
        return instances.stream()
                .filter(instance ->
                        AttackPaths.RUNS.contains(instance.attributes().state()) && leavesVpc(instance))
                .flatMap(instance -> held(instance).stream())
                .toList();
    }

    /** The instance as it is held in the surest way; of equally sure ones, from the internet. */
    private Optional<OfferedHost> held(Resource<Instance> instance) {
        Optional<Entry> directly = directly(instance);
        return directly.filter(Entry::certain)
                .map(OfferedHost::of)
                .or(() -> certain.taken(instance))
                .or(() -> directly.map(OfferedHost::of))
                .or(() -> possible.taken(instance));
    }
}
