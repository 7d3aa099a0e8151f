package io.muster.graphql.endpoint;

import io.muster.platform.Caller;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Executes documents that Muster itself holds, inside the process, as requests of a caller: with the caller's scope, share of
 * requests under way, limits of a document and time limit, as if they had come over HTTP.
 */
@ApplicationScoped
public class OwnDocuments {

    private final CodedExecutionService execution;
    private final JsonBuilderFactory json = Json.createBuilderFactory(Map.of());

    OwnDocuments(CodedExecutionService execution) {
        this.execution = execution;
    }

    /**
     * The answer as the endpoint would write it: a JSON object with {@code data}, {@code errors} with codes, or both. To be asked
     * for on the call's own Vert.x context, on which the answer arrives, too.
     *
     * @param metaData  SmallRye's notes on an HTTP call
     * @param variables texts, numbers, booleans, and lists and maps of these
     */
    public Uni<String> answer(
            Map<String, Object> metaData, Caller caller, String document, Map<String, Object> variables) {
        JsonObject request = json.createObjectBuilder(Map.of("query", document, "variables", variables))
                .build();
        Map<String, Object> context = new HashMap<>(metaData);
        CallContext.put(context, caller);
        return Uni.createFrom().emitter(emitter -> execution.executeAsync(request, context, new Writer(emitter)));
    }

    private record Writer(UniEmitter<? super String> emitter) implements ExecutionResponseWriter {

        @Override
        public void write(ExecutionResponse response) {
            emitter.complete(AnswerText.of(response).toString());
        }

        @Override
        public void fail(Throwable failure) {
            emitter.fail(failure);
        }
    }
}
