package io.muster.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whatever is set is a setting, of the application as it is built, no password stands where everybody reads it, and sessions are those of
 * all replicas.
 */
final class SettingRules implements Rule {

    private static final KnownSettings KNOWN = KnownSettings.read();
    private static final String SESSION_SECRET = "MUSTER_AUTH_SIGN_IN_SECRET";

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|_SECRET|EXTERNAL_ID)");

    /** What AWS's SDK reads by itself, see docs/installation.md. */
    private static final Set<String> PROXY = Set.of("HTTP_PROXY", "NO_PROXY");

    /** Those with which people sign in to the pages. */
    private static final Set<String> SIGNING_IN =
            Set.of("MUSTER_AUTH_USERS_FILE", "MUSTER_AUTH_OIDC_SIGN_IN_CLIENT_ID");

    @Override
    public Stream<String> faults(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(Workload::isMuster)
                .flatMap(workload -> faults(manifests, workload, names(manifests, workload)));
    }

    private static Stream<String> faults(Manifests manifests, Workload workload, Set<String> names) {
        return Stream.of(
                        matching(
                                names,
                                name -> !KNOWN.variables().contains(name) && !PROXY.contains(name),
                                " is no setting"),
                        matching(names, KNOWN.fixedAtBuild()::contains, " is fixed when the image is built"),
                        matching(plain(manifests, workload), SECRET.asMatchPredicate(), " is there for all to read"),
                        workload.serves() ? sessions(names) : Stream.<String>of())
                .flatMap(faults -> faults)
                .map(fault -> workload.name() + ": " + fault);
    }

    /** A replica without the secret takes one of its own, and ends the sessions that another began. */
    private static Stream<String> sessions(Set<String> names) {
        return matching(
                names,
                name -> SIGNING_IN.contains(name) && !names.contains(SESSION_SECRET),
                " is set without " + SESSION_SECRET + ": each replica ends the sessions of the others");
    }

    private static Stream<String> matching(Set<String> names, Predicate<String> wanted, String otherwise) {
        return names.stream().filter(wanted).sorted().map(name -> name + otherwise);
    }

    private static Set<String> plain(Manifests manifests, Workload workload) {
        return Stream.concat(workload.values().map(EnvVar::getName), shared(manifests, workload))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Manifests manifests, Workload workload) {
        Stream<String> own = workload.containers().stream()
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName);
        return Stream.concat(own, shared(manifests, workload)).collect(Collectors.toSet());
    }

    private static Stream<String> shared(Manifests manifests, Workload workload) {
        return configMaps(manifests, workload).flatMap(map -> map.getData().keySet().stream());
    }

    private static Stream<ConfigMap> configMaps(Manifests manifests, Workload workload) {
        return workload.containers().stream()
                .flatMap(container -> container.getEnvFrom().stream())
                .map(source -> source.getConfigMapRef())
                .filter(Objects::nonNull)
                .flatMap(reference -> manifests.find(ConfigMap.class, reference.getName()).stream());
    }
}
