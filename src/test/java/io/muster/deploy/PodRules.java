package io.muster.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pods that the restricted security standard admits, and that tell how they are. */
final class PodRules implements Rule {

    private record Demand(Predicate<PodSpec> holds, String otherwise) {}

    private static final List<Demand> DEMANDS = List.of(
            new Demand(pod -> Boolean.TRUE.equals(context(pod).getRunAsNonRoot()), "may run as root"),
            new Demand(
                    pod -> context(pod).getRunAsUser() != null && context(pod).getRunAsUser() > 0, "has no user"),
            new Demand(PodRules::isConfined, "has no seccomp profile"),
            new Demand(
                    pod -> Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
                    "gets a token it has no use for"),
            new Demand(PodRules::staysOffTheNode, "reaches into its node"),
            new Demand(PodRules::countsNodesItMayRunOn, "waits for nodes whose taints keep it away"),
            new Demand(PodRules::mayWriteSomewhere, "has no /tmp to write to"));

    @Override
    public Stream<String> faults(Manifests manifests) {
        return manifests.workloads().stream().flatMap(workload -> Stream.concat(security(workload), probes(workload)));
    }

    private static Stream<String> security(Workload workload) {
        return DEMANDS.stream()
                .filter(demand -> !demand.holds.test(workload.pod()))
                .filter(demand -> workload.isMuster() || !demand.otherwise.contains("/tmp"))
                .map(demand -> workload.name() + ": the pod " + demand.otherwise);
    }

    private static PodSecurityContext context(PodSpec pod) {
        return Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
    }

    private static boolean isConfined(PodSpec pod) {
        var profile = context(pod).getSeccompProfile();
        return profile != null && profile.getType().equals("RuntimeDefault");
    }

    private static boolean staysOffTheNode(PodSpec pod) {
        return pod.getHostNetwork() == null
                && pod.getHostPID() == null
                && pod.getHostIPC() == null
                && pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null);
    }

    private static boolean countsNodesItMayRunOn(PodSpec pod) {
        return pod.getTopologySpreadConstraints().stream()
                .filter(constraint -> constraint.getWhenUnsatisfiable().equals("DoNotSchedule"))
                .allMatch(constraint -> "Honor".equals(constraint.getNodeTaintsPolicy()));
    }

    private static boolean mayWriteSomewhere(PodSpec pod) {
        return pod.getContainers().stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
    }

    private static Stream<String> probes(Workload workload) {
        if (!workload.serves()) {
            return Stream.of();
        }
        Container container = workload.pod().getContainers().get(0);
        return Stream.of(
                        probe(workload, "started", container.getStartupProbe()),
                        probe(workload, "live", container.getLivenessProbe()),
                        probe(workload, "ready", container.getReadinessProbe()))
                .flatMap(faults -> faults);
    }

    private static Stream<String> probe(Workload workload, String asks, Probe probe) {
        if (probe == null) {
            return Stream.of(workload.name() + ": nobody asks whether it is " + asks);
        }
        return !workload.isMuster() || isOfHealth(probe, asks)
                ? Stream.of()
                : Stream.of(workload.name() + ": /q/health/" + asks + " is not asked at the management port");
    }

    private static boolean isOfHealth(Probe probe, String asks) {
        return probe.getHttpGet() != null
                && probe.getHttpGet().getPath().equals("/q/health/" + asks)
                && "management".equals(probe.getHttpGet().getPort().getStrVal());
    }
}
