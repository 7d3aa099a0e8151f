package io.muster.graphql.endpoint;

import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Unremovable;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import io.smallrye.graphql.schema.model.Schema;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** SmallRye's execution with a limit of time, and with a code on every error: some never come by its extension points. */
@Alternative
@Priority(1)
@Singleton
@Unremovable
class CodedExecutionService extends ExecutionService {

    private final Vertx vertx;
    private final GraphQlConfig limits;

    CodedExecutionService(GraphQLSchema graphQLSchema, Schema schema, Vertx vertx, GraphQlConfig limits) {
        super(graphQLSchema, schema);
        this.vertx = vertx;
        this.limits = limits;
    }

    @Override
    public void execute(
            JsonObject request, Map<String, Object> context, ExecutionResponseWriter writer, boolean async) {
        SmallRyeContextManager
                .clearCurrentSmallRyeContext(); // or another request's, left on the thread, would be shared
        Answer answer =
                new Answer(request.getString("query", ""), (Pace) context.getOrDefault(Pace.KEY, Pace.ANY), writer);
        answer.due(vertx, limits.executionTime());
        // a websocket has one context for all that it asks
        Map<String, Object> own = new HashMap<>(context);
        own.put(Answer.KEY, answer);
        super.execute(request, own, answer, async);
    }
}
