package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What consumers of the last release rely on still holds. A release puts its own schema in the released one's place; a
 * change that breaks it on purpose needs a new major version.
 */
class ReleasedSchemaTest {

    private static final Path RELEASED = Path.of("docs", "api", "released", "schema.graphql");
    private static final Path PRESENT = Path.of("schema.graphql");

    private static final String BEFORE = """
            type Query {
              things(filter: ThingFilter, first: Int = 50): [Thing!]!
            }
            interface Named { name: String }
            type Thing implements Named {
              id: ID!
              name: String
              colour: Colour
            }
            enum Colour { RED BLUE }
            input ThingFilter { names: [String!] colour: Colour }
            """;

    @Test
    void nothingIsBrokenSinceTheLastRelease() throws IOException {
        assertThat(breaks(Files.readString(RELEASED), Files.readString(PRESENT)))
                .as("what the released schema promises and the present one does not keep")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "a field is gone                | name: String\\n  colour: Colour | name: String",
                "a field may be null            | id: ID! | id: ID",
                "an entry may be null           | [Thing!]! | [Thing]!",
                "a type is another              | id: ID! | id: Int!",
                "an argument is gone            | , first: Int = 50 | nothing",
                "a new argument is required     | first: Int = 50 | first: Int = 50, all: Boolean!",
                "an argument is required        | first: Int = 50 | first: Int!",
                "a value is gone                | RED BLUE | RED",
                "an input field is gone         | colour: Colour } | }",
                "an input field is required     | names: [String!] | names: [String!]!",
                "a new input field is required  | names: [String!] | names: [String!] sizes: [Int!]!",
                "an interface is gone           | ' implements Named' | nothing",
                "a root field is gone           | things( | others(",
                "a type becomes an interface    | type Thing implements Named | interface Thing"
            })
    void aBreakingChangeIsFound(String what, String before, String after) {
        assertThat(breaks(BEFORE, changed(before, after))).as(what).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing changes                | type | type",
                "a field is new                 | id: ID! | id: ID! size: Int",
                "a field is never null any more | name: String\\n  colour | name: String!\\n  colour",
                "an argument is new             | first: Int = 50 | first: Int = 50, after: String",
                "a value is new                 | RED BLUE | RED BLUE GREEN",
                "an input field is new          | colour: Colour } | colour: Colour sizes: [Int!] }",
                "a root field is new            | type Query { | type Query { others: [Thing!]!",
                "a field is deprecated          | id: ID! | id: ID! @deprecated(reason: \"use name\")"
            })
    void anAdditionIsNoBreak(String what, String before, String after) {
        assertThat(breaks(BEFORE, changed(before, after))).as(what).isEmpty();
    }

    private static String changed(String before, String after) {
        String old = before.replace("\\n", "\n");
        assertThat(BEFORE).contains(old);
        return BEFORE.replace(old, after == null ? "" : after.replace("\\n", "\n"));
    }

    private static List<String> breaks(String released, String present) {
        CapturingReporter found = new CapturingReporter();
        new SchemaDiff()
                .diffSchema(
                        SchemaDiffSet.diffSetFromIntrospection(introspected(released), introspected(present)), found);
        return found.getBreakages().stream().map(DiffEvent::toString).toList();
    }

    /** The text of a schema has more tokens than the parser takes of a query, as which the comparison would read it. */
    private static Map<String, Object> introspected(String text) {
        GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
        return GraphQL.newGraphQL(schema)
                .build()
                .execute(IntrospectionQuery.INTROSPECTION_QUERY)
                .getData();
    }
}
