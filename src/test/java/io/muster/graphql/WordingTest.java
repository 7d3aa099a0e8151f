package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a document or its variables is said in plain words, with the nearest right name. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class WordingTest {

    @Test
    void aLongValueIsQuotedInPart() {
        String message = ask("{ vpcs(first: \"" + "x".repeat(100_000) + "\") { totalCount } }")
                .extract()
                .path("errors[0].message");
        assertThat(message).startsWith("first: xxx").contains("…").hasSizeLessThan(700);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { instnces { nodes { id } } }                              | instnces: Query has no field instnces. Did you mean instances?
            { instances { nodes { stat } } }                           | stat: Instance has no field stat. Did you mean state?
            { instances(frist: 1) { nodes { id } } }                   | frist: instances has no such argument. Did you mean first?
            { instances { nodes { findings(filtr: {}) { id } } } }     | filtr: findings has no such argument. Did you mean filter?
            query($f: InstanceFiltr) { instances(filter: $f) { nodes { id } } } | InstanceFiltr: there is no such type. Did you mean InstanceFilter?
            { findings(filter: {severities: [SEVERE]}) { nodes { id } } } | filter.severities[0]: SEVERE is not a value of Severity. Did you mean
            { findings(filter: {severityAtLeast: HIHG}) { nodes { id } } } | filter.severityAtLeast: HIHG is not a value of Severity. Did you mean HIGH? It can be INFO, LOW, MEDIUM, HIGH, CRITICAL.
            { findings(filter: {severityAtLeast: "HIGH"}) { nodes { id } } } | filter.severityAtLeast: HIGH, a value of Severity, is written without quotation marks
            { findings(filter: {severity: [HIGH]}) { nodes { id } } }  | filter.severity: FindingFilter has no field severity. Did you mean severities?
            { vpcs(first: "two") { nodes { id } } }                    | first: two is not of type Int: expected Int
            { vpcs(first: 99999999999) { nodes { id } } }              | first: 99999999999 is not of type Int
            { vpcs(at: "yesterday") { nodes { id } } }                 | at: yesterday is not of type DateTime: Not an instant
            { vpcs(filter: "x") { nodes { id } } }                     | filter: must be an object
            { vpcs(filter: {tags: [{}]}) { nodes { id } } }            | filter.tags[0]: lacks key
            { vpcs(filter: {search: 1}) { nodes { id } } }             | filter.search: 1 is not of type String
            { findingStats { count } }                                 | groupBy: is required
            { findingStats(groupBy: null) { count } }                  | groupBy: must not be null
            { vpcs }                                                   | vpcs: name the fields of VpcConnection that are wanted: edges, nodes, pageInfo, totalCount
            { vpcs { totalCount { x } } }                              | totalCount: has no fields: it is of type Int
            { vpcs(first: $n) { totalCount } }                         | $n: is not declared by the operation
            query($n: Int) { vpcs { totalCount } }                     | $n: is declared, but not used
            query($n: String) { vpcs(first: $n) { totalCount } }       | $n: is declared as String, but used where Int is expected
            query($n: Int = "x") { vpcs(first: $n) { totalCount } }    | default value: x is not of type Int
            query($n: Vpc) { vpcs(first: $n) { totalCount } }          | $n: Vpc is no type of a variable
            { vpcs { ...F } }                                          | F: there is no fragment of that name in the document
            { vpcs { totalCount } } fragment F on Vpc { id }           | F: the fragment is not used
            { vpcs { nodes { ... on Instance { id } } } }              | ... on Instance: matches nothing here: Vpc is never Instance
            { vpcs { nodes { ... on Vcp { id } } } }                   | Vcp: there is no such type. Did you mean Vpc?
            { vpcs @skp { totalCount } }                               | @skp: there is no such directive
            mutation { nothing }                                       | mutation: there is none: GraphQL only reads, changes are made over REST
            { vpcs { nodes { id }                                      | The document ends too early, at line 1
            { vpcs ( }                                                 | The document cannot be read from line 1, column
            """)
    void saysWhatIsWrongWithADocument(String document, String message) {
        String answer = ask(document)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].message", startsWith(message))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("Value{", "Validation error", "AST", "Literal", "ANTLR");
        if (!message.startsWith("The document")) {
            String field = message.substring(0, message.indexOf(": "));
            assertThat((String) ask(document).extract().path("errors[0].extensions.violations[0].field"))
                    .isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            $v: Severity   | SEVERE   | findings(filter: {severityAtLeast: $v}) | $v: SEVERE is not a value of Severity. Did you mean
            $v: [Severity!] | HIHG    | findings(filter: {severities: $v})      | $v: HIHG is not a value of Severity. Did you mean HIGH? It can be
            $v: Int        | many     | vpcs(first: $v)                         | $v: expected Int but it was
            $v: DateTime   | soon     | vpcs(at: $v)                            | $v: Not an instant
            $v: Int!       | NONE     | vpcs(first: $v)                         | $v: is required, of type Int!
            $v: FindingFilter | text  | findings(filter: $v)                    | $v: Expected type Map but was
            """)
    void saysWhatIsWrongWithAVariable(String declared, String value, String field, String message) {
        Map<String, ?> variables = value.equals("NONE") ? Map.of() : Map.of("v", value);
        check(declared, variables, field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            severity   | HIGH   | variables: FindingFilter has no field severity. Did you mean severities?
            severityAtLeast | SEVERE | $v: SEVERE is not a value of Severity. Did you mean
            """)
    void saysWhatIsWrongInsideAVariable(String name, String value, String message) {
        check("$v: FindingFilter", Map.of("v", Map.of(name, value)), "findings(filter: $v)", message);
    }

    private static void check(String declared, Map<String, ?> variables, String field, String message) {
        String answer = ask("query(" + declared + ") { " + field + " { totalCount } }", variables)
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(message.substring(0, message.indexOf(": "))))
                .body("errors[0].message", startsWith(message))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("Value{", "Validation error", "AST");
    }
}
