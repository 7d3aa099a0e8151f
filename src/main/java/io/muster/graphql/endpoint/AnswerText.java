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
import java.util.Map;

/** Writes results as JSON. The text of a value that the database has built goes out as it is. */
final class AnswerText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int ROOM = 512;

    private AnswerText() {}

    /** The whole answer. */
    static String of(ExecutionResponse response) {
        ExecutionResult result = response.getExecutionResult();
        StringBuilder answer = new StringBuilder(room(result)).append('{');
        if (!result.getErrors().isEmpty()) {
            member(answer, "errors").append(errors(result));
        }
        if (result.isDataPresent()) {
            data(member(answer, "data"), result.getData());
        }
        if (result.getExtensions() != null) {
            member(answer, "extensions").append(write(result.getExtensions()));
        }
        return answer.append('}').toString();
    }

    /** About how many characters the answer has: a text that grows is copied each time. */
    private static int room(ExecutionResult result) {
        int room = ROOM;
        if (result.isDataPresent() && result.getData() instanceof Map<?, ?> fields) {
            for (Object value : fields.values()) {
                room += value instanceof RawValue raw ? ((String) raw.rawValue()).length() : 0;
            }
        }
        return room;
    }

    /** @param name a name of GraphQL, in which nothing is to be escaped */
    private static StringBuilder member(StringBuilder object, String name) {
        return object.append(object.charAt(object.length() - 1) == '{' ? "\"" : ",\"")
                .append(name)
                .append("\":");
    }

    /** Texts of the database are copied as a whole: a generator of JSON would go through them once more. */
    private static void data(StringBuilder answer, Object data) {
        if (data instanceof Map<?, ?> fields) {
            answer.append('{');
            fields.forEach((name, value) -> member(answer, (String) name)
                    .append(value instanceof RawValue raw ? (String) raw.rawValue() : write(value)));
            answer.append('}');
        } else {
            answer.append(write(data));
        }
    }

    /** SmallRye has its own form of them. */
    private static String errors(ExecutionResult result) {
        ExecutionResult alone = ExecutionResultImpl.newExecutionResult()
                .errors(result.getErrors())
                .build();
        JsonValue errors =
                new ExecutionResponse(alone).getExecutionResultAsJsonObject().get("errors");
        return errors == null ? "[]" : errors.toString();
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
