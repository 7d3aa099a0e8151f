package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the last release promised still holds: whoever was written for it works with this. */
class ReleasedApiTest {

    private static final Path RELEASED = Path.of("docs", "api", "released", "openapi.yaml");
    private static final Path NOW = Path.of("docs", "api", "openapi.yaml");

    @Test
    void nothingThatWasReleasedIsBroken() throws IOException {
        assertThat(ApiChange.between(Files.readString(RELEASED), Files.readString(NOW))
                        .breaches())
                .as("%s breaks what %s promised. Add, and keep what is there", NOW, RELEASED)
                .isEmpty();
    }

    private static final String PURGE =
            "      - description: \"Whether its inventory and its findings are deleted, too.\"\n";
    private static final String PARAMETER = """
                  - description: Why.
                    name: why
                    in: query
                    schema:
                      type: string
            """;

    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments("an endpoint goes", "  /api/v1/scans/{scanId}/events:", "  /api/v1/scans/{scanId}/progress:"),
                arguments("a method goes", "    delete:\n", "    patch:\n"),
                arguments("a field of an answer goes", "        tasksDone:\n", "        tasksEnded:\n"),
                arguments(
                        "a field of an answer changes its type",
                        "          description: How many of them have ended.\n          type: integer\n",
                        "          description: How many of them have ended.\n          type: string\n"),
                arguments("a field of a body goes", "        externalId:\n", "        sharedId:\n"),
                arguments(
                        "a parameter becomes required",
                        "        name: status\n        in: query\n",
                        "        name: status\n        in: query\n        required: true\n"),
                arguments("a parameter goes", "        name: purge\n", "        name: wipe\n"),
                arguments(
                        "a required parameter comes",
                        PURGE,
                        PARAMETER.replace("in: query", "in: query\n        required: true") + PURGE),
                arguments("a value is not taken any more", "      - SUCCEEDED\n", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void aBreachIsFound(String what, String before, String after) throws IOException {
        // given
        String released = Files.readString(NOW);
        String changed = released.replace(before, after);
        assertThat(changed).as("the change changes something").isNotEqualTo(released);

        // when, then
        assertThat(ApiChange.between(released, changed).breaches()).as(what).isNotEmpty();
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                arguments(
                        "a field of an answer comes",
                        "        tasksDone:\n",
                        "        tasksWaiting:\n          type: integer\n        tasksDone:\n"),
                arguments("a parameter comes", PURGE, PARAMETER + PURGE),
                arguments("a code of errors comes", "      - KEY_REUSED\n", "      - KEY_REUSED\n      - TEAPOT\n"),
                arguments("words change", "How many of them have ended.", "The ended ones."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void anAdditionIsNoBreach(String what, String before, String after) throws IOException {
        // given
        String released = Files.readString(NOW);
        String changed = released.replace(before, after);
        assertThat(changed).as("the change changes something").isNotEqualTo(released);

        // when, then
        assertThat(ApiChange.between(released, changed).breaches()).as(what).isEmpty();
    }
}
