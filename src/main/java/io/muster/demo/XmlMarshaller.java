package io.muster.demo;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/**
 * Writes answers as XML in the two dialects of AWS's query protocol. Element names come from the SDK's own response
 * types, so that what is written is what the SDK reads.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">EC2 query protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">query protocol</a>
 */
final class XmlMarshaller {

    private final StringBuilder xml = new StringBuilder(4096);
    private final String listItem;

    private XmlMarshaller(Protocol protocol) {
        this.listItem = protocol == Protocol.EC2_QUERY ? "item" : "member";
    }

    static String answer(Call call, String requestId, SdkPojo response) {
        XmlMarshaller marshaller = new XmlMarshaller(call.protocol());
        if (call.protocol() == Protocol.REST_XML) {
            marshaller.body(response);
            return marshaller.xml.toString();
        }
        String action = call.row().name();
        marshaller.open(action + "Response xmlns=\"" + namespace(call) + "\"");
        if (call.protocol() == Protocol.EC2_QUERY) {
            marshaller.text("requestId", requestId);
            marshaller.fields(response);
        } else {
            marshaller.wrapped(action, requestId, response);
        }
        marshaller.close(action + "Response");
        return marshaller.xml.toString();
    }

    private static String namespace(Call call) {
        String scheme = call.protocol() == Protocol.EC2_QUERY ? "http" : "https";
        return scheme + "://" + call.row().service() + ".amazonaws.com/doc/" + call.version() + "/";
    }

    static String error(Protocol protocol, String requestId, DemoError error) {
        XmlMarshaller marshaller = new XmlMarshaller(protocol);
        boolean ec2 = protocol == Protocol.EC2_QUERY;
        marshaller.open(ec2 ? "Response" : "ErrorResponse");
        marshaller.open(ec2 ? "Errors><Error" : "Error");
        if (!ec2) {
            marshaller.text("Type", error.status() < 500 ? "Sender" : "Receiver");
        }
        marshaller.text("Code", error.code());
        marshaller.text("Message", error.getMessage());
        marshaller.close(ec2 ? "Error></Errors" : "Error");
        marshaller.text(ec2 ? "RequestID" : "RequestId", requestId);
        marshaller.close(ec2 ? "Response" : "ErrorResponse");
        return marshaller.xml.toString();
    }

    /** Of REST XML: the one structure that the answer holds. */
    private void body(SdkPojo response) {
        response.sdkFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class))
                .forEach(field -> value(field.unmarshallLocationName(), field, field.getValueOrDefault(response)));
    }

    private void wrapped(String action, String requestId, SdkPojo response) {
        open(action + "Result");
        fields(response);
        close(action + "Result");
        open("ResponseMetadata");
        text("RequestId", requestId);
        close("ResponseMetadata");
    }

    private void fields(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (!Wire.absent(value)) {
                value(field.unmarshallLocationName(), field, value);
            }
        }
    }

    private void value(String name, SdkField<?> field, Object value) {
        if (value instanceof List<?> list) {
            list(name, field.getRequiredTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            map(name, field.getRequiredTrait(MapTrait.class), map);
        } else if (value instanceof SdkPojo pojo) {
            open(name);
            fields(pojo);
            close(name);
        } else if (value instanceof Instant time) {
            text(name, Wire.time(field, TimestampFormatTrait.Format.ISO_8601, time));
        } else if (value instanceof SdkBytes bytes) {
            text(name, Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        } else {
            text(name, value.toString());
        }
    }

    private void list(String name, ListTrait trait, List<?> items) {
        String given = trait.memberLocationName();
        String itemName = given == null ? listItem : given;
        if (trait.isFlattened()) {
            items.forEach(item -> value(name, trait.memberFieldInfo(), item));
            return;
        }
        open(name);
        items.forEach(item -> value(itemName, trait.memberFieldInfo(), item));
        close(name);
    }

    private void map(String name, MapTrait trait, Map<?, ?> entries) {
        String entryName = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            open(name);
        }
        entries.forEach((key, value) -> {
            open(entryName);
            text(trait.keyLocationName() == null ? "key" : trait.keyLocationName(), key.toString());
            value(
                    trait.valueLocationName() == null ? "value" : trait.valueLocationName(),
                    trait.valueFieldInfo(),
                    value);
            close(entryName);
        });
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private void text(String name, String value) {
        open(name);
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        close(name);
    }

    /** Line ends of other systems would be read as plain ones. */
    private void character(char c) {
        switch (c) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '\r' -> xml.append("&#13;");
            default -> xml.append(c);
        }
    }

    private void open(String name) {
        xml.append('<').append(name).append('>');
    }

    private void close(String name) {
        xml.append("</").append(name).append('>');
    }
}
