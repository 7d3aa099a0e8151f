package io.muster.deploy;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.stream.Stream;

/** Whoever selects pods by their labels finds them, and the ports that it names. */
final class SelectorRules implements Rule {

    private record Selection(String by, Map<String, String> labels) {}

    @Override
    public Stream<String> faults(Manifests manifests) {
        return Stream.of(
                        selections(manifests)
                                .filter(selection -> selected(manifests, selection.labels)
                                        .findAny()
                                        .isEmpty())
                                .map(selection -> selection.by + ": selects no pod"),
                        manifests.of(Service.class).flatMap(service -> ports(manifests, service)),
                        manifests.of(HorizontalPodAutoscaler.class).flatMap(scaler -> target(manifests, scaler)))
                .flatMap(faults -> faults);
    }

    private static Stream<Selection> selections(Manifests manifests) {
        return Stream.of(
                        manifests
                                .of(Service.class)
                                .map(one -> new Selection(
                                        one.getMetadata().getName(),
                                        one.getSpec().getSelector())),
                        manifests
                                .of(Deployment.class)
                                .map(one -> selection(
                                        one.getMetadata().getName(),
                                        one.getSpec().getSelector())),
                        manifests
                                .of(StatefulSet.class)
                                .map(one -> selection(
                                        one.getMetadata().getName(),
                                        one.getSpec().getSelector())),
                        manifests
                                .of(PodDisruptionBudget.class)
                                .map(one -> selection(
                                        one.getMetadata().getName() + " (budget)",
                                        one.getSpec().getSelector())),
                        manifests
                                .of(NetworkPolicy.class)
                                .map(one -> selection(
                                        one.getMetadata().getName() + " (policy)",
                                        one.getSpec().getPodSelector())))
                .flatMap(selections -> selections);
    }

    private static Selection selection(String by, LabelSelector selector) {
        return new Selection(by, selector.getMatchLabels());
    }

    private static Stream<Workload> selected(Manifests manifests, Map<String, String> labels) {
        return manifests.workloads().stream().filter(workload -> workload.isSelectedBy(labels));
    }

    private static Stream<String> ports(Manifests manifests, Service service) {
        return service.getSpec().getPorts().stream()
                .filter(port -> selected(manifests, service.getSpec().getSelector())
                        .noneMatch(workload -> hasPort(workload, port)))
                .map(port -> service.getMetadata().getName() + ": no pod has the port "
                        + port.getTargetPort().getStrVal());
    }

    private static boolean hasPort(Workload workload, ServicePort wanted) {
        return workload.containers().stream()
                .flatMap(container -> container.getPorts().stream())
                .anyMatch(port -> port.getName().equals(wanted.getTargetPort().getStrVal()));
    }

    private static Stream<String> target(Manifests manifests, HorizontalPodAutoscaler scaler) {
        var reference = scaler.getSpec().getScaleTargetRef();
        return manifests
                .find(Deployment.class, reference.getName())
                .map(deployment -> deployment.getSpec().getReplicas() == null
                        ? Stream.<String>of()
                        : Stream.of(reference.getName() + ": sets the replicas that its autoscaler decides about"))
                .orElseGet(() -> Stream.of(scaler.getMetadata().getName() + ": scales nothing"));
    }
}
