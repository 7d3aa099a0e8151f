package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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

    /** A field of an annotated class, whose fetcher is put into another one. */
    void wrapped(String name, UnaryOperator<DataFetcher<?>> wrapper) {
        GraphQLFieldDefinition named = GraphQLFieldDefinition.newFieldDefinition()
                .name(name)
                .type(Scalars.JSON)
                .build();
        fetched(name, wrapper.apply(code.getDataFetcher(FieldCoordinates.coordinates(type, name), named)));
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
