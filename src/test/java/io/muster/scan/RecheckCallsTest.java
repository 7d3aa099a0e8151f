package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The calls of a scan of what has been scanned before. */
@QuarkusTest
class RecheckCallsTest {

    /** Of the estate of which docs/figures.md has the floor: 20 accounts with four each. */
    private static final int REGIONS = 80;

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
    DemoFaults faults;

    @Inject
    io.muster.collect.Collectors collectors;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
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
                        .collect(Collectors.groupingBy(RecheckCallsTest::operation, Collectors.counting())))
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
}
