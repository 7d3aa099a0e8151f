package io.muster.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Renders the chart; the calling test is skipped where there is no helm. */
final class Helm {

    static final Path CHART = Path.of("deploy", "helm", "muster");

    /** Without it, a helm that was not built by a release takes the cluster for one of 2020. */
    private static final List<String> CLUSTER = List.of("--kube-version", "1.30.0");

    private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

    private Helm() {}

    /** The sets of values that the chart is tested with. */
    static Stream<Path> valueSets() {
        try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void lint(Path values) {
        command("lint", "--strict", CHART, "--values", values).succeeds();
    }

    /** The YAML of everything that a release named muster deploys with the values. */
    static String render(Path values) {
        return RENDERED.computeIfAbsent(
                values,
                file -> command("template", "muster", CHART, "--namespace", "muster", "--values", file)
                        .succeeds());
    }

    /** The refusal of the values. */
    static String refusal(String values) {
        return command("template", "muster", CHART, "--set", values).fails();
    }

    /** What is deployed, without the resources of the External Secrets Operator, for which there is no model. */
    static Manifests manifests(Path values) {
        return Manifests.of(
                trees(values).stream().filter(tree -> !isExternal(tree)).toList());
    }

    static List<JsonNode> externalSecrets(Path values) {
        return trees(values).stream().filter(Helm::isExternal).toList();
    }

    private static boolean isExternal(JsonNode tree) {
        return tree.path("kind").asText().equals("ExternalSecret");
    }

    private static List<JsonNode> trees(Path values) {
        return Manifests.trees(render(values)).stream()
                .filter(tree -> !tree.isNull() && !tree.isMissingNode())
                .toList();
    }

    private static Command command(Object... words) {
        return Command.of(Stream.of(Stream.of("helm"), Stream.of(words), CLUSTER.stream())
                .flatMap(part -> part)
                .toArray());
    }
}
