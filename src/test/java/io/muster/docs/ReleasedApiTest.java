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

    static Stream<Arguments> breaches() {
        return Stream.of(
                arguments("an endpoint goes", "  /api/v1/scans/{scanId}/events:", "  /api/v1/scans/{scanId}/progress:"),
                arguments("a method goes", "    delete:\n", "    patch:\n"),
                arguments("a field of an answer goes", "        tasksDone:\n", "        tasksEnded:\n"),
                arguments(
                        "a field changes its type",
                        "        tasksDone:\n          type: integer\n          format: int32\n",
                        "        tasksDone:\n          type: string\n"),
                arguments(
                        "a field of a body goes",
                        "        roleArn:\n          description: The role to assume",
                        "        role:\n          description: The role to assume"),
                arguments(
                        "a parameter becomes required",
                        "    - name: status\n      in: query\n",
                        "    - name: status\n      in: query\n      required: true\n"),
                arguments("a parameter goes", "    - name: purge\n", "    - name: wipe\n"),
                arguments(
                        "a required parameter comes",
                        "    - name: purge\n      in: query\n",
                        "    - name: why\n      in: query\n      required: true\n      schema:\n        type: string\n    - name: purge\n      in: query\n"),
                arguments("a value that was taken is not any more", "      - SUCCEEDED\n", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void breaches(String what, String before, String after) throws IOException {
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
                arguments(
                        "a parameter comes",
                        "    - name: purge\n      in: query\n",
                        "    - name: why\n      in: query\n      schema:\n        type: string\n    - name: purge\n      in: query\n"),
                arguments("a code of errors comes", "      - KEY_REUSED\n", "      - KEY_REUSED\n      - TEAPOT\n"),
                arguments("words change", "How many of them have ended.", "The ended ones."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void additions(String what, String before, String after) throws IOException {
        // given
        String released = Files.readString(NOW);
        String changed = released.replace(before, after);
        assertThat(changed).as("the change changes something").isNotEqualTo(released);

        // when, then
        assertThat(ApiChange.between(released, changed).breaches()).as(what).isEmpty();
    }
}
