package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIsolatingStrategyTest {

    private static final String SCHEMA = """
            type Query { groups: [Group!]! }
            type Group { name: String! vpc: Vpc! owner: Owner rules: [Rule!]! late: String! }
            type Vpc { cidr: String! }
            type Owner { id: String! }
            type Rule { protocol: String! }
            """;

    private static final Map<String, Object> WHOLE = Map.of(
            "name", "web",
            "vpc", Map.of("cidr", "10.0.0.0/8"),
            "owner", Map.of("id", "1"),
            "rules", List.of(Map.of("protocol", "tcp")),
            "late", "x");

    @ParameterizedTest
    @ValueSource(strings = {"name", "vpc { cidr }", "rules { protocol }"})
    void anEntryThatLacksAPromisedValueIsLeftOut(String asked) {
        // given a group that has nothing
        ExecutionResult result = complete(List.of(WHOLE, Map.of(), WHOLE), asked);

        // then
        assertThat(groups(result)).hasSize(2);
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getPath()).isEqualTo(List.of("groups"));
            assertThat(error.getMessage()).endsWith(asked.split(" ", 2)[0]);
            assertThat(error.getExtensions()).containsEntry("code", "INTERNAL");
        });
    }

    @Test
    void theSmallestEntryIsLeftOut() {
        Map<String, Object> group = Map.of("rules", List.of(Map.of(), Map.of("protocol", "udp"), Map.of()));

        ExecutionResult result = complete(List.of(group), "rules { protocol }");

        assertThat(groups(result)).containsExactly(Map.of("rules", List.of(Map.of("protocol", "udp"))));
        assertThat(result.getErrors())
                .hasSize(2)
                .extracting(GraphQLError::getPath)
                .containsOnly(List.of("groups", 0, "rules"));
    }

    @Test
    void whatMayBeNullIsNull() {
        ExecutionResult result = complete(List.of(Map.of("owner", Map.of()), WHOLE), "owner { id }");

        assertThat(groups(result)).hasSize(2);
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getPath()).isEqualTo(List.of("groups", 0, "owner", "id"));
            assertThat(error.getMessage()).isEqualTo("A field that is never null has no value: groups.0.owner.id");
        });
    }

    @Test
    void aListThatLacksNothingIsAsItWas() {
        ExecutionResult result =
                complete(List.of(WHOLE, WHOLE), "name vpc { cidr } owner { id } rules { protocol } late");

        assertThat(groups(result)).containsExactly(WHOLE, WHOLE);
        assertThat(result.getErrors()).isEmpty();
    }

    /** An entry for which something could not be fetched is not told from all the others: the answer stays null. */
    @Test
    void aFetchThatFailsIsNoMissingValue() {
        ExecutionResult result = complete(List.of(WHOLE, Map.of("name", "db", "late", "fail")), "name late");

        assertThat(result.<Object>getData()).isNull();
        assertThat(result.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "UNAVAILABLE"));
    }

    @SuppressWarnings("unchecked") // the list that the schema says
    private static List<Object> groups(ExecutionResult result) {
        return (List<Object>) result.<Map<String, Object>>getData().get("groups");
    }

    private static ExecutionResult complete(List<Map<String, Object>> groups, String asked) {
        DataFetcher<Object> late = environment -> CompletableFuture.supplyAsync(() -> {
            Object value = environment.<Map<String, Object>>getSource().get("late");
            if ("fail".equals(value)) {
                throw new MusterException(ErrorCode.UNAVAILABLE, "The database is away");
            }
            return value;
        });
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", query -> query.dataFetcher("groups", environment -> groups))
                .type("Group", group -> group.dataFetcher("late", late))
                .build();
        FailureHandler failures = new FailureHandler();
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring);
        ExecutionResult result = GraphQL.newGraphQL(schema)
                .defaultDataFetcherExceptionHandler(failures)
                .queryExecutionStrategy(new EntryIsolatingStrategy(failures))
                .build()
                .execute("{ groups { " + asked + " } }");
        return ErrorCodes.complete(result, "", new Wording(schema));
    }
}
