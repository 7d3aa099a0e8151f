package io.muster.estate.reach;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ways through load balancers that were found so far, by the id of the interface that they lead to.
 *
 * @param only      the interface that is asked for; null for all
 * @param missing   what was not read, by which each interface may be reached
 * @param missingOf what was not read of targets that may be the interface, by its id
 */
record FoundWays(
        @Nullable Resource<NetworkInterface> only,
        Map<String, List<Entrance>> byInterface,
        List<BalancerFront> fronts,
        Set<String> missing,
        Map<String, Set<String>> missingOf) {

    static FoundWays of(@Nullable Resource<NetworkInterface> only) {
        return new FoundWays(only, new HashMap<>(), new ArrayList<>(), new HashSet<>(), new HashMap<>());
    }

    LoadBalancers.Behind behind(Resource<NetworkInterface> eni) {
        return new LoadBalancers.Behind(byInterface.getOrDefault(eni.resourceId(), List.of()), missing(eni));
    }

    Set<String> missing(Resource<NetworkInterface> eni) {
        return Admission.both(Set.copyOf(missing), missingOf.getOrDefault(eni.resourceId(), Set.of()));
    }

    /** One that leads on to a load balancer may lead to each interface. */
    void miss(Resource<NetworkInterface> eni, String part) {
        (InnerBalancers.mayLeadOn(eni) ? missing : missingOf.computeIfAbsent(eni.resourceId(), k -> new HashSet<>()))
                .add(part);
    }

    void add(Resource<NetworkInterface> eni, List<Entrance> entrances) {
        byInterface.computeIfAbsent(eni.resourceId(), k -> new ArrayList<>()).addAll(entrances);
    }
}
