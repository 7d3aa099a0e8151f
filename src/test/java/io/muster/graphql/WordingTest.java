package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
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
        assertThat(message).startsWith("first: \"xxx").contains("…").hasSizeLessThan(700);
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
            { vpcs(first: "two") { nodes { id } } }                    | first: "two" is not of type Int: a whole number from -2147483648 to 2147483647 is expected
            { vpcs(first: 99999999999) { nodes { id } } }              | first: 99999999999 is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 2147483647?
            { vpcs(first: [1]) { totalCount } }                        | first: a list is not of type Int: a whole number from -2147483648 to 2147483647 is expected. Did you mean 1, without brackets?
            { vpcs(after: ABC) { totalCount } }                        | after: ABC is not of type String: a text in quotation marks is expected. Did you mean "ABC"?
            { vpcs(at: "yesterday") { nodes { id } } }                 | at: "yesterday" is not of type DateTime: Not an instant
            { vpcs(at: "2026-11-01") { totalCount } }                  | at: "2026-11-01" is not of type DateTime: Not an instant from year 1 to 9999: ISO-8601, for example 2026-11-01T00:00:00Z, or whole milliseconds since 1970. Did you mean 2026-11-01T00:00:00Z?
            { vpcs(at: "2026-11-01 09:30") { totalCount } }            | at: "2026-11-01 09:30" is not of type DateTime: Not an instant from year 1 to 9999: ISO-8601, for example 2026-11-01T00:00:00Z, or whole milliseconds since 1970. Did you mean 2026-11-01T09:30Z?
            { vpcs(filter: "x") { nodes { id } } }                     | filter: must be an object
            { vpcs(filter: {tags: [{}]}) { nodes { id } } }            | filter.tags[0].key: is required, of type String!
            { vpcs(filter: {ids: [1.5, {a: 1}]}) { totalCount } }      | filter.ids[0]: 1.5 is not of type ID: a text in quotation marks, or a whole number, is expected. Did you mean "1.5"?; filter.ids[1]: an object
            { findingStats(groupBy: [null]) { count } }                | groupBy[0]: is required, of type FindingDimension!
            { vpcs @include(if: "true") { totalCount } }               | if: "true" is not of type Boolean: true or false is expected. Did you mean true?
            { vpcs @include { totalCount } }                           | if: is required
            { vpcs @include(if: true, iff: true) { totalCount } }      | iff: the directive has no such argument. Did you mean if?
            { vpcs @deprecated { totalCount } }                        | @deprecated: is not allowed here
            { vpcs @skip(if: true) @skip(if: false) { totalCount } }   | @skip: is there twice
            { vpcs(first: 1, first: 2) { totalCount } }                | first: is there twice
            { vpcs(filter: {search: "a", search: "b"}) { totalCount } } | search: is there twice
            query($n: Int, $n: Int) { vpcs(first: $n) { totalCount } } | $n: is declared twice
            { a: vpcs(first: 1) { totalCount } a: vpcs(first: 2) { totalCount } } | a: is asked for with different arguments: give one of the fields an alias
            { a: vpcs { totalCount } a: subnets { totalCount } }       | a: is the name of different fields: give one of them an alias
            subscription { a: findingChanged { type } b: findingChanged { type } } | Subscription: must have exactly one field
            { vpcs(filter: {search: 1}) { nodes { id } } }             | filter.search: 1 is not of type String: a text in quotation marks is expected. Did you mean "1"?
            { findingStats { count } }                                 | groupBy: is required
            { findingStats(groupBy: null) { count } }                  | groupBy: must not be null
            { vpcs }                                                   | vpcs: name the fields of VpcConnection that are wanted: edges, nodes, pageInfo, totalCount
            { vpcs { totalCount { x } } }                              | totalCount: has no fields: it is of type Int
            { vpcs(first: $n) { totalCount } }                         | $n: is not declared by the operation
            query($n: Int) { vpcs { totalCount } }                     | $n: is declared, but not used
            query($n: String) { vpcs(first: $n) { totalCount } }       | $n: is declared as String, but used where Int is expected
            query($n: Int = "x") { vpcs(first: $n) { totalCount } }    | $n: "x" is not of type Int
            query($n: [Severity!] = [HIHG]) { findings(filter: {severities: $n}) { totalCount } } | $n[0]: HIHG is not a value of Severity. Did you mean HIGH?
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
            $v: Int        | many     | vpcs(first: $v)                         | $v: "many" is not of type Int: a whole number
            $v: DateTime   | soon     | vpcs(at: $v)                            | $v: "soon" is not of type DateTime: Not an instant
            $v: Int!       | NONE     | vpcs(first: $v)                         | $v: is required, of type Int!
            $v: FindingFilter | text  | findings(filter: $v)                    | $v: must be an object of type FindingFilter: "text" is none
            """)
    void saysWhatIsWrongWithAVariable(String declared, String value, String field, String message) {
        Map<String, ?> variables = value.equals("NONE") ? Map.of() : Map.of("v", value);
        check(declared, variables, field, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            severity   | HIGH   | $v.severity: FindingFilter has no field severity. Did you mean severities?
            severityAtLeast | SEVERE | $v.severityAtLeast: SEVERE is not a value of Severity. Did you mean
            """)
    void saysWhatIsWrongInsideAVariable(String name, String value, String message) {
        check("$v: FindingFilter", Map.of("v", Map.of(name, value)), "findings(filter: $v)", message);
    }

    /** graphql-java makes a text of any value for an ID: the list would be empty, as if nothing had it. */
    @Test
    void anIdIsATextOrAWholeNumber() {
        check(
                "$v: VpcFilter",
                Map.of("v", Map.of("ids", List.of(Map.of("a", 1), true))),
                "vpcs(filter: $v)",
                "$v.ids[0]: an object is not of type ID: a text in quotation marks, or a whole number, is expected;"
                        + " $v.ids[1]: true is not of type ID");
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
