package io.muster.graphql.endpoint;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.SubscriptionExecutionStrategy;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.schema.DataFetcher;
import graphql.validation.ValidationError;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.reactivestreams.Publisher;

/** Sets up the parts of graphql-java for which SmallRye has no setting. */
@ApplicationScoped
class Engine {

    private final GraphQlConfig limits;
    private final DocumentCache valid;

    Engine(GraphQlConfig limits, DocumentCache valid) {
        this.limits = limits;
        this.valid = valid;
    }

    void setUp(@Observes GraphQL.Builder builder) {
        ParsedDocument.limit(limits);
        // first, for the objects built below take it over
        FailureHandler failures = new FailureHandler();
        builder.defaultDataFetcherExceptionHandler(failures)
                .queryExecutionStrategy(new EntryIsolatingStrategy(failures))
                .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(failures));
        GraphQL smallRyes = builder.build();
        DocumentLimits documents = new DocumentLimits(smallRyes.getGraphQLSchema(), limits);
        builder.preparsedDocumentProvider(new CheckedDocuments(smallRyes.getGraphQLSchema(), documents, valid))
                .instrumentation(new ChainedInstrumentation(
                        new ShortDocumentsKept(smallRyes.getInstrumentation()), new Requests(limits)));
    }

    /**
     * SmallRye keeps the last 2,048 documents that were valid, however long, and reads each only for its kind of operation.
     * Here it keeps short ones.
     */
    private static final class ShortDocumentsKept extends ChainedInstrumentation {

        private static final int LONGEST = 512;

        private ShortDocumentsKept(Instrumentation smallRyes) {
            super(smallRyes);
        }

        @Override
        public InstrumentationContext<List<ValidationError>> beginValidation(
                InstrumentationValidationParameters parameters, InstrumentationState state) {
            return parameters.getQuery().length() <= LONGEST
                    ? super.beginValidation(parameters, state)
                    : SimpleInstrumentationContext.noOp();
        }
    }

    /** Ties an execution to its answer. */
    private static final class Requests extends SimplePerformantInstrumentation {

        private static final DataFetcher<?> TOO_LATE = environment -> {
            throw new MusterException(ErrorCode.TIMEOUT, "The answer is given already");
        };

        private final GraphQlConfig limits;

        private Requests(GraphQlConfig limits) {
            this.limits = limits;
        }

        /** {@link Wording} knows graphql-java's messages in English, wherever Muster runs. */
        @Override
        public ExecutionInput instrumentExecutionInput(
                ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
            return input.transform(english -> english.locale(Locale.ENGLISH));
        }

        /** After a timeout or a disconnect, no more fields of the answer are fetched. */
        @Override
        public DataFetcher<?> instrumentDataFetcher(
                DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
            Answer answer = parameters.getExecutionContext().getGraphQLContext().get(Answer.KEY);
            return answer.isLate() ? TOO_LATE : StorableArguments.checked(fetcher, parameters.getEnvironment());
        }

        @Override
        public CompletableFuture<ExecutionResult> instrumentExecutionResult(
                ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
            Cost cost = parameters.getGraphQLContext().get(Cost.class);
            boolean answered = !(result.isDataPresent() && result.getData() instanceof Publisher<?>);
            return CompletableFuture.completedFuture(
                    cost == null || !answered
                            ? result
                            : result.transform(builder -> builder.extensions(Map.of("cost", cost.against(limits)))));
        }

        /** Values loaded for one event are out of date for the next. */
        @Override
        public InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
                InstrumentationFieldParameters parameters, InstrumentationState state) {
            parameters
                    .getExecutionContext()
                    .getDataLoaderRegistry()
                    .getDataLoaders()
                    .forEach(DataLoader::clearAll);
            return SimpleInstrumentationContext.noOp();
        }
    }
}
