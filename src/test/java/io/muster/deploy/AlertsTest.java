package io.muster.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is deployed to watch Muster is what its guides describe. */
class AlertsTest {

    private static final Path GUIDE = Path.of("docs", "operations.md");
    private static final Path DASHBOARDS = Path.of("deploy", "grafana", "dashboards");
    private static final Pattern ROW = Pattern.compile(
            "^\\| \\[`(Muster\\w+)`]\\(runbooks/\\1\\.md\\) \\| (\\w+) \\| `(.+)` \\| (\\w+) \\| (.+) \\|$",
            Pattern.MULTILINE);

    /** One alert, as either says it. */
    private record Alert(String name, String severity, String expression, String lasting, String summary) {

        static Alert of(MatchResult row) {
            return new Alert(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5));
        }

        static Alert of(Rule rule) {
            return new Alert(
                    rule.getAlert(),
                    rule.getLabels().get("severity"),
                    rule.getExpr().getStrVal(),
                    Optional.ofNullable(rule.getFor()).orElse("0m"),
                    rule.getAnnotations().get("summary"));
        }
    }

    @Test
    void theAlertsAreThoseOfTheGuide() throws IOException {
        // given
        Set<Alert> described =
                ROW.matcher(Files.readString(GUIDE)).results().map(Alert::of).collect(toSet());

        // when
        Stream<Alert> deployed = Kustomize.production()
                .of(PrometheusRule.class)
                .flatMap(rule -> rule.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream())
                .filter(rule -> rule.getAlert() != null)
                .map(Alert::of);

        // then
        assertThat(described).isNotEmpty();
        assertThat(deployed).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void everyDashboardIsDeployed() throws IOException {
        // given
        Set<String> files;
        try (Stream<Path> dashboards = Files.list(DASHBOARDS)) {
            files = dashboards.map(file -> file.getFileName().toString()).collect(toSet());
        }

        // when
        Stream<String> deployed = Kustomize.production()
                .of(ConfigMap.class)
                .filter(map -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
                .flatMap(map -> map.getData().keySet().stream());

        // then
        assertThat(deployed).containsExactlyInAnyOrderElementsOf(files);
    }
}
