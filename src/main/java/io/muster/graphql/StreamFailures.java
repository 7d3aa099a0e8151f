package io.muster.graphql;

import graphql.ExceptionWhileDataFetching;
import graphql.execution.DataFetcherResult;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.unchecked.Unchecked;

/**
 * The failure of a subscription's stream. SmallRye makes it the last event, without data, which GraphQL would take for an event
 * that breaks the schema, whatever the reason was.
 */
final class StreamFailures {

    private StreamFailures() {}

    /** The events, up to one that stands for a failure; then that failure. */
    static <T> Multi<T> restored(Multi<T> events) {
        return events.onItem().invoke(Unchecked.consumer(StreamFailures::check));
    }

    private static void check(Object event) throws Exception {
        if (event instanceof DataFetcherResult<?> result && result.getData() == null) {
            for (Object error : result.getErrors()) {
                if (error instanceof ExceptionWhileDataFetching failed) {
                    throw failed.getException() instanceof Exception failure
                            ? failure
                            : new IllegalStateException(failed.getException());
                }
            }
        }
    }
}
