package io.muster.graphql;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.graphql.endpoint.Keeping;
import io.muster.platform.ErrorCode;
import io.muster.platform.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times and traces GraphQL operations. Their names are the callers' and without bound; they are told apart here by the schema's
 * root field.
 */
@ApplicationScoped
class OperationObserver extends SimplePerformantInstrumentation {

    /** After the observers that replace the engine's instrumentation, because this one adds to it. */
    private static final int LAST = 10_000;

    private static final String OK = "OK";
    private static final String FAILED = "FAILED";
    private static final Duration[] BUCKETS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final Set<String> INTERNAL = Stream.of(ErrorCode.values())
            .filter(code -> code.httpStatus() >= 500)
            .map(ErrorCode::name)
            .collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry registry;
    private final Tracing tracing;
    /** The registry would look at tags and filters each time. */
    private final Map<Told, Timer> timers = new ConcurrentHashMap<>();

    OperationObserver(MeterRegistry registry, Tracing tracing) {
        this.registry = registry;
        this.tracing = tracing;
    }

    void join(@Observes @Priority(LAST) GraphQL.Builder engine) {
        engine.instrumentation(new ChainedInstrumentation(engine.build().getInstrumentation(), this));
    }

    /** The labels of an operation's metrics. */
    private record Told(String type, String field, String outcome) {}

    /** One operation; a document that is refused never comes to one. */
    private static final class Operation implements InstrumentationState {
        private final long begun = System.nanoTime();
        private final Span span;
        private String type = "NONE";
        private String field = "NONE";

        private Operation(Span span) {
            this.span = span;
        }

        private void is(OperationDefinition definition) {
            SelectionSet selected = definition.getSelectionSet();
            List<Field> fields = selected.getSelectionsOfType(Field.class);
            boolean one = fields.size() == 1 && selected.getSelections().size() == 1;
            type = definition.getOperation().name();
            field = one ? fields.get(0).getName() : "SEVERAL";
        }
    }

    @Override
    public CompletableFuture<InstrumentationState> createStateAsync(InstrumentationCreateStateParameters parameters) {
        return CompletableFuture.completedFuture(
                new Operation(tracing.span("graphql", Context.current()).startSpan()));
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecution(
            InstrumentationExecutionParameters parameters, InstrumentationState state) {
        Optional<Keeping> keeping = Keeping.of(parameters.getGraphQLContext());
        return SimpleInstrumentationContext.whenCompleted((result, failure) -> {
            Operation operation = (Operation) state;
            String type = operation.type;
            String field = operation.field;
            keeping.ifPresent(kept -> kept.timedBy(time -> measure(type, field, OK, time)));
            ended(operation, result);
        });
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ((Operation) state).is(parameters.getExecutionContext().getOperationDefinition());
        return SimpleInstrumentationContext.noOp();
    }

    private void ended(Operation operation, ExecutionResult result) {
        String outcome = outcome(result);
        measure(operation.type, operation.field, outcome, System.nanoTime() - operation.begun);
        Span span = operation.span;
        span.updateName("graphql " + operation.type.toLowerCase(Locale.ROOT));
        span.setAttribute("graphql.operation.type", operation.type.toLowerCase(Locale.ROOT));
        span.setAttribute("muster.graphql.field", operation.field);
        span.setAttribute("muster.outcome", outcome);
        if (outcome.equals(FAILED)) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private void measure(String type, String field, String outcome, long nanoseconds) {
        timers.computeIfAbsent(new Told(type, field, outcome), this::timer).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Told operations) {
        return Timer.builder("muster.graphql.operation.duration")
                .description("GraphQL operations")
                .tags("type", operations.type(), "field", operations.field(), "outcome", operations.outcome())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String outcome(ExecutionResult result) {
        if (result == null || result.getErrors().stream().anyMatch(error -> internal(error.getExtensions()))) {
            return FAILED;
        }
        return result.getErrors().isEmpty() ? OK : "REFUSED";
    }

    private static boolean internal(Map<String, Object> extensions) {
        return extensions != null && extensions.get("code") instanceof String code && INTERNAL.contains(code);
    }
}
