package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import io.muster.platform.MusterException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes of pages below root fields, which are refused once for the whole document. */
class PageSizesTest {

    private static final GraphQLSchema SCHEMA =
            UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse("""
                    type Query { vpcs(first: Int): VpcConnection }
                    type VpcConnection { nodes: [Vpc] }
                    type Vpc { id: ID subnets(first: Int): [Subnet] }
                    type Subnet { id: ID }
                    """));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | { vpcs { nodes { subnets(first: $n) { id } } } }
            -1   | { vpcs { nodes { subnets(first: $n) { id } } } }
            501  | { vpcs { nodes { ... on Vpc { subnets(first: $n) { id } } } } }
            0    | { vpcs { nodes { a: subnets(first: 3) { id } subnets(first: $n) { id } } } }
            0    | { vpcs { nodes { subnets(first: 0) { id } } } }
            0    | { ...Below } fragment Below on Query { vpcs { nodes { subnets(first: $n) { id } } } }
            0    | { vpcs { nodes { ...Sized @include(if: true) } } } fragment Sized on Vpc { subnets(first: $n) { id } }
            0    | { vpcs { nodes { ...Sized @skip(if: true) ...Sized } } } fragment Sized on Vpc { subnets(first: $n) { id } }
            """)
    void anotherSizeBelowARootFieldIsRefused(int size, String document) {
        CostMeter meter = measured(document, size);

        assertThatThrownBy(meter::checkPagesBelow)
                .isInstanceOf(MusterException.class)
                .hasMessage("first: must be from 1 to 500");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void aSizeThatPagesHaveIsNot(int size) {
        CostMeter meter = measured("{ vpcs { nodes { subnets(first: $n) { id } } } }", size);

        assertThatCode(meter::checkPagesBelow).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ vpcs(first: $n) { nodes { id } } }",
                "{ vpcs { nodes { id } } ...Root } fragment Root on Query { vpcs(first: $n) { nodes { id } } }",
                "{ ... on Query { vpcs(first: $n) { nodes { id } } } }",
                "{ vpcs { nodes { subnets(first: 99999999999) { id } } } }"
            })
    void aRootFieldAndAValueOfAnotherTypeAreRefusedElsewhere(String document) {
        CostMeter meter = measured(document, 0);

        assertThatCode(meter::checkPagesBelow).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ vpcs { nodes { subnets(first: $n) @skip(if: true) { id } } } }",
                "{ vpcs { nodes { subnets(first: $n) @include(if: $no) { id } } } }",
                "{ vpcs @include(if: false) { nodes { subnets(first: $n) { id } } } }",
                "{ vpcs { nodes { ... @skip(if: $yes) { subnets(first: $n) { id } } } } }",
                "{ vpcs { nodes { ...Sized @skip(if: true) } } } fragment Sized on Vpc { subnets(first: $n) { id } }"
            })
    void aSelectionThatTheAnswerLeavesOutIsNotRefused(String document) {
        CostMeter meter = measured(document, 0);

        assertThatCode(meter::checkPagesBelow).doesNotThrowAnyException();
    }

    private static CostMeter measured(String selection, int size) {
        Document document = ParsedDocument.of("query($n: Int, $no: Boolean, $yes: Boolean = true) " + selection);
        Map<String, FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity()));
        CostMeter meter = new CostMeter(SCHEMA, fragments, 10, Map.of("n", size, "no", false));
        meter.measure(
                document.getFirstDefinitionOfType(OperationDefinition.class).orElseThrow());
        return meter;
    }
}
