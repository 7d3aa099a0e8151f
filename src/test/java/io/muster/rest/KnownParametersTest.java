package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The parameters that calls take are those of the API's description. */
class KnownParametersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource
    void areThoseOfTheDescription(String method, String path, Set<String> described) {
        assertThat(KnownParameters.of(method, path.replaceAll("\\{\\w+}", "7"))).isEqualTo(described);
    }

    static Stream<Arguments> areThoseOfTheDescription() throws IOException {
        JsonNode description = JSON.valueToTree(new Yaml().load(Files.readString(Path.of("docs/api/openapi.yaml"))));
        return description.path("paths").properties().stream()
                .filter(path -> !path.getKey().endsWith("/export"))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(call -> Arguments.of(
                                call.getKey().toUpperCase(Locale.ROOT), path.getKey(), queried(call.getValue()))));
    }

    private static Set<String> queried(JsonNode call) {
        return StreamSupport.stream(call.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .collect(Collectors.toSet());
    }
}
