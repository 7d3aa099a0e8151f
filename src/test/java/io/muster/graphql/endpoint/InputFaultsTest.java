package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import graphql.execution.TypeFromAST;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.muster.platform.MusterException.Violation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an input may be is the specification of GraphQL, October 2021, sections 3.5 (scalars), 3.9 to 3.12 and 6.1.2. */
class InputFaultsTest {

    private static final GraphQLSchema SCHEMA =
            new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse("""
                            type Query { things(filter: Filter, first: Int): Int }
                            enum Severity { INFO LOW MEDIUM HIGH CRITICAL }
                            input Tag { key: String!, values: [String!] }
                            input Filter { ids: [ID!], worst: Severity, severities: [Severity!], tags: [Tag!], isOpen: Boolean, ratio: Float, size: Int! = 3 }
                            """), RuntimeWiring.MOCKED_WIRING);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            Int      | 5                | -
            Int      | 5.0              | -
            Int      | null             | -
            Int!     | null             | $v: is required, of type Int!
            Int      | "many"           | $v: "many" is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            Int      | "5"              | $v: "5" is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 5, without quotation marks?
            Int      | 1.5              | $v: 1.5 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 2?
            Int      | 99999999999      | $v: 99999999999 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 2147483647?
            Int      | -1e400           | $v: -1E+400 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean -2147483648?
            Int      | 1e-999999999     | $v: 1E-999999999 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 0?
            Int      | true             | $v: true is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            Int      | [1]              | $v: a list is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 1, without brackets?
            Int      | [1, 2]           | $v: a list is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            Int      | {"a": 1}         | $v: an object is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            String   | 5                | $v: 5 is not of type String: a text in quotation marks is expected. Did you mean "5"?
            String   | true             | $v: true is not of type String: a text in quotation marks is expected
            Boolean! | "true"           | $v: "true" is not of type Boolean: true or false is expected. Did you mean true?
            Boolean! | 0                | $v: 0 is not of type Boolean: true or false is expected. Did you mean false?
            Float    | "x"              | $v: "x" is not of type Float: a number is expected
            ID!      | "x"              | -
            ID!      | 7                | -
            ID!      | 100000000000000000000 | -
            ID!      | 1.5              | $v: 1.5 is not of type ID: a text in quotation marks, or a whole number, is expected. Did you mean "1.5"?
            ID!      | true             | $v: true is not of type ID: a text in quotation marks, or a whole number, is expected
            ID!      | {}               | $v: an object is not of type ID: a text in quotation marks, or a whole number, is expected
            Severity | "HIGH"           | -
            Severity | "high"           | $v: high is not a value of Severity. Did you mean HIGH? It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            Severity | 1                | $v: 1 is not a value of Severity. It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            Severity | ""               | $v: the empty text is not a value of Severity. It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            Severity | ["HIGH"]         | $v: a list is not a value of Severity. It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            [Severity!] | "HIGH"        | -
            [Severity!] | ["HIGH", "HIHG"] | $v[1]: HIHG is not a value of Severity. Did you mean HIGH? It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            [Severity!] | [null]        | $v[0]: is required, of type Severity!
            Filter   | {"ids": "x", "tags": {"key": "a"}} | -
            Filter   | "x"              | $v: must be an object of type Filter: "x" is none
            Filter   | [{}]             | $v: must be an object of type Filter: a list is none
            Filter   | {"wors": "HIGH"} | $v.wors: Filter has no field wors. Did you mean worst?
            Filter   | {"ids": [1.5, {}]} | $v.ids[0]: 1.5 is not of type ID: a text in quotation marks, or a whole number, is expected. Did you mean "1.5"?; $v.ids[1]: an object is not of type ID: a text in quotation marks, or a whole number, is expected
            Filter   | {"tags": [{"values": []}]} | $v.tags[0].key: is required, of type String!
            Filter   | {"tags": [{"key": null}]} | $v.tags[0].key: is required, of type String!
            Filter   | {"size": null}   | $v.size: is required, of type Int!
            Filter   | {"isOpen": "no", "ratio": 1} | $v.isOpen: "no" is not of type Boolean: true or false is expected. Did you mean false?
            """)
    void tellsWhatAVariableShouldBe(String type, String value, String faults) throws JsonProcessingException {
        // given
        GraphQLType declared = TypeFromAST.getTypeFromAST(
                SCHEMA, variable("query($v: " + type + ") { things }").getType());

        // when
        List<Violation> found = InputFaults.ofVariable("$v", JSON.readValue(value, Object.class), declared);

        // then
        assertThat(told(found)).isEqualTo(faults == null ? "" : faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            Int      | 5                | -
            Int      | 5.0              | $v: 5.0 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 5?
            Int      | MANY             | $v: MANY is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            String   | ABC              | $v: ABC is not of type String: a text in quotation marks is expected. Did you mean "ABC"?
            Severity | HIGH             | -
            Severity | "HIGH"           | $v: HIGH, a value of Severity, is written without quotation marks
            Severity | true             | $v: true is not a value of Severity. It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            [Severity!] | [HIGH, HIHG]  | $v[1]: HIHG is not a value of Severity. Did you mean HIGH? It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            Filter   | {wors: HIGH, ids: [1, 1.5]} | $v.wors: Filter has no field wors. Did you mean worst?; $v.ids[1]: 1.5 is not of type ID: a text in quotation marks, or a whole number, is expected. Did you mean "1.5"?
            """)
    void tellsWhatAValueInADocumentShouldBe(String type, String value, String faults) {
        // given
        VariableDefinition written = variable("query($v: " + type + " = " + value + ") { things }");

        // when
        List<Violation> found = InputFaults.ofLiteral(
                "$v", Literals.value(written.getDefaultValue()), TypeFromAST.getTypeFromAST(SCHEMA, written.getType()));

        // then
        assertThat(told(found)).isEqualTo(faults == null ? "" : faults);
    }

    private static VariableDefinition variable(String document) {
        return ParsedDocument.of(document)
                .getDefinitionsOfType(OperationDefinition.class)
                .get(0)
                .getVariableDefinitions()
                .get(0);
    }

    private static String told(List<Violation> faults) {
        return String.join(
                "; ",
                faults.stream()
                        .map(fault -> fault.field() + ": " + fault.message())
                        .toList());
    }
}
