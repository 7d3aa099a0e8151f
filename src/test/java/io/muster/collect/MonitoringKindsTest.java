package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.Trail;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudTrail, GuardDuty, Inspector and Systems Manager may refuse, or not have. */
class MonitoringKindsTest extends CannedCollecting {

    private static final String NODES = "DescribeInstanceInformation";
    private static final String PATCHES = "DescribeInstancePatchStates";
    private static final String ASSOCIATIONS = "ListResourceComplianceSummaries";
    private static final String NO_PATCHES = "{\"InstancePatchStates\": []}";
    private static final String NO_ASSOCIATIONS = "{\"ResourceComplianceSummaryItems\": []}";

    @Test
    void aTrailIsAskedForItsStatusInItsHomeRegionAlone() {
        canned.json(
                        "DescribeTrails",
                        "{\"trailList\": [" + trail("home", "eu-west-1", "123456789012") + ", "
                                + trail("shadow", "us-east-1", "123456789012") + ", "
                                + trail("home", "eu-west-1", "999999999999") + "]}")
                .json("GetTrailStatus", "{\"IsLogging\": true}")
                .json("GetEventSelectors", "{\"EventSelectors\": []}")
                .json("ListTags", "{\"ResourceTagList\": []}");

        Collection<Trail> trails = collect(new TrailCollector());

        assertThat(trails.gaps()).isEmpty();
        assertThat(ids(trails)).containsExactly("999999999999/home", "home", "shadow");
        assertThat(trails.resources())
                .extracting(trail -> trail.attributes().logging())
                .containsExactly(true, true, null);
        assertThat(canned.asked("GetTrailStatus")).isEqualTo(2);
        assertThat(canned.asked("ListTags")).isEqualTo(1);
    }

    @Test
    void aTrailOfTheOrganisationWhoseStatusIsRefusedIsKept() {
        canned.json("DescribeTrails", "{\"trailList\": [" + trail("home", "eu-west-1", "999999999999") + "]}")
                .refuseJson("GetTrailStatus", 400, "TrailNotFoundException", "Unknown trail")
                .json("GetEventSelectors", "{\"EventSelectors\": []}");

        Collection<Trail> trails = collect(new TrailCollector());

        assertThat(trails.resources().get(0).attributes().logging()).isNull();
        assertThat(trails.gaps()).extracting(Gap::errorCode).containsExactly("TrailNotFoundException");
    }

    @Test
    void anOwnTrailThatIsDeletedMeanwhileIsLeftOut() {
        canned.json("DescribeTrails", "{\"trailList\": [" + trail("home", "eu-west-1", "123456789012") + "]}")
                .refuseJson("GetTrailStatus", 400, "TrailNotFoundException", "Unknown trail")
                .refuseJson("GetEventSelectors", 400, "TrailNotFoundException", "Unknown trail")
                .refuseJson("ListTags", 400, "ResourceNotFoundException", "Unknown trail");

        assertThat(collect(new TrailCollector())).isEqualTo(new Collection.Complete<>(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrailNotFoundException", "CloudTrailARNInvalidException", "AccessDeniedException"})
    void theEventsThatAreKeptToTheOwnerOfATrailOfTheOrganisationAreNoGap(String code) {
        canned.json("DescribeTrails", "{\"trailList\": [" + trail("home", "eu-west-1", "999999999999") + "]}")
                .json("GetTrailStatus", "{\"IsLogging\": true}")
                .refuseJson("GetEventSelectors", 400, code, "Not yours");

        Collection<Trail> trails = collect(new TrailCollector());

        assertThat(trails.resources().get(0).attributes().logging()).isTrue();
        assertThat(trails.resources().get(0).attributes().eventSelectors()).isNull();
        assertThat(trails.gaps()).isEmpty();
    }

    @Test
    void theNextDeliveryIsNoChangeOfATrail() {
        assertThat(Documents.hash(deliveredAt(1767323045))).isEqualTo(Documents.hash(deliveredAt(1767323945)));
    }

    private Resource<Trail> deliveredAt(long time) {
        canned.clear()
                .json("DescribeTrails", "{\"trailList\": [" + trail("home", "eu-west-1", "123456789012") + "]}")
                .json("GetTrailStatus", "{\"IsLogging\": true, \"LatestDeliveryTime\": " + time + "}")
                .json("GetEventSelectors", "{\"EventSelectors\": []}")
                .json("ListTags", "{\"ResourceTagList\": []}");
        return only(new TrailCollector());
    }

    @Test
    void aDetectorThatMayNotBeReadIsNotOff() {
        canned.json("GET /detector", "{\"detectorIds\": [\"d-1\"]}")
                .refuseJson("GET /detector/d-1", 403, "AccessDeniedException", "Not you");

        Collection<Detector> detectors = collect(new DetectorCollector());

        assertThat(detectors.resources().get(0).attributes()).isEqualTo(new Detector(null, null, null));
        assertThat(detectors.gaps())
                .containsExactly(new Gap("guardduty:GetDetector", "AccessDeniedException", "Not you (d-1)"));
    }

    static Stream<Arguments> refusedTags() {
        return Stream.of(
                arguments(new DetectorCollector(), "guardduty:GetDetector"),
                arguments(new TrailCollector(), "cloudtrail:ListTags"),
                arguments(new ConfigRecorderCollector(), "config:ListTagsForResource"));
    }

    /** In place of unknown tags, those that are stored stay. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("refusedTags")
    <T extends Record> void tagsThatMayNotBeReadAreUnknownAndNotNone(Collector<T> collector, String operation) {
        // given
        canned.json("GET /detector", "{\"detectorIds\": [\"d-1\"]}")
                .refuseJson("GET /detector/d-1", 403, "AccessDeniedException", "Not you")
                .json("DescribeTrails", "{\"trailList\": [" + trail("home", "eu-west-1", "123456789012") + "]}")
                .json("GetTrailStatus", "{\"IsLogging\": true}")
                .json("GetEventSelectors", "{\"EventSelectors\": []}")
                .refuseJson("ListTags", 400, "AccessDeniedException", "Not you")
                .json(
                        "DescribeConfigurationRecorders",
                        "{\"ConfigurationRecorders\": [{\"name\": \"default\", \"arn\": \"arn:aws:config:eu-west-1:"
                                + "123456789012:configuration-recorder/default/1\"}]}")
                .json("DescribeConfigurationRecorderStatus", "{\"ConfigurationRecordersStatus\": []}")
                .refuseJson("ListTagsForResource", 400, "AccessDeniedException", "Not you");

        // when
        Collection<T> collection = collect(collector);

        // then
        assertThat(collection.resources()).hasSize(1).noneMatch(Resource::tagsKnown);
        assertThat(collection.gaps()).extracting(Gap::operation).containsExactly(operation);
    }

    @Test
    void anAccountThatInspectorReportsAsFailedIsAGap() {
        canned.json(
                "POST /status/batch/get",
                "{\"accounts\": [], \"failedAccounts\": [{\"accountId\": \"123456789012\","
                        + " \"errorCode\": \"ACCESS_DENIED\", \"errorMessage\": \"Not this one\"}]}");
        assertThat(collect(new InspectorSettingsCollector()))
                .isEqualTo(gap("inspector2:BatchGetAccountStatus", "ACCESS_DENIED", "Not this one"));
    }

    @Test
    void aSettingThatWasNeverSetIsNone() {
        canned.refuseJson("GetServiceSetting", 400, "ServiceSettingNotFound", "Not set");
        assertThat(only(new SsmSettingsCollector()).attributes().defaultHostManagement())
                .isFalse();
    }

    @Test
    void patchesAreAskedForFiftyNodesAtATime() {
        canned.json(NODES, nodes(0, 101)).json(PATCHES, NO_PATCHES).json(ASSOCIATIONS, NO_ASSOCIATIONS);

        Collection<ManagedInstance> nodes = collect(new ManagedInstanceCollector());

        assertThat(nodes).isInstanceOf(Collection.Complete.class);
        assertThat(nodes.resources())
                .hasSize(101)
                .allSatisfy(
                        node -> assertThat(node.attributes().patchesScanned()).isFalse());
        assertThat(canned.asked(PATCHES)).isEqualTo(3);
        assertThat(canned.asked(ASSOCIATIONS)).isEqualTo(1);
    }

    @Test
    void whatIsRefusedOfTheNodesIsUnknownAndNotNone() {
        canned.json(NODES, nodes(0, 2))
                .refuseJson(PATCHES, 400, "AccessDeniedException", "Not you")
                .json(
                        ASSOCIATIONS,
                        "{\"ResourceComplianceSummaryItems\": [{\"ResourceId\": \"i-0\", \"Status\": \"COMPLIANT\"}],"
                                + " \"NextToken\": \"t\"}")
                .refuseJson(ASSOCIATIONS, 400, "ThrottlingException", "Slower");

        Collection<ManagedInstance> nodes = collect(new ManagedInstanceCollector());

        assertThat(nodes.unread()).isEqualTo(Unread.nothing());
        assertThat(nodes.gaps())
                .containsExactlyInAnyOrder(
                        new Gap("ssm:DescribeInstancePatchStates", "AccessDeniedException", "Not you"),
                        new Gap("ssm:ListResourceComplianceSummaries", "ThrottlingException", "Slower"));
        assertThat(nodes.resources())
                .extracting(node -> node.attributes().patchesScanned())
                .containsOnlyNulls();
        assertThat(nodes.resources())
                .extracting(node -> node.attributes().associationCompliance())
                .containsExactly("COMPLIANT", null);
    }

    @Test
    void aRegionWithoutNodesIsAskedNothingMore() {
        canned.json(NODES, "{\"InstanceInformationList\": []}");
        assertThat(collect(new ManagedInstanceCollector())).isInstanceOf(Collection.Complete.class);
        assertThat(canned.asked(PATCHES) + canned.asked(ASSOCIATIONS)).isZero();
    }

    @Test
    void aPingIsNoChangeOfANode() {
        assertThat(Documents.hash(pingedAt(1767323045))).isEqualTo(Documents.hash(pingedAt(1767323345)));
    }

    private Resource<ManagedInstance> pingedAt(long time) {
        canned.clear()
                .json(
                        NODES,
                        "{\"InstanceInformationList\": [{\"InstanceId\": \"i-1\", \"PingStatus\": \"Online\","
                                + " \"LastPingDateTime\": " + time + "}]}")
                .json(
                        PATCHES,
                        "{\"InstancePatchStates\": [{\"InstanceId\": \"i-1\", \"PatchGroup\": \"g\","
                                + " \"BaselineId\": \"b\", \"Operation\": \"Scan\", \"OperationStartTime\": " + time
                                + ", \"OperationEndTime\": " + time + ", \"MissingCount\": 1}]}")
                .json(ASSOCIATIONS, NO_ASSOCIATIONS);
        return only(new ManagedInstanceCollector());
    }

    private static String nodes(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "{\"InstanceId\": \"i-" + number + "\"}")
                .collect(Collectors.joining(", ", "{\"InstanceInformationList\": [", "]}"));
    }

    private static String trail(String name, String home, String account) {
        return "{\"Name\": \"" + name + "\", \"HomeRegion\": \"" + home + "\", \"TrailARN\": \"arn:aws:cloudtrail:"
                + home + ":" + account + ":trail/" + name + "\"}";
    }
}
