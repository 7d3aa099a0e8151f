package io.muster.graphql.endpoint;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;

/** A request as it is sent: one JSON object with a document, and what belongs to it. */
final class RequestBody {

    private static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());

    private RequestBody() {}

    static JsonObject read(String body) {
        try (JsonReader reader = READERS.createReader(new StringReader(body))) {
            JsonValue value = reader.readValue();
            if (value.getValueType() == ValueType.ARRAY) {
                throw new MusterException(
                        ErrorCode.BAD_REQUEST, "Batches of requests are not taken: send one at a time");
            }
            if (value.getValueType() != ValueType.OBJECT) {
                throw new MusterException(ErrorCode.BAD_REQUEST, "The body is no JSON object");
            }
            return checked(value.asJsonObject());
        } catch (JsonException | IllegalStateException malformed) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "The body is not valid JSON");
        }
    }

    /** The request, once it is sure that its parts have the types that they must have. */
    static JsonObject checked(JsonObject request) {
        require(request, "query", ValueType.STRING);
        if (!request.containsKey("query")
                || request.isNull("query")
                || request.getString("query").isBlank()) {
            throw MusterException.badField("query", "must be a GraphQL document");
        }
        require(request, "operationName", ValueType.STRING);
        require(request, "variables", ValueType.OBJECT);
        require(request, "extensions", ValueType.OBJECT);
        return request;
    }

    private static void require(JsonObject request, String field, ValueType type) {
        JsonValue value = request.get(field);
        if (value != null && value.getValueType() != ValueType.NULL && value.getValueType() != type) {
            throw MusterException.badField(field, type == ValueType.STRING ? "must be a text" : "must be an object");
        }
    }
}
