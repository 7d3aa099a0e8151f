package io.muster.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import io.muster.platform.MusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tools' definitions and documents belong together. */
class ToolsTest {

    private static final GraphQLSchema SCHEMA = UnExecutableSchemaGenerator.makeUnExecutableSchema(schema());

    /** Not by {@code parse(File)}, which reads in the charset of the platform. */
    private static TypeDefinitionRegistry schema() {
        try {
            return new SchemaParser().parse(Files.readString(Path.of("schema.graphql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Tool> all() {
        return new Tools().all().stream();
    }

    @Test
    void areSixToEightWithNamesOfTheirOwn() {
        assertThat(all().map(Tool::name)).hasSizeBetween(6, 8).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void documentsAreOnesOfTheSchema(Tool tool) {
        assertThat(new Validator().validateDocument(SCHEMA, document(tool), Locale.ENGLISH))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachArgumentFillsAVariable(Tool tool) {
        // given
        Set<String> arguments = new TreeSet<>();
        tool.arguments()
                .forEach(argument -> arguments.addAll(
                        argument.type() == Argument.Type.RESOURCE
                                ? List.of("ids", "resourceIds")
                                : List.of(argument.name())));

        // when
        List<String> variables =
                document(tool).getDefinitionsOfType(OperationDefinition.class).get(0).getVariableDefinitions().stream()
                        .map(VariableDefinition::getName)
                        .toList();

        // then
        assertThat(variables.stream().filter(name -> !name.equals(Tool.COVERAGE_REGIONS)))
                .containsExactlyInAnyOrderElementsOf(arguments);
    }

    /** A finding of an instance rests on its groups, and on its role, which is in no region. */
    @Test
    void anAnswerAboutRegionsRestsOnRolesAsWell() throws JsonProcessingException {
        JsonNode given = new ObjectMapper().readTree("{\"regions\": [\"eu-central-1\"]}");

        for (String name : List.of("findings", "rule", "posture", "attack_paths")) {
            Tool tool = new Tools().named(name);
            assertThat(tool.document())
                    .contains("coverageStats(filter: {accountIds: $accountIds, regions: $coverageRegions, inScope");
        }
        assertThat(new Tools().named("findings").variables(given))
                .containsEntry(Tool.COVERAGE_REGIONS, List.of("eu-central-1", "global"));
        assertThat(new Tools().named("coverage").variables(given)).doesNotContainKey(Tool.COVERAGE_REGIONS);
        assertThat(new Tools().named("findings").variables(JsonNodeFactory.instance.objectNode()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void documentsAskForWhatTheAnswerRestsOn(Tool tool) {
        assertThat(tool.document()).contains("coverage: coverageStats(");
    }

    @Test
    void anArnAndAShortIdFillVariablesOfTheirOwn() {
        // given
        Tool resource = new Tools().named("resource");

        // when, then
        assertThat(resource.variables(JsonNodeFactory.instance.objectNode().put("id", "i-1")))
                .containsExactlyEntriesOf(Map.of("resourceIds", List.of("i-1")));
        assertThat(resource.variables(JsonNodeFactory.instance.objectNode().put("id", "arn:aws:ec2:::x/i-1")))
                .containsOnlyKeys("ids");
    }

    /** JSON Schema, 2020-12, section 6.1.1: an integer is a number without a fraction. */
    @ParameterizedTest
    @CsvSource({"10, 10", "10.0, 10", "1, 1", "50, 50", "1e1, 10"})
    void aLimitIsAWholeNumber(String given, int limit) throws JsonProcessingException {
        assertThat(new Tools().named("findings").variables(limited(given))).containsEntry("limit", limit);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-7, 1", "51, 50", "1e400, 50", "10.4, 10", "'\"20\"', 20", "'\"many\"', 1", "true, 1", "[], 1"
    })
    void anotherLimitIsAnsweredWithTheNearest(String given, int nearest) {
        assertThatThrownBy(() -> new Tools().named("findings").variables(limited(given)))
                .isInstanceOf(MusterException.class)
                .hasMessage("limit: must be a whole number from 1 to 50. The nearest is " + nearest);
    }

    private static JsonNode limited(String limit) throws JsonProcessingException {
        return new ObjectMapper().readTree("{\"limit\": " + limit + "}");
    }

    private static Document document(Tool tool) {
        return new Parser().parseDocument(tool.document());
    }
}
