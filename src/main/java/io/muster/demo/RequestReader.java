package io.muster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.AnswerProtocol;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;

/** Finds the operation of a call and reads its request, in any protocol. */
final class RequestReader {

    /** A call of the query protocols may name a thousand ids, each a parameter of its own. */
    private static final int MOST_PARAMETERS = 8192;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final PojoReader READER = new PojoReader(SdkField::locationName);

    private final List<Row> rows;

    RequestReader(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** @param account the one that the caller acts in */
    Call read(AnswerProtocol protocol, Caller caller, String account, HttpCall http) {
        Asked asked = switch (protocol) {
            case EC2_QUERY, QUERY -> query(protocol, caller.signingName(), http);
            case JSON -> json(caller.signingName(), http);
            case REST_JSON, REST_XML, RPC_V2_CBOR -> rest(protocol, caller.signingName(), http);
        };
        try {
            return new Call(
                    asked.row, protocol, asked.version, caller, account, READER.read(asked.row.request(), asked.tree));
        } catch (IllegalArgumentException e) {
            throw Refusals.of(protocol).invalid(e.getMessage());
        }
    }

    /** The version of the API is empty where the protocol does not name it. */
    private record Asked(Row row, String version, ObjectNode tree) {}

    private Asked query(AnswerProtocol protocol, String service, HttpCall http) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        new QueryStringDecoder(http.body(), StandardCharsets.UTF_8, false, MOST_PARAMETERS)
                .parameters()
                .forEach((name, values) -> put(tree, name, values.get(0)));
        JsonNode action = tree.remove("Action");
        String version = Optional.ofNullable(tree.remove("Version"))
                .map(JsonNode::asText)
                .orElse("");
        if (action == null) {
            throw DemoError.missingParameter("Action");
        }
        return new Asked(named(protocol, service, action.asText(), version), version, tree);
    }

    /** {@code Filter.1.Name} becomes an object of objects: the lists among them are known by the request's type. */
    private static void put(ObjectNode tree, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            tree.put(name, value);
        } else {
            put(tree.withObjectProperty(name.substring(0, dot)), name.substring(dot + 1), value);
        }
    }

    private Asked json(String service, HttpCall http) {
        String target = http.header("x-amz-target").orElse("");
        Row row = named(AnswerProtocol.JSON, service, target.substring(target.lastIndexOf('.') + 1), "");
        return new Asked(row, "", body(AnswerProtocol.JSON, http));
    }

    private Asked rest(AnswerProtocol protocol, String service, HttpCall http) {
        for (Row row : rows) {
            Optional<Map<String, String>> variables = row.variables(http.method(), http.path());
            if (variables.isPresent() && row.service().equals(service)) {
                ObjectNode tree = body(protocol, http);
                variables.get().forEach((name, value) -> tree.put(name, decoded(value)));
                http.query()
                        .names()
                        .forEach(name -> tree.set(name, parameter(http.query().getAll(name))));
                return new Asked(row, "", tree);
            }
        }
        throw Refusals.unknown(protocol, http.method() + " " + http.path());
    }

    private static JsonNode parameter(List<String> values) {
        return MAPPER.valueToTree(values.size() == 1 ? values.get(0) : values);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ObjectNode body(AnswerProtocol protocol, HttpCall http) {
        try {
            JsonNode tree = http.body().isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(http.body());
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Refusals.of(protocol).invalid("The body is not JSON");
        }
        throw Refusals.of(protocol).invalid("The body is not a JSON object");
    }

    /** The version counts for operations that two APIs of a service have. */
    private Row named(AnswerProtocol protocol, String service, String operation, String version) {
        return rows.stream()
                .filter(row -> row.service().equals(service) && row.name().equals(operation) && row.isOf(version))
                .findFirst()
                .orElseThrow(() -> Refusals.unknown(protocol, service + ":" + operation));
    }
}
