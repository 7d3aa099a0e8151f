package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.aws.AwsOperation;
import io.muster.aws.CallFloor;
import io.muster.demo.DemoFaults;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Facts that take a call for each resource, over several scans. */
@QuarkusTest
class RecheckTest {

    /** Of the estate of which docs/figures.md has the floor: 20 accounts with four each. */
    private static final int REGIONS = 80;

    private static final String SHARING = "DescribeSnapshotAttribute";

    /** Asked about many items at once, or about items of which an account has few. */
    private static final Set<String> OF_ITEMS = Set.of(
            "elasticloadbalancing:DescribeTags",
            "ssm:DescribeInstancePatchStates",
            "ecs:ListServices",
            "ecs:DescribeServices",
            "guardduty:GetDetector",
            "cloudtrail:GetTrailStatus",
            "cloudtrail:GetEventSelectors",
            "cloudtrail:ListTags",
            "config:ListTagsForResource");

    /** Listings that are made more than once in a region and the account as a whole. */
    private static final Map<String, Long> LISTINGS = Map.of(
            "ec2:DescribeSnapshots", 2L,
            "rbin:ListRules", 3L,
            // of both versions of the API, which have the same name
            "elasticloadbalancing:DescribeLoadBalancers", 2L,
            "elasticloadbalancing:DescribeTags", 3L);

    /** A page but the first. */
    private static final Pattern CONTINUED = Pattern.compile("(?i)(?:token|marker)=");

    @Inject
    Lab lab;

    @Inject
    MeterRegistry metrics;

    @Inject
    DemoFaults faults;

    @Inject
    io.muster.collect.Collectors collectors;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPSHOT, DescribeSnapshotAttribute",
        "IMAGE, DescribeImageAttribute",
        "KMS_KEY, GetKeyPolicy",
        "KMS_KEY, ListGrants",
        "KMS_KEY, GetKeyRotationStatus",
        "KMS_KEY, ListResourceTags",
        "TARGET_GROUP, DescribeTargetHealth",
        "TARGET_GROUP, DescribeTargetGroupAttributes",
        "BACKUP_PLAN, GetBackupSelection",
        "ROLE, GenerateServiceLastAccessedDetails",
        "ROLE, GetServiceLastAccessedDetails"
    })
    void aRescanAsksForNoFactAgain(ResourceKind kind, String operation) {
        // given
        long before = requests(operation);
        lab.scan(kind);
        long first = requests(operation);
        Map<String, String> stored = lab.fingerprint();

        // when
        Lab.Ended second = lab.scan(kind);

        // then
        assertThat(first).isGreaterThan(before);
        assertThat(requests(operation)).isEqualTo(first);
        assertThat(second.changed()).isZero();
        assertThat(lab.fingerprint()).isEqualTo(stored);
    }

    @Test
    void aRescanOfEverythingMakesFewerCallsThanTheFirst() {
        // when
        long first = calls(lab.request().scanId());
        long second = calls(lab.request().scanId());

        // then
        assertThat(second).isLessThan(first);
    }

    @Test
    void aFullScanAsksForAllFacts() {
        // given
        long before = requests(SHARING);
        lab.scan(ResourceKind.SNAPSHOT);
        long first = requests(SHARING);

        // when
        lab.full(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING) - first).isEqualTo(first - before).isPositive();
        assertThat(lab.number(
                        "select count(*) from resource where kind = 'SNAPSHOT' and attributes ->> 'sharingCheckedAt'"
                                + " < (select max(requested_at) from scan)::text"))
                .isZero();
    }

    @Test
    void aRescanMakesNoCallForEachItem() {
        // given
        lab.scan();
        List<String> calls = new CopyOnWriteArrayList<>();
        faults.watch(calls::add);

        // when
        lab.scan();

        // then
        Set<String> ids = lab.rows("select resource_id, arn from resource").stream()
                .flatMap(row -> Stream.of(row.getString(0), row.getString(1)))
                .filter(id -> id.contains("-") || id.startsWith("arn:"))
                .collect(Collectors.toSet());
        assertThat(calls.stream()
                        .filter(call -> ids.stream().anyMatch(request(call)::contains))
                        .filter(call -> !OF_ITEMS.contains(operation(call))))
                .as("calls about an item")
                .isEmpty();
        assertThat(calls.stream()
                        .filter(call -> !CONTINUED.matcher(call).find())
                        .collect(Collectors.groupingBy(RecheckTest::operation, Collectors.counting())))
                .as("calls of operations")
                .allSatisfy((operation, count) -> assertThat(count).isEqualTo(LISTINGS.getOrDefault(operation, 1L)));
    }

    /** What the calls that the demo cloud counted take at least, as {@code docs/figures.md} has it. */
    @Test
    void noBucketHoldsUpAScanOfSoFewResources() throws IOException {
        // given
        List<String> calls = new CopyOnWriteArrayList<>();
        faults.watch(calls::add);
        CallFloor floor = new CallFloor(0.5, Duration.ofMillis(30), 32);

        // when
        lab.scan();
        List<CallFloor.Calls> first = counted(calls);
        calls.clear();
        lab.scan();
        List<CallFloor.Calls> second = counted(calls);

        // then
        assertThat(floor.ofBuckets(first)).isZero();
        assertThat(floor.ofBuckets(second)).isZero();
        assertThat(floor.of(second)).isLessThan(floor.of(first));
        assertThat(Files.readString(Path.of("docs", "figures.md")).replaceAll("\\s+", " "))
                .contains("the first scan makes " + sum(first) + ", a rescan of what has not changed " + sum(second)
                        + ".")
                .contains(
                        String.format(Locale.ROOT, "%,d calls", REGIONS * sum(first)),
                        String.format(Locale.ROOT, "%,d calls", REGIONS * sum(second)));
    }

    private List<CallFloor.Calls> counted(List<String> calls) {
        Map<String, AwsOperation> operations = Stream.concat(
                        collectors.regional().stream(), collectors.global().stream())
                .flatMap(collector -> collector.operations().stream())
                .collect(Collectors.toMap(AwsOperation::action, Function.identity(), (one, same) -> one));
        return calls.stream()
                .map(call -> call.split(" ", 4))
                .filter(call -> operations.containsKey(call[2]))
                .collect(Collectors.groupingBy(call -> List.of(call[0], call[1], call[2]), Collectors.counting()))
                .entrySet()
                .stream()
                .map(call -> new CallFloor.Calls(
                        call.getKey().get(0),
                        call.getKey().get(1),
                        operations.get(call.getKey().get(2)),
                        call.getValue()))
                .toList();
    }

    private static long sum(List<CallFloor.Calls> calls) {
        return calls.stream().mapToLong(CallFloor.Calls::count).sum();
    }

    private static String operation(String call) {
        return call.split(" ", -1)[2];
    }

    private static String request(String call) {
        return call.split(" ", 5)[4];
    }

    @Test
    void aScanAfterAThrottledOneIsAsAnyOther() {
        // given
        lab.scan();
        long usual = calls(narrow());
        // clients of its own, for the SDK's go on calling slowly once they were throttled
        lab.execute("update account set external_id = 'of the throttled'");
        faults.throttleEvery(3);
        lab.ended(narrow());
        faults.clear();

        // when, then
        assertThat(calls(narrow())).isEqualTo(usual);
    }

    /** Of a few kinds, since a throttled scan of all takes long. */
    private long narrow() {
        lab.scan(ResourceKind.INSTANCE, ResourceKind.SNAPSHOT, ResourceKind.TARGET_GROUP, ResourceKind.ROLE);
        return lab.number("select max(id) from scan");
    }

    private long calls(long scanId) {
        lab.ended(scanId);
        return lab.number("select sum(aws_calls) from scan_task where scan_id = $1", scanId);
    }

    @Test
    void whatIsPublicIsSeenByTheNextScan() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        long asked = requests(SHARING);

        // when
        lab.alter(
                DescribeSnapshotAttributeResponse.class,
                snapshot,
                answer -> answer.toBuilder()
                        .createVolumePermissions(
                                CreateVolumePermission.builder().group("all").build())
                        .build());
        Lab.Ended second = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(second.changed()).isEqualTo(1);
        assertThat(fact(snapshot, "public")).isEqualTo("true");
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
    }

    @Test
    void ofAChangedResourceTheFactsAreAskedFor() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        long asked = requests(SHARING);

        // when
        lab.alter(
                Snapshot.class,
                snapshot,
                one -> one.toBuilder().description("another").build());
        lab.alter(DescribeSnapshotAttributeResponse.class, snapshot, RecheckTest::shared);
        lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(fact(snapshot, "sharedWith")).isEqualTo("[\"222222222222\"]");
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
    }

    @Test
    void anOldFactIsAskedForAgainAndItsAgeIsWrittenAlone() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        String changed = changedAt(snapshot);
        ages(snapshot, "2020-01-01T00:00:00Z");
        long asked = requests(SHARING);

        // when
        Lab.Ended second = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
        assertThat(second.changed()).isZero();
        assertThat(fact(snapshot, "sharingCheckedAt")).isGreaterThan("2020-01-01T00:00:00Z");
        assertThat(changedAt(snapshot)).isEqualTo(changed);
        assertThat(lab.number("select count(*) from resource_version")).isZero();
    }

    @Test
    void anOldFactThatHasChangedIsAChange() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        lab.alter(DescribeSnapshotAttributeResponse.class, snapshot, RecheckTest::shared);
        Lab.Ended unaware = lab.scan(ResourceKind.SNAPSHOT);
        ages(snapshot, "2020-01-01T00:00:00Z");

        // when
        Lab.Ended aware = lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(unaware.changed()).isZero();
        assertThat(aware.changed()).isEqualTo(1);
        assertThat(fact(snapshot, "sharedWith")).isEqualTo("[\"222222222222\"]");
    }

    @Test
    void aFactThatCouldNotBeReadIsAskedForByTheNextScan() {
        // given
        lab.scan(ResourceKind.SNAPSHOT);
        String snapshot = privateSnapshot();
        lab.execute(
                "update resource set attributes = attributes - 'sharingCheckedAt' where resource_id = $1", snapshot);
        long asked = requests(SHARING);

        // when
        lab.scan(ResourceKind.SNAPSHOT);

        // then
        assertThat(requests(SHARING)).isEqualTo(asked + 1);
        assertThat(fact(snapshot, "sharingCheckedAt")).isNotNull();
    }

    private static DescribeSnapshotAttributeResponse shared(DescribeSnapshotAttributeResponse answer) {
        return answer.toBuilder()
                .createVolumePermissions(
                        CreateVolumePermission.builder().userId("222222222222").build())
                .build();
    }

    private String privateSnapshot() {
        return lab.text(
                "select resource_id from resource where kind = 'SNAPSHOT' and attributes ->> 'public' = 'false'"
                        + " and attributes ->> 'encrypted' = 'false' and attributes -> 'sharedWith' = '[]' order by id limit 1");
    }

    private String fact(String id, String member) {
        return lab.text("select attributes ->> $2 from resource where resource_id = $1", id, member);
    }

    private String changedAt(String id) {
        return lab.text("select changed_at::text from resource where resource_id = $1", id);
    }

    private void ages(String id, String at) {
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{sharingCheckedAt}', to_jsonb($2::text))"
                        + " where resource_id = $1",
                id,
                at);
    }

    private long requests(String operation) {
        return (long) metrics.find("muster.aws.requests").tag("operation", operation).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
