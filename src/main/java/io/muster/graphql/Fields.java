package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.Function;
import java.util.function.Supplier;

/** Says how the fields of one GraphQL type are got from the Java value behind it. */
record Fields<S>(GraphQLCodeRegistry.Builder code, String type) {

    /** A field that is at hand in the value. */
    void field(String name, Function<S, ?> value) {
        code.dataFetcher(FieldCoordinates.coordinates(type, name), new AtHand<>(value));
    }

    /** A field that takes an effort. */
    void fetched(String name, DataFetcher<?> fetcher) {
        code.dataFetcher(FieldCoordinates.coordinates(type, name), fetcher);
    }

    /** Spares graphql-java the environment, which costs more than the value. */
    private record AtHand<S>(Function<S, ?> value) implements LightDataFetcher<Object> {

        @Override
        @SuppressWarnings("unchecked") // a type has one Java value behind it
        public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment) {
            return value.apply((S) source);
        }

        @Override
        public Object get(DataFetchingEnvironment environment) {
            return get(null, environment.getSource(), () -> environment);
        }
    }
}
