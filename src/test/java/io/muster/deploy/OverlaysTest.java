package io.muster.deploy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay renders to manifests that the Kubernetes API takes, and that keep the rules. */
class OverlaysTest {

    private static final Logger LOGGER = Logger.getLogger(OverlaysTest.class);

    static Stream<Path> overlays() {
        return Kustomize.overlays();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void anOverlayKeepsTheRules(Path overlay) {
        // when
        Manifests manifests = Manifests.parse(Kustomize.render(overlay));

        // then
        LOGGER.info(table(overlay, manifests));
        assertThat(Rule.allFaults(manifests)).isEmpty();
    }

    @Test
    void noOverlayButDevHasTheValuesOfASecretInIt() {
        assertThat(overlays()
                        .filter(overlay -> !overlay.endsWith("dev"))
                        .map(overlay -> Manifests.parse(Kustomize.render(overlay)))
                        .flatMap(manifests -> manifests.of(Secret.class)))
                .isEmpty();
    }

    private static String table(Path overlay, Manifests manifests) {
        Map<String, Long> counts =
                new TreeMap<>(manifests.all().stream().collect(groupingBy(HasMetadata::getKind, counting())));
        List<String> cells = counts.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .toList();
        return "| " + overlay.getFileName() + " | " + manifests.all().size() + " | "
                + cells.stream().collect(Collectors.joining(", ")) + " |";
    }
}
