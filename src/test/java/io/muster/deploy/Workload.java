package io.muster.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that runs pods.
 *
 * @param serves whether its pods run until they are stopped
 */
record Workload(String name, boolean serves, PodTemplateSpec template) {

    static Optional<Workload> of(HasMetadata manifest) {
        String name = manifest.getMetadata().getName();
        if (manifest instanceof Deployment deployment) {
            return Optional.of(new Workload(name, true, deployment.getSpec().getTemplate()));
        }
        if (manifest instanceof StatefulSet set) {
            return Optional.of(new Workload(name, true, set.getSpec().getTemplate()));
        }
        if (manifest instanceof Job job) {
            return Optional.of(new Workload(name, false, job.getSpec().getTemplate()));
        }
        if (manifest instanceof CronJob cron) {
            return Optional.of(new Workload(
                    name, false, cron.getSpec().getJobTemplate().getSpec().getTemplate()));
        }
        return Optional.empty();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    List<Container> containers() {
        return Stream.concat(pod().getInitContainers().stream(), pod().getContainers().stream())
                .toList();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    /** Whether it runs Muster itself, rather than something beside it. */
    boolean isMuster() {
        return containers().stream().anyMatch(container -> container.getImage().matches("(.*/)?muster[:@].*"));
    }

    /** The values of its first container that stand in the manifest, by their names. */
    Stream<EnvVar> values() {
        return containers().stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null);
    }

    /** Whether the labels that a selector asks for are among those of its pods. */
    boolean isSelectedBy(Map<String, String> wanted) {
        return labels().entrySet().containsAll(wanted.entrySet());
    }
}
