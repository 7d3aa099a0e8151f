package io.muster.graphql.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import io.smallrye.graphql.execution.ExecutionResponse;
import io.vertx.core.buffer.Buffer;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes results as JSON. The text of a value that the database has built goes out as it is. */
final class AnswerText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int ROOM = 512;

    private AnswerText() {}

    /** The whole answer, in UTF-8. */
    static Buffer of(ExecutionResponse response) {
        ExecutionResult result = response.getExecutionResult();
        Buffer answer = Buffer.buffer(room(result)).appendByte((byte) '{');
        if (!result.getErrors().isEmpty()) {
            member(answer, "errors", errors(result));
        }
        if (result.isDataPresent()) {
            data(answer, result.getData());
        }
        if (result.getExtensions() != null) {
            member(answer, "extensions", write(result.getExtensions()));
        }
        return answer.appendByte((byte) '}');
    }

    /** About how many bytes the answer has: a buffer that grows is copied each time. */
    private static int room(ExecutionResult result) {
        int room = ROOM;
        if (result.isDataPresent() && result.getData() instanceof Map<?, ?> fields) {
            for (Object value : fields.values()) {
                room += value instanceof RawValue raw ? ((String) raw.rawValue()).length() : 0;
            }
        }
        return room;
    }

    /**
     * @param name a name of GraphQL, in which nothing is to be escaped
     * @param json its value
     */
    private static void member(Buffer object, String name, String json) {
        boolean first = object.getByte(object.length() - 1) == '{';
        object.appendString((first ? "\"" : ",\"") + name + "\":").appendString(json);
    }

    /** Texts of the database are copied as a whole, and once: a generator of JSON would go through them once more. */
    private static void data(Buffer answer, Object data) {
        if (data instanceof Map<?, ?> fields) {
            member(answer, "data", "{");
            fields.forEach((name, value) -> member(
                    answer, (String) name, value instanceof RawValue raw ? (String) raw.rawValue() : write(value)));
            answer.appendByte((byte) '}');
        } else {
            member(answer, "data", write(data));
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

    /** The result as plain Java values, for writers that do not know prepared JSON. */
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
