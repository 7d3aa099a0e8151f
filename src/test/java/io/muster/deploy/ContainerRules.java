package io.muster.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Images that are what they were yesterday, bounded resources, and no more rights than are needed. */
final class ContainerRules implements Rule {

    /** What is asked of a container, and the words for its absence. */
    private record Demand(Predicate<Container> holds, String otherwise) {}

    private static final List<Demand> DEMANDS = List.of(
            new Demand(one -> isPinned(one.getImage()), "has an image without a tag of its own"),
            new Demand(one -> isComplete(one.getResources().getRequests()), "does not request cpu and memory"),
            new Demand(one -> isComplete(one.getResources().getLimits()), "does not limit cpu and memory"),
            new Demand(one -> isFalse(context(one).getAllowPrivilegeEscalation()), "may escalate its privileges"),
            new Demand(one -> isTrue(context(one).getReadOnlyRootFilesystem()), "may write to its image's files"),
            new Demand(one -> !isTrue(context(one).getPrivileged()), "is privileged"),
            new Demand(ContainerRules::dropsAll, "keeps capabilities"));

    @Override
    public Stream<String> faults(Manifests manifests) {
        return manifests.workloads().stream()
                .flatMap(workload -> workload.containers().stream().flatMap(one -> faults(workload, one)));
    }

    private static Stream<String> faults(Workload workload, Container container) {
        return DEMANDS.stream()
                .filter(demand -> !demand.holds.test(container))
                .map(demand -> workload.name() + ": the container " + container.getName() + " " + demand.otherwise);
    }

    private static boolean isPinned(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        return name.contains("@sha256:") || (name.contains(":") && !name.endsWith(":latest"));
    }

    private static boolean isComplete(Map<String, Quantity> resources) {
        return resources != null && resources.keySet().containsAll(List.of("cpu", "memory"));
    }

    private static boolean dropsAll(Container container) {
        var capabilities = context(container).getCapabilities();
        return capabilities != null
                && capabilities.getDrop().equals(List.of("ALL"))
                && capabilities.getAdd().isEmpty();
    }

    private static SecurityContext context(Container container) {
        return Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static boolean isFalse(Boolean value) {
        return Boolean.FALSE.equals(value);
    }
}
