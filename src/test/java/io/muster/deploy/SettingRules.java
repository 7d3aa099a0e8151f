package io.muster.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is set is a setting, of the application as it is built, and no password stands where everybody reads it. */
final class SettingRules implements Rule {

    private static final KnownSettings KNOWN = KnownSettings.read();

    @Override
    public Stream<String> faults(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(Workload::isMuster)
                .flatMap(workload -> faults(workload, names(manifests, workload)));
    }

    private static Stream<String> faults(Workload workload, Set<String> names) {
        return Stream.of(
                        matching(names, name -> !KNOWN.variables().contains(name), " is no setting"),
                        matching(names, KNOWN.fixedAtBuild()::contains, " is fixed when the image is built"),
                        matching(plain(workload), name -> name.endsWith("_PASSWORD"), " is there for all to read"))
                .flatMap(faults -> faults)
                .map(fault -> workload.name() + ": " + fault);
    }

    private static Stream<String> matching(Set<String> names, Predicate<String> wanted, String otherwise) {
        return names.stream().filter(wanted).sorted().map(name -> name + otherwise);
    }

    private static Set<String> plain(Workload workload) {
        return workload.values().map(EnvVar::getName).collect(Collectors.toSet());
    }

    private static Set<String> names(Manifests manifests, Workload workload) {
        Stream<String> own = workload.containers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName);
        Stream<String> shared = configMaps(manifests, workload).flatMap(map -> map.getData().keySet().stream());
        return Stream.concat(own, shared).collect(Collectors.toSet());
    }

    private static Stream<ConfigMap> configMaps(Manifests manifests, Workload workload) {
        return workload.containers().stream()
                .flatMap(container -> container.getEnvFrom().stream())
                .map(source -> source.getConfigMapRef())
                .filter(Objects::nonNull)
                .flatMap(reference -> manifests.find(ConfigMap.class, reference.getName()).stream());
    }
}
