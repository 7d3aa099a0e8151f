package io.muster.rest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.finding.FindingFilter;
import io.muster.graphql.FindingFilterInput;
import io.muster.platform.MusterException;
import io.muster.rule.Catalogue;
import io.muster.rule.EveryRule;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The filter of findings as parameters: that of GraphQL, and nothing else. */
class FindingParametersTest {

    private static final Catalogue RULES = EveryRule.catalogue();

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        given.add("firstSeenAfter", "2026-02-01T00:00:00Z");
        given.add("firstSeenBefore", "2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> new FindingParameters(given, Set.of()).filter(RULES))
                .isInstanceOf(MusterException.class)
                .hasMessage("firstSeenBefore: must not be before firstSeenAfter");
    }

    static Set<String> parameters() {
        return FindingParameters.ALL;
    }

    @Test
    void everyFilterOfGraphQlIsAParameterAndNoOther() {
        // given
        Stream<String> fields = Arrays.stream(FindingFilterInput.class.getFields())
                .map(field -> List.class.isAssignableFrom(field.getType()) ? singular(field) : field.getName());

        // when, then
        assertThat(FindingParameters.ALL).containsExactlyInAnyOrderElementsOf(fields.toList());
    }

    @Test
    void theApiDescribesThemAll() throws IOException {
        // given
        JsonNode described = new ObjectMapper()
                .valueToTree(new Yaml().<Object>load(Files.readString(Path.of("docs/api/openapi.yaml"))));

        // when
        List<JsonNode> parameters = described
                .at("/paths/~1api~1v1~1findings~1export/get/parameters")
                .findParents("name");

        // then
        Set<String> all = new TreeSet<>(FindingParameters.ALL);
        all.addAll(Set.of("format", FindingParameters.CURSOR));
        assertThat(parameters)
                .extracting(parameter -> parameter.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(parameters)
                .filteredOn(parameter ->
                        FindingParameters.ALL.contains(parameter.path("name").asText()))
                .allSatisfy(
                        parameter -> assertThat(isList(parameter.path("name").asText()))
                                .as("%s", parameter)
                                .isEqualTo(parameter.at("/schema/type").asText().equals("array")));
    }

    /** In the singular, where the field of GraphQL is in the plural. */
    private static boolean isList(String parameter) {
        return Arrays.stream(FindingFilterInput.class.getFields())
                .noneMatch(field -> field.getName().equals(parameter));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void everyParameterNarrows(String parameter) {
        // when
        FindingFilter filter = filter(parameter, sample(parameter));

        // then
        assertThat(filter).isNotEqualTo(FindingFilter.none());
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aListIsAParameterThatIsGivenAgain(String parameter) {
        // when
        FindingFilter once = filter(parameter, sample(parameter));

        // then
        if (isList(parameter)) {
            assertThat(filter(parameter, sample(parameter), sample(parameter))).isNotEqualTo(once);
        } else {
            assertThatThrownBy(() -> filter(parameter, sample(parameter), sample(parameter)))
                    .isInstanceOf(MusterException.class)
                    .hasMessageContaining(parameter);
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void anEmptyOneIsRefused(String parameter) {
        assertThatThrownBy(() -> filter(parameter, ""))
                .isInstanceOf(MusterException.class)
                .hasMessage(parameter + ": is empty: leave it out to mean all");
    }

    @Test
    void aTimeIsMillisecondsAsWell() {
        assertThat(filter("firstSeenAfter", "1764419460000"))
                .isEqualTo(filter("firstSeenAfter", "2025-11-29T12:31:00Z"));
    }

    @Test
    void aTagHasAKey() {
        assertThatThrownBy(() -> filter("tag", "=web")).isInstanceOf(MusterException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "severty, HIGH, severity",
        "severities, HIGH, severity",
        "severity, HIHG, HIGH",
        "severityAtLeast, high, severityAtLeast",
        "status, OPENED, OPEN",
        "area, NETWROK, NETWORK",
        "resourceKind, VOLUM, VOLUME",
        "id, 42, id",
        "firstSeenBefore, tomorrow, firstSeenBefore",
        "firstSeenAfter, +294277-01-10T00:00:00Z, year 1 to 9999",
        "firstSeenBefore, +10000-01-01T00:00:00Z, year 1 to 9999",
        "firstSeenAfter, -4713-01-01T00:00:00Z, year 1 to 9999",
        "firstSeenAfter, 0000-12-31T23:59:59Z, year 1 to 9999"
    })
    void aFaultIsNamed(String parameter, String value, String named) {
        assertThatThrownBy(() -> filter(parameter, value))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining(parameter)
                .hasMessageContaining(named);
    }

    private static FindingFilter filter(String parameter, String... values) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        given.addAll(parameter, values);
        return new FindingParameters(given, Set.of()).filter(RULES);
    }

    private static String singular(Field list) {
        String name = list.getName();
        if (name.endsWith("ies")) {
            return name.substring(0, name.length() - 3) + "y";
        }
        return name.endsWith("uses") ? name.substring(0, name.length() - 2) : name.substring(0, name.length() - 1);
    }

    private static String sample(String parameter) {
        return switch (parameter) {
            case "id" -> "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
            case "severity", "severityAtLeast" -> "HIGH";
            case "area" -> "NETWORK";
            case "status" -> "OPEN";
            case "resourceKind" -> "VOLUME";
            case "firstSeenAfter", "firstSeenBefore", "openedAfter", "openedBefore" -> "2026-01-31T12:00:00Z";
            case "accountTag", "tag" -> "team=web";
            case "framework" -> "AWS-FSBP";
            case "control" -> "EC2.8";
            case "ruleId", "accountId", "ouPath", "region", "resourceArn", "resourceId", "search" -> "text";
            default -> throw new AssertionError("no value for " + parameter + ": add one");
        };
    }
}
