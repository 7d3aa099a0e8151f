package io.muster.graphql.endpoint;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.platform.MusterException;
import io.muster.platform.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Refuses texts that no inventory can hold, wherever they stand in a field's arguments. */
public final class StorableArguments {

    private StorableArguments() {}

    /** The fetcher, or in place of it one that refuses the arguments of the field. */
    static DataFetcher<?> checked(DataFetcher<?> fetcher, DataFetchingEnvironment field) {
        if (field.getField().getArguments().isEmpty()) {
            return fetcher;
        }
        return fault("", field.getArguments())
                .<DataFetcher<?>>map(argument -> environment -> {
                    throw MusterException.badField(argument, Texts.UNSTORABLE_TEXT);
                })
                .orElse(fetcher);
    }

    /** Whether no argument of a field has such a text. */
    public static boolean areStorable(Map<String, Object> arguments) {
        return fault("", arguments).isEmpty();
    }

    /** Where the first such text stands, for example {@code filter.tags[0].value}. */
    private static Optional<String> fault(String place, Object value) {
        if (value instanceof String text) {
            return Texts.storable(text) ? Optional.empty() : Optional.of(place);
        }
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .flatMap(entry ->
                            fault(place + (place.isEmpty() ? "" : ".") + entry.getKey(), entry.getValue()).stream())
                    .findFirst();
        }
        if (value instanceof List<?> list) {
            return IntStream.range(0, list.size())
                    .boxed()
                    .flatMap(i -> fault(place + "[" + i + "]", list.get(i)).stream())
                    .findFirst();
        }
        return Optional.empty();
    }
}
