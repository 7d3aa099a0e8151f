package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.collect.KindSample.Side;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS has is read twice, with other times, counts, steps and health: no resource has another hash. */
class FlickerTest {

    /** Members that differ from one read to the next though nobody changed anything, with their two values. */
    private static final Map<String, List<String>> MEMBERS = members();

    private static SampleReader reader;

    @BeforeAll
    static void start() {
        reader = new SampleReader();
    }

    @AfterAll
    static void stop() {
        reader.close();
    }

    static List<KindSample> samples() {
        return KindSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsReadTwiceHasOneHash(KindSample sample) {
        for (Side side : sample.sides()) {
            // when
            Resource<?> first = reader.one(sample.kind(), read(sample.aws(side), 0));
            Resource<?> second = reader.one(sample.kind(), read(sample.aws(side), 1));

            // then
            assertThat(Documents.hash(second)).as("%s", second).isEqualTo(Documents.hash(first));
        }
    }

    private static JsonNode read(JsonNode aws, int time) {
        JsonNode copy = aws.deepCopy();
        set(copy, time);
        return copy;
    }

    private static void set(JsonNode node, int time) {
        if (node instanceof ObjectNode object) {
            MEMBERS.forEach((member, values) -> {
                if (object.has(member) && object.get(member).isValueNode()) {
                    object.set(member, Documents.tree(values.get(time)));
                }
            });
        }
        node.forEach(child -> set(child, time));
    }

    private static Map<String, List<String>> members() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (String instant : List.of(
                "LastUsedDate",
                "LastAuthenticated",
                "LastPingDateTime",
                "LastStatusChange",
                "LatestDeliveryTime",
                "LastExecutionDate",
                "LastBackupTime",
                "OperationEndTime",
                "LastLaunchedTime")) {
            members.put(instant, List.of("\"2026-11-01T00:00:00Z\"", "\"2026-11-02T00:00:00Z\""));
        }
        for (String count : List.of(
                "AcceptedRouteCount",
                "DesiredCapacity",
                "NumberOfRecoveryPoints",
                "AttachmentCount",
                "PermissionsBoundaryUsageCount")) {
            members.put(count, List.of("3", "4"));
        }
        members.put("HealthStatus", List.of("\"Healthy\"", "\"Unhealthy\""));
        members.put("LifecycleState", List.of("\"Pending\"", "\"InService\""));
        members.put("HealthState", List.of("\"HEALTHY\"", "\"UNHEALTHY\""));
        members.put("ActivityStatus", List.of("\"pending_fulfillment\"", "\"fulfilled\""));
        members.put("BgpStatus", List.of("\"up\"", "\"down\""));
        members.put("LatestDeliveryError", List.of("\"AccessDenied\"", "\"NoSuchBucket\""));
        members.put("LastRecoveryPointArn", List.of("\"arn:aws:backup:1\"", "\"arn:aws:backup:2\""));
        return members;
    }
}
