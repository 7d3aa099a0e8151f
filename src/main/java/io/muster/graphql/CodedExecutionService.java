package io.muster.graphql;

import graphql.ExecutionResult;
import graphql.schema.GraphQLSchema;
import io.muster.platform.Callers;
import io.quarkus.arc.Unremovable;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.graphql.execution.ExecutionService;
import io.smallrye.graphql.schema.model.Schema;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.Map;

/** SmallRye's execution, with a code on every error: some of them never come by any of its extension points. */
@Alternative
@Priority(1)
@Singleton
@Unremovable
class CodedExecutionService extends ExecutionService {

    private final Callers callers;

    CodedExecutionService(GraphQLSchema graphQLSchema, Schema schema, Callers callers) {
        super(graphQLSchema, schema);
        this.callers = callers;
    }

    @Override
    public void execute(
            JsonObject request, Map<String, Object> context, ExecutionResponseWriter writer, boolean async) {
        CallContext.put(context, callers.current());
        super.execute(request, context, new CodedWriter(request, writer), async);
    }

    private record CodedWriter(JsonObject request, ExecutionResponseWriter writer) implements ExecutionResponseWriter {

        @Override
        public void write(ExecutionResponse response) {
            ExecutionResult result = response.getExecutionResult();
            ExecutionResult complete = ErrorCodes.complete(result, request.getString("query", ""));
            writer.write(complete == result ? response : new ExecutionResponse(complete));
        }

        @Override
        public void fail(Throwable failure) {
            writer.fail(failure);
        }
    }
}
