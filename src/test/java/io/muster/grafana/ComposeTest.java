package io.muster.grafana;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The try-out fits together: what its parts call each other, and the files that they are given. */
class ComposeTest {

    private static final JsonNode COMPOSE = Alerts.yaml(Path.of("compose.yaml"));
    private static final JsonNode SERVICES = COMPOSE.path("services");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{(MUSTER_\\w+)}");

    /** The keys that are in use, as the Compose specification spells them: another is a slip until proven otherwise. */
    private static final Set<String> KEYS = Set.of(
            "image",
            "pull_policy",
            "build",
            "environment",
            "command",
            "ports",
            "volumes",
            "depends_on",
            "healthcheck",
            "cap_drop",
            "security_opt",
            "restart");

    @Test
    void holdsOnlyWhatComposeKnows() {
        assertThat(names(COMPOSE)).containsExactlyInAnyOrder("name", "services", "volumes");
        assertThat(names(SERVICES)).containsExactlyInAnyOrder("postgres", "users", "muster", "prometheus", "grafana");
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(names(service)).isSubsetOf(KEYS);
            assertThat(service.has("image")).isTrue();
            assertThat(service.path("pull_policy").asText())
                    .as("what is built here is pulled from nowhere")
                    .isEqualTo(service.has("build") ? "build" : "");
            assertThat(service.path("environment"))
                    .allMatch(JsonNode::isTextual, "is a text, not what YAML makes of it");
        });
    }

    @Test
    void imagesArePinned() {
        assertThat(texts("image"))
                .hasSize(5)
                .allMatch(image -> image.matches("[a-z/]+:v?\\d+\\.\\d+(\\.\\d+)?(-jvm)?"));
        assertThat(SERVICES.path("grafana")
                        .path("environment")
                        .path("GF_PLUGINS_PREINSTALL_SYNC")
                        .asText())
                .matches("yesoreyeram-infinity-datasource@\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void everythingIsForThisMachineAlone() {
        List<String> ports = new ArrayList<>();
        SERVICES.forEach(service -> service.path("ports").forEach(port -> ports.add(port.asText())));
        assertThat(ports)
                .containsExactlyInAnyOrder("127.0.0.1:8080:8080", "127.0.0.1:9090:9090", "127.0.0.1:3000:3000");
    }

    @Test
    void filesAndVolumesAreThere() {
        Set<String> volumes = Set.copyOf(names(COMPOSE.path("volumes")));
        SERVICES.forEach(service -> service.path("volumes").forEach(volume -> {
            String source = volume.asText().split(":", -1)[0];
            if (source.startsWith(".")) {
                assertThat(Path.of(source)).isDirectory();
            } else {
                assertThat(source).isIn(volumes);
            }
        }));
        assertThat(Path.of(
                        SERVICES.path("muster").path("build").path("dockerfile").asText()))
                .isRegularFile();
    }

    @Test
    void servicesThatAreWaitedForAreThereAndCanSayThatTheyAreReady() {
        SERVICES.forEach(service -> service.path("depends_on").properties().forEach(dependency -> {
            assertThat(SERVICES.has(dependency.getKey())).isTrue();
            String condition = dependency.getValue().path("condition").asText();
            assertThat(condition).isIn("service_started", "service_healthy", "service_completed_successfully");
            if (condition.equals("service_healthy")) {
                assertThat(SERVICES.path(dependency.getKey()).has("healthcheck"))
                        .isTrue();
            }
        }));
    }

    @Test
    void grafanaFindsMusterAndItsDashboards() throws IOException {
        JsonNode grafana = SERVICES.path("grafana");
        String port = Files.readString(Path.of("src/main/resources/application.properties"))
                        .lines()
                        .anyMatch(line -> line.startsWith("quarkus.http.port="))
                ? "changed"
                : "8080";
        assertThat(grafana.path("environment").path("MUSTER_URL").asText()).isEqualTo("http://muster:" + port);
        assertThat(names(grafana.path("environment"))).containsAll(environmentOfProvisioning());
        String dashboards = Alerts.yaml(Alerts.PROVISIONING.resolve("dashboards/muster.yaml"))
                .path("providers")
                .path(0)
                .path("options")
                .path("path")
                .asText();
        assertThat(grafana.path("volumes").toString())
                .contains("./deploy/grafana/dashboards:" + dashboards + ":ro")
                .contains("./deploy/grafana/provisioning:/etc/grafana/provisioning:ro");
        String home = grafana.path("environment")
                .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                .asText();
        assertThat(Dashboard.FOLDER.resolve(Path.of(dashboards).relativize(Path.of(home))))
                .isRegularFile();
    }

    /** What the provisioned files take from Grafana's environment. */
    private static Set<String> environmentOfProvisioning() throws IOException {
        try (Stream<Path> files = Files.walk(Alerts.PROVISIONING)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> ENVIRONMENT.matcher(text(file)).results())
                    .map(match -> match.group(1))
                    .collect(toSet());
        }
    }

    @Test
    void aTryDoesNotCompileANativeExecutable() {
        JsonNode muster = SERVICES.path("muster");
        assertThat(muster.path("build").path("dockerfile").asText()).isEqualTo("Dockerfile.jvm");
        assertThat(muster.path("image").asText()).endsWith("-jvm");
    }

    @Test
    void prometheusScrapesMusterAndGrafanaAsksIt() {
        JsonNode prometheus = Alerts.yaml(Path.of("deploy/prometheus/prometheus.yml"));
        JsonNode job = prometheus.path("scrape_configs").path(0);
        assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(job.path("static_configs").path(0).path("targets").path(0).asText())
                .isEqualTo("muster:9000");
        assertThat(prometheus.path("rule_files"))
                .allSatisfy(file ->
                        assertThat(Path.of("deploy/prometheus", file.asText())).isRegularFile());
        assertThat(SERVICES.path("prometheus").path("volumes").toString())
                .contains("./deploy/prometheus:/etc/prometheus:ro");
        assertThat(SERVICES.path("grafana")
                        .path("environment")
                        .path("MUSTER_PROMETHEUS_URL")
                        .asText())
                .isEqualTo("http://prometheus:9090");
    }

    @Test
    void databaseAndUsersAreTheSameOnBothSides() {
        JsonNode muster = SERVICES.path("muster").path("environment");
        JsonNode postgres = SERVICES.path("postgres").path("environment");
        JsonNode grafana = SERVICES.path("grafana").path("environment");
        assertThat(muster.path("MUSTER_DATABASE_HOST").asText()).isEqualTo("postgres");
        assertThat(muster.path("MUSTER_DATABASE_NAME")).isEqualTo(postgres.path("POSTGRES_DB"));
        assertThat(muster.path("MUSTER_DATABASE_USERNAME")).isEqualTo(postgres.path("POSTGRES_USER"));
        assertThat(muster.path("MUSTER_DATABASE_PASSWORD")).isEqualTo(postgres.path("POSTGRES_PASSWORD"));
        assertThat(SERVICES.path("users").path("environment").path("MUSTER_PASSWORD"))
                .isEqualTo(grafana.path("MUSTER_PASSWORD"));
        assertThat(SERVICES.path("users").path("command").toString())
                .contains(grafana.path("MUSTER_USER").asText() + ":viewer");
        Matcher mount = Pattern.compile("users:(/[\\w/]+):ro")
                .matcher(SERVICES.path("muster").path("volumes").toString());
        assertThat(mount.find()).isTrue();
        assertThat(muster.path("MUSTER_AUTH_USERS_FILE").asText()).isEqualTo(mount.group(1) + "/users");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        SERVICES.forEach(service -> {
            if (service.has(key)) {
                texts.add(service.path(key).asText());
            }
        });
        return texts;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
