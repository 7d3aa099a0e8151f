package io.muster.estate.exposure;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.BalancerNetworks;
import io.muster.estate.reach.Entrance;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Frontends;
import io.muster.estate.reach.Hop;
import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Works out the exposure of instances and network interfaces. */
final class ExposureAnalysis {

    private static final Exposure NONE = new Exposure(Exposed.NOTHING, List.of(), null, Set.of(), Set.of());

    private static final Set<InstanceState> RUNS = Set.of(InstanceState.PENDING, InstanceState.RUNNING);
    private static final String LATENT = "the instance does not run: it is so once the instance is started";

    private final Estate estate;

    ExposureAnalysis(Estate estate) {
        this.estate = estate;
    }

    Exposure of(Resource<?> resource) {
        if (!estate.current(resource)) {
            return Exposure.unknown(resource.kind() + " " + resource.arn());
        }
        return resource.attributes() instanceof NetworkInterface attributes
                ? ofInterfaces(List.of(new Resource<>(
                        resource.arn(),
                        resource.kind(),
                        resource.scope(),
                        resource.resourceId(),
                        resource.name(),
                        resource.tags(),
                        attributes)))
                : latently((Instance) resource.attributes(), ofInstance(resource.resourceId()));
    }

    /**
     * The exposure of a stopped instance, which keeps its interfaces: what reaches them will reach the instance once it is
     * started.
     */
    private static Exposure latently(Instance instance, Exposure exposure) {
        return exposure.reachable() == Reachable.NO || RUNS.contains(instance.state())
                ? exposure
                : exposure.and(new Exposure(Exposed.NOTHING, List.of(), null, Set.of(), Set.of(LATENT)));
    }

    private Exposure ofInstance(String instanceId) {
        if (!estate.knows(ResourceKind.NETWORK_INTERFACE)) {
            return Exposure.unknown(estate.missing(ResourceKind.NETWORK_INTERFACE));
        }
        return ofInterfaces(Interfaces.of(estate).ofInstance(instanceId));
    }

    /** The exposure of interfaces that nothing reaches for certain, with the ways that are not looked at. */
    private Exposure ofInterfaces(List<Resource<NetworkInterface>> interfaces) {
        Exposure all =
                interfaces.stream().map(this::ofInterface).reduce(Exposure::and).orElse(NONE);
        if (all.reachable() == Reachable.YES) {
            return all;
        }
        Set<String> notes = interfaces.stream()
                .filter(eni -> eni.attributes().instanceId() != null)
                .flatMap(eni -> BalancerNetworks.notes(estate, eni).stream())
                .collect(Collectors.toUnmodifiableSet());
        return all.and(new Exposure(Exposed.NOTHING, List.of(), null, Set.of(), notes));
    }

    private Exposure ofInterface(Resource<NetworkInterface> eni) {
        Exposed exposed = Reach.of(estate).fromInternet(eni);
        List<List<Hop>> paths = new ArrayList<>();
        Set<String> notes = new TreeSet<>();
        Hop blocking = null;
        if (exposed.reachable() == Reachable.YES) {
            exposed.certain().parts().stream().limit(Exposure.PATHS).forEach(part -> {
                Outcome outcome = Reach.of(estate).askInternet(eni, new Traffic(List.of(part)));
                paths.add(outcome.hops());
                notes.addAll(outcome.notes());
            });
        } else {
            Outcome outcome = Reach.of(estate).askInternet(eni);
            blocking = outcome.blocking();
            notes.addAll(outcome.notes());
        }
        Set<String> missing = exposed.certain().isEmpty() ? exposed.missing() : Set.of();
        return new Exposure(exposed, paths, blocking, missing, notes).and(fronted(eni));
    }

    private Exposure fronted(Resource<NetworkInterface> eni) {
        Frontends frontends = Frontends.of(estate);
        Exposure all = new Exposure(Exposed.NOTHING, List.of(), null, frontends.missing(eni), Set.of());
        for (Entrance one : frontends.fromInternet(eni)) {
            boolean certain = one.exposed().reachable() == Reachable.YES;
            all = all.and(new Exposure(
                    one.exposed(),
                    certain ? List.of(one.hops()) : List.of(),
                    null,
                    certain ? Set.of() : one.exposed().missing(),
                    one.notes()));
        }
        return all;
    }
}
