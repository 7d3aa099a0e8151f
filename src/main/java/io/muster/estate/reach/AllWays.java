package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The traffic from the internet that reaches an instance, by addresses of its own and through load balancers, accelerators and VPC origins together.
 *
 * @param exposed without messages of ICMP alone, by which nobody gets in
 * @param missing the cells that were not read, where they decide
 */
public record AllWays(Exposed exposed, Set<String> missing) {

    /** The kinds that answers rest on, beside the network interfaces. */
    public static final Set<ResourceKind> KINDS = kinds();

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(Reach.KINDS);
        kinds.addAll(Frontends.KINDS);
        return Set.copyOf(kinds);
    }

    public static AllWays of(Resource<Instance> instance, Estate estate) {
        Frontends frontends = Frontends.of(estate);
        Exposed exposed = Exposed.NOTHING;
        List<Resource<NetworkInterface>> interfaces = Interfaces.of(estate).ofInstance(instance.resourceId());
        for (Resource<NetworkInterface> eni : interfaces) {
            exposed = exposed.union(Reach.of(estate).fromInternet(eni));
            for (Entrance one : frontends.fromInternet(eni)) {
                exposed = exposed.union(one.exposed());
            }
        }
        return of(exposed.carrying(), frontends.missing(interfaces));
    }

    private static AllWays of(Exposed exposed, Set<String> ofFrontends) {
        if (exposed.reachable() == Reachable.YES) {
            return new AllWays(exposed, Set.of());
        }
        Set<String> missing = new TreeSet<>(exposed.missing());
        missing.addAll(ofFrontends);
        return new AllWays(exposed, Set.copyOf(missing));
    }

    public Reachable reachable() {
        return exposed.reachable() == Reachable.NO && !missing.isEmpty() ? Reachable.UNKNOWN : exposed.reachable();
    }
}
