package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Renders overlays by {@code kubectl kustomize}; the calling test is skipped where there is no kubectl. */
final class Kustomize {

    static final Path KUBERNETES = Path.of("deploy", "k8s");

    private static final ConcurrentHashMap<Path, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static Stream<Path> overlays() {
        try (Stream<Path> folders = Files.list(KUBERNETES.resolve("overlays"))) {
            return folders.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The YAML of everything that the overlay deploys. */
    static String render(Path overlay) {
        assumeTrue(isThere(), "kubectl is not on the path");
        return RENDERED.computeIfAbsent(overlay, Kustomize::rendered);
    }

    static Manifests production() {
        return Manifests.parse(render(KUBERNETES.resolve("overlays").resolve("production")));
    }

    private static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static String rendered(Path overlay) {
        try {
            Path errors = Files.createTempFile("kustomize", ".log");
            Process process = new ProcessBuilder(List.of("kubectl", "kustomize", overlay.toString()))
                    .redirectError(errors.toFile())
                    .start();
            String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return yaml;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
