package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * The event by which AWS would tell of a change, as EventBridge sends it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/events.html">AWS service events reference</a>
 */
final class DemoEvent {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DemoEvent() {}

    static String of(DemoChange change, Instant at) {
        return switch (change.type()) {
            case INSTANCE_STOPPED -> ofInstance(change, at, "stopped");
            case INSTANCE_STARTED -> ofInstance(change, at, "running");
            case RULE_ADDED -> ofCall(change, at, "AuthorizeSecurityGroupIngress", "requestParameters", "groupId");
            case RULE_REMOVED -> ofCall(change, at, "RevokeSecurityGroupIngress", "requestParameters", "groupId");
            case VOLUME_CREATED -> ofCall(change, at, "CreateVolume", "responseElements", "volumeId");
            case VOLUME_DELETED -> ofCall(change, at, "DeleteVolume", "requestParameters", "volumeId");
        };
    }

    private static String ofInstance(DemoChange change, Instant at, String state) {
        JsonNode detail =
                JSON.objectNode().put("instance-id", change.resourceId()).put("state", state);
        return event(change, at, "EC2 Instance State-change Notification", detail);
    }

    private static String ofCall(DemoChange change, Instant at, String call, String part, String id) {
        ObjectNode detail = JSON.objectNode()
                .put("eventSource", "ec2.amazonaws.com")
                .put("eventName", call)
                .put("awsRegion", change.region())
                .put("eventTime", at.toString())
                .put("readOnly", false);
        detail.set(part, JSON.objectNode().put(id, change.resourceId()));
        return event(change, at, "AWS API Call via CloudTrail", detail);
    }

    private static String event(DemoChange change, Instant at, String type, JsonNode detail) {
        ObjectNode event = JSON.objectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", type)
                .put("source", "aws.ec2")
                .put("account", change.accountId())
                .put("time", at.toString())
                .put("region", change.region());
        event.set("resources", JSON.arrayNode());
        event.set("detail", detail);
        return event.toString();
    }
}
