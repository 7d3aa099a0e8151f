package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The methods and media types of refusals (RFC 9110, sections 15.5.6 and 15.5.16) are those of the description of the API. */
class AllowedMethodsTest {

    @Test
    void eachPathSaysWhatItsDescriptionDoes() throws IOException {
        JsonNode paths = new YAMLMapper()
                .readTree(Files.readString(Path.of("docs", "api", "openapi.yaml")))
                .path("paths");

        assertThat(paths.size()).isGreaterThan(20);
        paths.properties().forEach(path -> {
            AllowedMethods.Resource resource = AllowedMethods.find(path.getKey().replaceAll("\\{[^}]*}", "1"))
                    .orElseThrow(() -> new AssertionError(path.getKey()));
            assertThat(resource.methods())
                    .as(path.getKey())
                    .containsExactlyInAnyOrderElementsOf(methods(path.getValue()));
            if (path.getValue().has("post")) {
                assertThat(resource.posted())
                        .as(path.getKey())
                        .containsAll(posted(path.getValue().path("post")));
            }
        });
    }

    private static List<String> methods(JsonNode path) {
        List<String> methods = new ArrayList<>();
        path.fieldNames().forEachRemaining(method -> methods.add(method.toUpperCase(Locale.ROOT)));
        return methods;
    }

    private static List<String> posted(JsonNode operation) {
        List<String> types = new ArrayList<>();
        operation.path("requestBody").path("content").fieldNames().forEachRemaining(types::add);
        return types;
    }
}
