package io.muster.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard as its file has it. */
public record Dashboard(String file, JsonNode json) {

    public static final Path FOLDER = Path.of("deploy", "grafana", "dashboards");

    private static final ObjectMapper JSON = new ObjectMapper();

    public static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String uid() {
        return json.path("uid").asText();
    }

    public List<JsonNode> panels() {
        return list(json.path("panels"));
    }

    public List<JsonNode> variables() {
        return list(json.path("templating").path("list"));
    }

    public List<String> variableNames() {
        return variables().stream()
                .map(variable -> variable.path("name").asText())
                .toList();
    }

    /** Every expression that Grafana sends to Prometheus for it. */
    public List<PromQl> expressions() {
        List<PromQl> expressions = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                if (target.has("expr")) {
                    expressions.add(PromQl.of(this, panel, target));
                }
            }
        }
        return expressions;
    }

    private static boolean isOfMuster(JsonNode asker) {
        return asker.path("datasource").path("type").asText().equals("yesoreyeram-infinity-datasource");
    }

    /** Every query that Grafana sends to Muster for it: of panels, of variables and of annotations. */
    public List<InfinityQuery> queries() {
        List<InfinityQuery> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                if (isOfMuster(target)) {
                    queries.add(new InfinityQuery(uid(), panel.path("title").asText(), target));
                }
            }
        }
        for (JsonNode variable : variables()) {
            if (variable.path("type").asText().equals("query") && isOfMuster(variable)) {
                queries.add(new InfinityQuery(
                        uid(),
                        "variable " + variable.path("name").asText(),
                        variable.path("query").path("infinityQuery")));
            }
        }
        for (JsonNode annotation : json.path("annotations").path("list")) {
            if (!annotation.has("builtIn")) {
                queries.add(new InfinityQuery(
                        uid(), "annotation " + annotation.path("name").asText(), annotation.path("target")));
            }
        }
        return queries;
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
