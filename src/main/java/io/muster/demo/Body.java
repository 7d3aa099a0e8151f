package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.aws.AnswerProtocol;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Writes the bodies and headers of answers and refusals.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
final class Body {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Body() {}

    static String answer(Call call, String requestId, SdkPojo response) {
        AnswerTree tree = new AnswerTree(call.protocol());
        if (!call.protocol().xml()) {
            return json(tree, response);
        }
        if (call.protocol() == AnswerProtocol.REST_XML) {
            // the one structure that the answer holds, or an empty body
            StringBuilder xml = new StringBuilder();
            tree.object(response).properties().forEach(member -> element(xml, member.getKey(), member.getValue()));
            return xml.toString();
        }
        String name = call.row().name();
        ObjectNode content = JSON.objectNode();
        String scheme = "https://";
        if (call.protocol() == AnswerProtocol.EC2_QUERY) {
            scheme = "http://";
            content.put("requestId", requestId).setAll(tree.object(response));
        } else {
            content.set(name + "Result", tree.object(response));
            content.putObject("ResponseMetadata").put("RequestId", requestId);
        }
        String namespace = scheme + call.row().service() + ".amazonaws.com/doc/" + call.version() + "/";
        return xml(name + "Response", " xmlns=\"" + namespace + "\"", content);
    }

    /** The whole object, or the one member that is the body. */
    private static String json(AnswerTree tree, SdkPojo response) {
        ObjectNode object = tree.object(response);
        if (response.sdkFields().stream().noneMatch(field -> field.containsTrait(PayloadTrait.class))) {
            return object.toString();
        }
        return object.properties().stream()
                .map(Map.Entry::getValue)
                .map(node -> node.isTextual() ? node.asText() : node.toString())
                .findFirst()
                .orElse("");
    }

    static String refusal(AnswerProtocol protocol, String requestId, DemoError error) {
        if (!protocol.xml()) {
            return JSON.objectNode()
                    .put("__type", error.code())
                    .put("message", error.getMessage())
                    .toString();
        }
        ObjectNode content = JSON.objectNode();
        if (protocol == AnswerProtocol.EC2_QUERY) {
            say(content.putObject("Errors").putObject("Error"), error);
            return xml("Response", "", content.put("RequestID", requestId));
        }
        say(content.putObject("Error").put("Type", error.status() < 500 ? "Sender" : "Receiver"), error);
        return xml("ErrorResponse", "", content.put("RequestId", requestId));
    }

    private static void say(ObjectNode element, DemoError error) {
        element.put("Code", error.code()).put("Message", error.getMessage());
    }

    /** The members of an answer that go into headers, by their names. */
    static Map<String, String> headers(SdkPojo response) {
        Map<String, String> headers = new TreeMap<>();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.HEADER && !AnswerTree.absent(value)) {
                headers.put(
                        field.locationName(),
                        value instanceof Instant time
                                ? AnswerTree.time(field, TimestampFormatTrait.Format.RFC_822, time)
                                : value.toString());
            }
        }
        return headers;
    }

    private static String xml(String name, String attributes, ObjectNode content) {
        StringBuilder xml = new StringBuilder(4096)
                .append('<')
                .append(name)
                .append(attributes)
                .append('>');
        content.properties().forEach(child -> element(xml, child.getKey(), child.getValue()));
        return xml.append("</").append(name).append('>').toString();
    }

    private static void element(StringBuilder xml, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(one -> element(xml, name, one));
            return;
        }
        xml.append('<').append(name).append('>');
        value.properties().forEach(child -> element(xml, child.getKey(), child.getValue()));
        xml.append(escaped(value.asText()));
        xml.append("</").append(name).append('>');
    }

    /** Line ends of other systems would be read as plain ones. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
