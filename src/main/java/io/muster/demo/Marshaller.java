package io.muster.demo;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes answers as XML in the two dialects of AWS's query protocol. Element names come from the SDK's own response
 * types, so that what is written is what the SDK reads.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">EC2 query protocol</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">query protocol</a>
 */
final class Marshaller {

    private final StringBuilder xml = new StringBuilder(4096);
    private final String listItem;

    private Marshaller(Service service) {
        this.listItem = service == Service.EC2 ? "item" : "member";
    }

    static String answer(Service service, String action, String requestId, SdkPojo response) {
        Marshaller marshaller = new Marshaller(service);
        marshaller.open(action + "Response xmlns=\"" + service.namespace() + "\"");
        if (service == Service.EC2) {
            marshaller.text("requestId", requestId);
            marshaller.fields(response);
        } else {
            marshaller.wrapped(action, requestId, response);
        }
        marshaller.close(action + "Response");
        return marshaller.xml.toString();
    }

    static String error(Service service, String requestId, DemoError error) {
        Marshaller marshaller = new Marshaller(service);
        boolean ec2 = service == Service.EC2;
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
            value(field.unmarshallLocationName(), field, field.getValueOrDefault(pojo));
        }
    }

    /** What the SDK puts where nothing was set is left out: AWS does not send an empty list for it. */
    private void value(String name, SdkField<?> field, Object value) {
        if (value == null || value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap) {
            return;
        }
        if (value instanceof List<?> list) {
            list(name, field.getRequiredTrait(ListTrait.class), list);
        } else if (value instanceof SdkPojo pojo) {
            open(name);
            fields(pojo);
            close(name);
        } else if (value instanceof Map) {
            throw new IllegalStateException("no answer of the demo cloud has a map: " + name);
        } else {
            text(name, value.toString()); // Instant writes itself in ISO 8601
        }
    }

    private void list(String name, ListTrait trait, List<?> items) {
        String given = trait.memberLocationName();
        String itemName = given == null ? listItem : given;
        open(name);
        for (Object item : items) {
            value(itemName, trait.memberFieldInfo(), item);
        }
        close(name);
    }

    private void text(String name, String value) {
        open(name);
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        close(name);
    }

    private void character(char c) {
        switch (c) {
            case '&' -> xml.append("&amp;");
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
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
