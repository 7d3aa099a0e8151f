package io.muster.graphql;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Arc;
import io.smallrye.graphql.spi.EventingService;

/**
 * Adds to the schema of the annotated classes what follows from the kinds' records, and what serves it. SmallRye finds it
 * by {@code META-INF/services}.
 */
public final class SchemaExtension implements EventingService {

    /** No key: it is always on. */
    @Override
    public String getConfigKey() {
        return null;
    }

    @Override
    public GraphQLSchema.Builder beforeSchemaBuild(GraphQLSchema.Builder annotated) {
        SchemaAssembly assembly = Arc.container().instance(SchemaAssembly.class).get();
        return GraphQLSchema.newSchema(assembly.extend(annotated.build()));
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder builder) {
        return builder.defaultDataFetcherExceptionHandler(new FailureHandler());
    }
}
