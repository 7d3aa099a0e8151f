package io.muster.demo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.docs.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the demo cloud's operations, and the metadata of their types, follow from the data files and the SDK. */
class DemoRowsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path DATA = RESOURCES.resolve("demo");
    private static final GeneratedFile ROWS = new GeneratedFile(DATA.resolve("operations.tsv"), DemoRowsTest.class);
    private static final GeneratedFile TYPES = new GeneratedFile(
            RESOURCES.resolve("META-INF/native-image/io.muster/muster/reflect-config.json"), DemoRowsTest.class);

    private final Map<String, SentCall> calls = new HashMap<>();

    private record Named(String file, SentCall call) {}

    @Test
    void everyOperationOfTheDataFilesHasARow() throws Exception {
        List<Named> all = new ArrayList<>();
        for (String file : files()) {
            JsonNode data = new ObjectMapper().readTree(DATA.resolve(file).toFile());
            String module = data.path("service").asText();
            for (String operation : sorted(data.path("operations"))) {
                all.add(new Named(
                        file,
                        calls.computeIfAbsent(
                                module + ":" + operation, key -> SentCall.of(new SdkModule(module), operation))));
            }
        }

        ROWS.holds(all.stream().map(this::line).collect(joining()));
        TYPES.holds(all.stream()
                .flatMap(one -> Stream.of("Request", "Response")
                        .map(suffix -> one.call().module().model() + "."
                                + Row.typed(one.call().operation()) + suffix))
                .sorted()
                .distinct()
                .map("  {\"name\": \"%s\", \"methods\": [{\"name\": \"builder\", \"parameterTypes\": []}]}"::formatted)
                .collect(joining(",\n", "[\n", "\n]\n")));
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(DATA)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> sorted(JsonNode operations) {
        Set<String> names = new TreeSet<>();
        operations.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String line(Named named) {
        SentCall call = named.call();
        boolean ambiguous = calls.values().stream().filter(call::isNamedAs).count() > 1;
        return String.join(
                        "\t",
                        named.file(),
                        call.module().name(),
                        call.signingName(),
                        call.operation(),
                        ambiguous ? call.version() : "",
                        call.http())
                + "\n";
    }
}
