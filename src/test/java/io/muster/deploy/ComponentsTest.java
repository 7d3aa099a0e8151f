package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every component fits the base by itself: whoever makes an overlay picks those that they want. */
class ComponentsTest {

    private static final Path BASE = Path.of("deploy", "k8s", "base");
    private static final Path SCRATCH = Path.of("target", "kustomize");

    static Stream<Path> components() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("deploy", "k8s", "components"))) {
            return Stream.concat(folders.sorted().toList().stream(), Stream.of(Path.of("deploy", "grafana")));
        }
    }

    @ParameterizedTest
    @MethodSource("components")
    void aComponentKeepsTheRulesOnTheBase(Path component) {
        // when
        Manifests manifests = Manifests.parse(Kustomize.render(overlayOf(component)));

        // then
        assertThat(Rule.allFaults(manifests)).isEmpty();
    }

    private static Path overlayOf(Path component) {
        try {
            Path overlay = SCRATCH.resolve(component.getFileName());
            Files.createDirectories(overlay);
            Files.writeString(overlay.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    resources: [%s]
                    components: [%s]
                    images: [{name: muster, newTag: "1.2.3"}]
                    """.formatted(
                            overlay.relativize(BASE), overlay.relativize(component)));
            return overlay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
