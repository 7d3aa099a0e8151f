package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final String SCHEMA = """
            type Query { role: Role  instance: Instance  roles: [Role] }
            type Role { privilege: String }
            type Instance { privilege: String  role: Role }
            """;

    private final List<Set<Object>> batches = new CopyOnWriteArrayList<>();
    private final GraphQL graphql = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(SCHEMA),
                            RuntimeWiring.newRuntimeWiring()
                                    .type(
                                            "Query",
                                            type -> type.dataFetcher("role", environment -> 1)
                                                    .dataFetcher("instance", environment -> 2)
                                                    .dataFetcher("roles", environment -> List.of(3, 4, 5)))
                                    .type("Role", type -> type.dataFetcher("privilege", ofRoles()))
                                    .type(
                                            "Instance",
                                            type -> type.dataFetcher("privilege", ofInstances())
                                                    .dataFetcher("role", environment -> 1))
                                    .build()))
            .build();

    private DataFetcher<Object> ofRoles() {
        return environment -> Batches.load(environment, environment.getSource(), "", keys -> read("role", keys), null);
    }

    private DataFetcher<Object> ofInstances() {
        return environment ->
                Batches.load(environment, environment.getSource(), "", keys -> read("instance", keys), null);
    }

    private Uni<Map<Object, Object>> read(String of, Set<Object> keys) {
        batches.add(keys);
        return Uni.createFrom()
                .item(keys.stream().collect(Collectors.toMap(Function.identity(), key -> of + " " + key)));
    }

    @Test
    void aFieldOfTheSameNameOnTwoTypesIsReadForEach() {
        // when
        Map<String, Object> data = data("{ role { privilege } instance { privilege role { privilege } } }");

        // then
        assertThat(data)
                .containsEntry("role", Map.of("privilege", "role 1"))
                .containsEntry("instance", Map.of("privilege", "instance 2", "role", Map.of("privilege", "role 1")));
    }

    @Test
    void theEntriesOfAListAreReadAtOnce() {
        // when
        Map<String, Object> data = data("{ roles { privilege } }");

        // then
        assertThat(data)
                .containsEntry(
                        "roles",
                        List.of(
                                Map.of("privilege", "role 3"),
                                Map.of("privilege", "role 4"),
                                Map.of("privilege", "role 5")));
        assertThat(new ArrayList<>(batches)).containsExactly(Set.of(3, 4, 5));
    }

    private Map<String, Object> data(String document) {
        return graphql.execute(ExecutionInput.newExecutionInput(document)
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .build())
                .getData();
    }
}
