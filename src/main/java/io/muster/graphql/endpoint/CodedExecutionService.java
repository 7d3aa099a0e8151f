package io.muster.graphql.endpoint;

import graphql.schema.GraphQLSchema;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.ErrorCode;
import io.muster.platform.FairQueue;
import io.muster.platform.MusterException;
import io.muster.platform.Slots;
import io.quarkus.arc.Unremovable;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.graphql.schema.model.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * SmallRye's execution with a time limit, a share for each caller and a code on every error: some errors never pass
 * its extension points. Documents that are not known are parsed and validated off the event loop.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
class CodedExecutionService extends ExecutionService {

    /** Validation takes a processor: the event loops are to keep theirs. */
    private static final int INSPECTED_AT_ONCE =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MOST_WAITING = 1_000;

    private final Vertx vertx;
    private final GraphQlConfig limits;
    private final DocumentCache valid;
    private final Slots<CallerId> underWay = new Slots<>();
    private final FairQueue<CallerId> inspections;
    private final Wording wording;

    CodedExecutionService(
            GraphQLSchema graphQLSchema, Schema schema, Vertx vertx, GraphQlConfig limits, DocumentCache valid) {
        super(graphQLSchema, schema);
        this.vertx = vertx;
        this.limits = limits;
        this.valid = valid;
        this.inspections = new FairQueue<>(INSPECTED_AT_ONCE, limits.maxRequestsPerCaller(), MOST_WAITING);
        this.wording = new Wording(graphQLSchema);
    }

    @Override
    public void execute(
            JsonObject request, Map<String, Object> context, ExecutionResponseWriter writer, boolean async) {
        Caller caller = CallContext.caller(context);
        Context thread = vertx.getOrCreateContext();
        Pace pace = (Pace) context.getOrDefault(Pace.KEY, Pace.ANY);
        Answer answer = new Answer(request.getString("query", ""), wording, pace, new WriterOn(thread, writer));
        if (underWay.take(caller.id(), limits.maxRequestsPerCaller(), Integer.MAX_VALUE) != Slots.Claim.GRANTED) {
            answer.fail(new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "You have " + limits.maxRequestsPerCaller() + " requests under way: try again in a moment"));
            return;
        }
        answer.whenGiven(() -> underWay.giveBack(caller.id()));
        answer.due(vertx, limits.executionTime());
        // a websocket has one context for all that it asks
        Map<String, Object> own = new HashMap<>(context);
        own.put(Answer.KEY, answer);
        if (valid.find(request.getString("query", "")) != null) {
            begin(request, own, answer, async);
        } else {
            pace.hold();
            inspect(caller.id(), thread, answer, own, () -> begin(request, own, answer, async))
                    .onTermination()
                    .invoke(pace::goOn)
                    .subscribe()
                    .with(inspected -> {}, answer::fail);
        }
    }

    /** Parses and validates on a thread that may be held, and then goes on with the execution on the right one. */
    private Uni<Void> inspect(
            CallerId caller, Context thread, Answer answer, Map<String, Object> context, Runnable beginning) {
        Inspection inspection = new Inspection();
        context.put(Inspection.KEY, inspection);
        return inspections
                .<Void>submit(
                        caller,
                        () -> Uni.createFrom()
                                .completionStage(() -> thread.<Void>executeBlocking(
                                                () -> {
                                                    if (!answer.isLate()) {
                                                        beginning.run();
                                                    }
                                                    return null;
                                                },
                                                false)
                                        .toCompletionStage()))
                .emitOn(command -> thread.runOnContext(ready -> command.run()))
                .invoke(inspection::goOn);
    }

    private void begin(JsonObject request, Map<String, Object> context, Answer answer, boolean async) {
        // or another request's, left on the thread, would be shared
        SmallRyeContextManager.clearCurrentSmallRyeContext();
        super.execute(request, context, answer, async);
    }
}
