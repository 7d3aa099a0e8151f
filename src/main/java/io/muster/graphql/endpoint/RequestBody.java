package io.muster.graphql.endpoint;

import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.vertx.core.MultiMap;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it is sent: one JSON object with a document, its variables and extensions. */
final class RequestBody {

    /** The setting is Parsson's own: JSON-P has one for builders alone. */
    private static final JsonParserFactory PARSERS =
            JsonProvider.provider().createParserFactory(Map.of("org.eclipse.parsson.rejectDuplicateKeys", true));

    private RequestBody() {}

    static JsonObject read(String body) {
        JsonValue value = parse(body);
        if (value.getValueType() == ValueType.ARRAY) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "Batches of requests are not taken: send one at a time");
        }
        if (value.getValueType() != ValueType.OBJECT) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "The body is no JSON object");
        }
        JsonObject request = value.asJsonObject();
        return PersistedQueries.isNamed(request) && !request.containsKey("query")
                ? checkedParts(request)
                : checked(request);
    }

    /**
     * The body of the same request by POST.
     *
     * @param parameters those of a GET: {@code operationName}, and {@code variables} and {@code extensions} as JSON
     */
    static String of(MultiMap parameters) {
        JsonObjectBuilder request = JsonProvider.provider().createObjectBuilder();
        one(parameters, "operationName").ifPresent(name -> request.add("operationName", name));
        for (String part : List.of("variables", "extensions")) {
            one(parameters, part).ifPresent(json -> request.add(part, object(part, json)));
        }
        return request.build().toString();
    }

    private static Optional<String> one(MultiMap parameters, String name) {
        List<String> given = parameters.getAll(name);
        if (given.size() > 1) {
            throw MusterException.badField(name, "is there more than once");
        }
        return given.stream().findFirst();
    }

    private static JsonValue object(String name, String json) {
        try {
            JsonValue value = parse(json);
            if (value.getValueType() == ValueType.OBJECT || value.getValueType() == ValueType.NULL) {
                return value;
            }
        } catch (MusterException malformed) {
            // told below, by the parameter's name
        }
        throw MusterException.badField(name, "must be a JSON object");
    }

    /** Fails with {@link ErrorCode#BAD_REQUEST} unless the text is one value of JSON. */
    static JsonValue parse(String body) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(body))) {
            parser.next();
            JsonValue value = parser.getValue();
            parser.hasNext(); // fails where there is more
            return value;
        } catch (RuntimeException malformed) { // Parsson has no exception of its own for JSON nested too deeply
            throw new MusterException(ErrorCode.BAD_REQUEST, "The body is not valid JSON, or has a member twice");
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
        return checkedParts(request);
    }

    private static JsonObject checkedParts(JsonObject request) {
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
