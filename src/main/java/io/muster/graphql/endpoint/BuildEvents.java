package io.muster.graphql.endpoint;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.smallrye.graphql.spi.EventingService;
import jakarta.annotation.Nullable;
import jakarta.enterprise.inject.spi.CDI;

/**
 * Hands the builders of the schema and of the engine to their observers. SmallRye's own service of events, which is off, also fires events before
 * and after each execution and fetch, and CDI looks for the observers of each anew: there are none.
 */
public final class BuildEvents implements EventingService {

    /** Without a key, the service is always on. */
    @Override
    public @Nullable String getConfigKey() {
        return null;
    }

    @Override
    public GraphQLSchema.Builder beforeSchemaBuild(GraphQLSchema.Builder schema) {
        return observed(schema);
    }

    @Override
    public GraphQL.Builder beforeGraphQLBuild(GraphQL.Builder engine) {
        return observed(engine);
    }

    private static <T> T observed(T builder) {
        CDI.current().getBeanManager().getEvent().fire(builder);
        return builder;
    }
}
