package io.muster.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Renders overlays by {@code kubectl kustomize}; the calling test is skipped where there is no kubectl. */
final class Kustomize {

    private static final Path OVERLAYS = Path.of("deploy", "k8s", "overlays");
    private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static Stream<Path> overlays() {
        try (Stream<Path> folders = Files.list(OVERLAYS)) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML of everything that the overlay deploys. */
    static String render(Path overlay) {
        return RENDERED.computeIfAbsent(
                overlay, folder -> Command.of("kubectl", "kustomize", folder).succeeds());
    }

    static String renderProduction() {
        return render(OVERLAYS.resolve("production"));
    }

    static Manifests production() {
        return Manifests.parse(renderProduction());
    }
}
