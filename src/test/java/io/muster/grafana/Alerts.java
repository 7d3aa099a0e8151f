package io.muster.grafana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The alert rules and the other YAML files that Grafana is provisioned with. */
public final class Alerts {

    static final Path PROVISIONING = Path.of("deploy", "grafana", "provisioning");

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Alerts() {}

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static List<JsonNode> rules() {
        return Dashboard.list(yaml(PROVISIONING.resolve("alerting/rules.yaml")).path("groups")).stream()
                .flatMap(group -> Dashboard.list(group.path("rules")).stream())
                .toList();
    }

    /** What the rules ask Muster. */
    public static List<InfinityQuery> queries() {
        return rules().stream()
                .map(rule -> new InfinityQuery(
                        "alert",
                        rule.path("title").asText(),
                        rule.path("data").path(0).path("model")))
                .toList();
    }
}
