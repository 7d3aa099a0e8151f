package io.muster.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExceptionWhileDataFetching;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherResult;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFailuresTest {

    private static final Object EVENT =
            DataFetcherResult.newResult().data("event").build();

    @ParameterizedTest
    @ValueSource(classes = {MusterException.class, IllegalStateException.class, OutOfMemoryError.class})
    void aFailureThatBecameAnEventIsAFailureAgain(Class<? extends Throwable> type) {
        Throwable failure = failure(type);
        AssertSubscriber<Object> heard = hear(EVENT, failed(failure));
        assertThat(heard.getItems()).containsExactly(EVENT);
        assertThat(heard.getFailure())
                .satisfiesAnyOf(
                        told -> assertThat(told).isSameAs(failure),
                        told -> assertThat(told).hasCause(failure));
    }

    @Test
    void anEventIsAnEvent() {
        Object withData = DataFetcherResult.newResult()
                .data("event")
                .error(whileFetching(new IllegalStateException()))
                .build();
        Object withAnotherError = DataFetcherResult.newResult()
                .error(GraphqlErrorBuilder.newError().message("refused").build())
                .build();
        hear("plain", EVENT, withData, withAnotherError)
                .assertCompleted()
                .assertItems("plain", EVENT, withData, withAnotherError);
    }

    private static Throwable failure(Class<? extends Throwable> type) {
        if (type == MusterException.class) {
            return new MusterException(ErrorCode.SUBSCRIPTION_OVERFLOW, "Events may have been missed");
        }
        return type == OutOfMemoryError.class ? new OutOfMemoryError() : new IllegalStateException();
    }

    private static Object failed(Throwable failure) {
        return DataFetcherResult.newResult().error(whileFetching(failure)).build();
    }

    private static GraphQLError whileFetching(Throwable failure) {
        return new ExceptionWhileDataFetching(ResultPath.rootPath(), failure, SourceLocation.EMPTY);
    }

    private static AssertSubscriber<Object> hear(Object... events) {
        return StreamFailures.restored(Multi.createFrom().items(events))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    }
}
