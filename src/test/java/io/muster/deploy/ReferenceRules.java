package io.muster.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** What a pod refers to is deployed with it, or, as Secrets in earnest are, described to whoever has to make it. */
final class ReferenceRules implements Rule {

    private static final Path GUIDE = Path.of("docs", "kubernetes.md");

    /** A ConfigMap or Secret that a pod needs, and the key in it; null for all of it. */
    private record Need(String kind, String name, String key) {}

    @Override
    public Stream<String> faults(Manifests manifests) {
        return manifests.workloads().stream()
                .flatMap(workload -> Stream.concat(
                        needs(workload)
                                .filter(need -> !isMet(manifests, need))
                                .map(need -> workload.name() + ": needs the " + need.kind + " " + need.name
                                        + (need.key == null ? "" : " with " + need.key)),
                        account(manifests, workload)));
    }

    private static Stream<String> account(Manifests manifests, Workload workload) {
        String account = workload.pod().getServiceAccountName();
        return account == null || manifests.find(ServiceAccount.class, account).isPresent()
                ? Stream.of()
                : Stream.of(workload.name() + ": needs the ServiceAccount " + account);
    }

    private static Stream<Need> needs(Workload workload) {
        return Stream.concat(
                workload.containers().stream().flatMap(ReferenceRules::needs),
                workload.pod().getVolumes().stream()
                        .map(volume -> volume.getSecret())
                        .filter(Objects::nonNull)
                        .flatMap(secret -> secret.getItems().stream()
                                .map(item -> new Need("Secret", secret.getSecretName(), item.getKey()))));
    }

    private static Stream<Need> needs(Container container) {
        Stream<Need> whole = container.getEnvFrom().stream()
                .map(source -> source.getConfigMapRef() == null
                        ? new Need("Secret", source.getSecretRef().getName(), null)
                        : new Need("ConfigMap", source.getConfigMapRef().getName(), null));
        Stream<Need> keys = container.getEnv().stream()
                .map(variable -> variable.getValueFrom())
                .filter(from -> from != null && from.getSecretKeyRef() != null)
                .map(from -> from.getSecretKeyRef())
                .map(secret -> new Need("Secret", secret.getName(), secret.getKey()));
        return Stream.concat(whole, keys);
    }

    private static boolean isMet(Manifests manifests, Need need) {
        if (need.kind.equals("ConfigMap")) {
            return manifests.find(ConfigMap.class, need.name).isPresent();
        }
        return manifests
                .find(Secret.class, need.name)
                .map(secret -> secret.getData().containsKey(need.key))
                .orElseGet(() -> isDescribed(need));
    }

    /** A line of the guide's table of Secrets names both. */
    private static boolean isDescribed(Need need) {
        try (Stream<String> lines = Files.lines(GUIDE)) {
            return lines.anyMatch(
                    line -> line.startsWith("| `" + need.name + "`") && line.contains("`" + need.key + "`"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
