package io.muster.graphql.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.smallrye.graphql.execution.ExecutionResponse;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes results as JSON. The text of a value that the database has built goes out as it is. */
final class AnswerText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerText() {}

    /** The whole answer. */
    static String of(ExecutionResponse response) {
        ExecutionResult result = response.getExecutionResult();
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            answer.put("errors", errors(result));
        }
        if (result.isDataPresent()) {
            answer.put("data", result.getData());
        }
        if (result.getExtensions() != null) {
            answer.put("extensions", result.getExtensions());
        }
        return write(answer);
    }

    /** SmallRye has its own form of them. */
    private static Object errors(ExecutionResult result) {
        ExecutionResult alone = ExecutionResultImpl.newExecutionResult()
                .errors(result.getErrors())
                .build();
        JsonValue errors =
                new ExecutionResponse(alone).getExecutionResultAsJsonObject().get("errors");
        return errors == null ? List.of() : new RawValue(errors.toString());
    }

    private static String write(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same result for writers that know plain Java alone. */
    static ExecutionResult plain(ExecutionResult result) {
        if (!result.isDataPresent()
                || !(result.getData() instanceof Map<?, ?> data)
                || data.values().stream().noneMatch(RawValue.class::isInstance)) {
            return result;
        }
        Map<Object, Object> plain = new LinkedHashMap<>();
        data.forEach((name, value) -> plain.put(name, value instanceof RawValue raw ? read(raw) : value));
        return result.transform(builder -> builder.data(plain));
    }

    private static Object read(RawValue raw) {
        try {
            return JSON.readValue((String) raw.rawValue(), Object.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
