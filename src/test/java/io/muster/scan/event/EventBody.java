package io.muster.scan.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Events as EventBridge sends them. */
final class EventBody {

    private EventBody() {}

    /** A call that CloudTrail recorded. */
    static String call(String account, String region, String service, String name, Consumer<ObjectNode> detail) {
        ObjectNode event = envelope(account, region, "AWS API Call via CloudTrail", "aws." + service);
        detail.accept(event.putObject("detail")
                .put("eventSource", service + ".amazonaws.com")
                .put("eventName", name)
                .put("awsRegion", region));
        return event.toString();
    }

    static String stateChange(String account, String region, String instance, String state) {
        ObjectNode event = envelope(account, region, "EC2 Instance State-change Notification", "aws.ec2");
        event.putArray("resources").add("arn:aws:ec2:" + region + ":" + account + ":instance/" + instance);
        event.putObject("detail").put("instance-id", instance).put("state", state);
        return event.toString();
    }

    private static ObjectNode envelope(String account, String region, String type, String source) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("detail-type", type)
                .put("source", source)
                .put("account", account)
                .put("time", "2026-11-26T10:00:00Z")
                .put("region", region);
    }
}
