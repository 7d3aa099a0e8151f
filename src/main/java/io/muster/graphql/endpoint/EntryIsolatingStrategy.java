package io.muster.graphql.endpoint;

import com.fasterxml.jackson.databind.util.RawValue;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.NonNullableFieldWasNullException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Executes operations as graphql-java does, with one difference: where an entry of a list lacks a value that its type
 * promises, the list is served without that entry and with an error that names it. By the specification the list would be
 * null, and so would its parents, up to the whole answer. That stays so where a value could not be fetched, for the failure may
 * affect every entry.
 *
 * <p>A second difference: a value whose JSON the database has built is complete as it is.
 */
final class EntryIsolatingStrategy extends AsyncExecutionStrategy {

    /** Stands for such an entry until its list is complete. */
    private static final Object LEFT_OUT = new Object();

    EntryIsolatingStrategy(DataFetcherExceptionHandler failures) {
        super(failures);
    }

    @Override
    protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters value) {
        if (value.getSource() instanceof BuiltJson built) {
            return new FieldValueInfo(FieldValueInfo.CompleteValueType.SCALAR, new RawValue(built.json()));
        }
        FieldValueInfo completed = super.completeValue(context, value);
        // a value that is missing shows as a future that failed
        if (!value.getPath().isListSegment() || !completed.isFutureValue()) {
            return completed;
        }
        CompletableFuture<Object> isolated = completed
                .getFieldValueFuture()
                .handle((entry, failure) -> failure == null ? entry : leaveOut(context, value, failure));
        return new FieldValueInfo(completed.getCompleteValueType(), isolated, completed.getFieldValueInfos());
    }

    private static Object leaveOut(ExecutionContext context, ExecutionStrategyParameters entry, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        EntryLeftOut error = cause instanceof NonNullableFieldWasNullException
                ? EntryLeftOut.of(entry, context.getErrors()).orElse(null)
                : null;
        if (error == null) {
            throw new CompletionException(cause);
        }
        context.addError(error);
        return LEFT_OUT;
    }

    @Override
    protected FieldValueInfo completeValueForList(
            ExecutionContext context, ExecutionStrategyParameters list, Iterable<Object> entries) {
        FieldValueInfo completed = super.completeValueForList(context, list, entries);
        return completed.isFutureValue()
                ? new FieldValueInfo(
                        completed.getCompleteValueType(),
                        completed.getFieldValueFuture().thenApply(EntryIsolatingStrategy::remaining),
                        completed.getFieldValueInfos())
                : completed;
    }

    private static Object remaining(Object list) {
        return list instanceof List<?> entries && entries.contains(LEFT_OUT)
                ? entries.stream().filter(entry -> entry != LEFT_OUT).toList()
                : list;
    }
}
