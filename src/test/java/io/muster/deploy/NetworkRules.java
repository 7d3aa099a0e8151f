package io.muster.deploy;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything is denied that is not allowed, and what is allowed are ports that somebody listens on, that of the database among them. */
final class NetworkRules implements Rule {

    private static final String METADATA_SERVICE = "169.254.0.0/16";

    @Override
    public Stream<String> faults(Manifests manifests) {
        return Stream.of(
                        deniesByDefault(manifests)
                                ? Stream.<String>of()
                                : Stream.of("policies: nothing is denied by default"),
                        manifests.of(NetworkPolicy.class).flatMap(policy -> deafPorts(manifests, policy)),
                        manifests
                                .of(NetworkPolicy.class)
                                .filter(NetworkRules::reachesTheMetadataService)
                                .map(policy -> name(policy) + ": allows the metadata service of the node"),
                        manifests.workloads().stream()
                                .filter(workload -> workload.isMuster() && !reachesItsDatabase(manifests, workload))
                                .map(workload -> workload.name() + ": no policy lets it call its database"))
                .flatMap(faults -> faults);
    }

    private static boolean deniesByDefault(Manifests manifests) {
        return manifests
                .of(NetworkPolicy.class)
                .map(NetworkPolicy::getSpec)
                .anyMatch(policy -> policy.getPodSelector().getMatchLabels().isEmpty()
                        && policy.getIngress().isEmpty()
                        && policy.getEgress().isEmpty()
                        && Set.copyOf(policy.getPolicyTypes()).equals(Set.of("Ingress", "Egress")));
    }

    private static Stream<String> deafPorts(Manifests manifests, NetworkPolicy policy) {
        Set<Integer> open = manifests.workloads().stream()
                .filter(workload ->
                        workload.isSelectedBy(policy.getSpec().getPodSelector().getMatchLabels()))
                .flatMap(workload -> workload.containers().stream())
                .flatMap(container -> container.getPorts().stream())
                .map(port -> port.getContainerPort())
                .collect(Collectors.toSet());
        return policy.getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .filter(port -> !open.contains(port.getIntVal()))
                .map(port -> name(policy) + ": lets callers in to port " + port.getIntVal() + ", where nobody listens");
    }

    private static boolean reachesTheMetadataService(NetworkPolicy policy) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getTo().stream())
                .map(peer -> peer.getIpBlock())
                .filter(Objects::nonNull)
                .filter(block -> block.getCidr().equals("0.0.0.0/0"))
                .anyMatch(block -> !block.getExcept().containsAll(List.of(METADATA_SERVICE)));
    }

    private static boolean reachesItsDatabase(Manifests manifests, Workload workload) {
        int port = Environment.of(manifests, workload).number("muster.database.port", 5432);
        return manifests
                .of(NetworkPolicy.class)
                .map(NetworkPolicy::getSpec)
                .filter(policy -> workload.isSelectedBy(policy.getPodSelector().getMatchLabels()))
                .flatMap(policy -> policy.getEgress().stream())
                .flatMap(rule -> rule.getPorts().stream())
                .anyMatch(open -> Integer.valueOf(port).equals(open.getPort().getIntVal()));
    }

    private static String name(NetworkPolicy policy) {
        return policy.getMetadata().getName() + " (policy)";
    }
}
