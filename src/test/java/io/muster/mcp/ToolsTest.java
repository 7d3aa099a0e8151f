package io.muster.mcp;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(variables).containsExactlyInAnyOrderElementsOf(arguments);
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

    private static Document document(Tool tool) {
        return new Parser().parseDocument(tool.document());
    }
}
