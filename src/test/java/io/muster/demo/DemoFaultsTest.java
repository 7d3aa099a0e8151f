package io.muster.demo;

import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** How the demo cloud misbehaves, and what it says to calls that are wrong. */
class DemoFaultsTest {

    private static Demo demo;
    private static Ec2AsyncClient ec2;

    @BeforeAll
    static void start() {
        demo = Demo.ofInstances(25);
        ec2 = demo.ec2();
    }

    @AfterEach
    void behave() {
        demo.faults().clear();
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void refusesDeniedOperationsAndNoOthers() {
        demo.faults().deny("ec2:DescribeVolumes");
        demo.faults().deny("iam:ListInstanceProfiles");

        assertFails(() -> ec2.describeVolumes().join(), 403, "UnauthorizedOperation");
        assertFails(() -> demo.iam().listInstanceProfiles().join(), 403, "AccessDenied");
        assertThatCode(() -> ec2.describeVpcs().join()).doesNotThrowAnyException();
    }

    @Test
    void refusesAnOperationInOneAccountOnly() {
        DemoAccount other = demo.cloud().accounts().get(1);
        demo.faults().deny(other.accountId() + "/ec2:DescribeVpcs");

        assertFails(() -> demo.ec2(demo.assume(other), REGION).describeVpcs().join(), 403, "UnauthorizedOperation");
        assertThatCode(() -> ec2.describeVpcs().join()).doesNotThrowAnyException();
    }

    @Test
    void throttlesEveryNthCall() {
        demo.faults().throttleEvery(2);

        long throttled = IntStream.range(0, 10)
                .filter(call ->
                        ec2.describeKeyPairs().handle((answer, e) -> e != null).join())
                .count();

        assertThat(throttled).isEqualTo(5);
    }

    @Test
    void throttlesInTheWordsOfEachService() {
        demo.faults().throttleEvery(1);

        assertFails(() -> ec2.describeVpcs().join(), 503, "RequestLimitExceeded");
        assertFails(() -> demo.iam().listInstanceProfiles().join(), 400, "Throttling");
    }

    @Test
    void breaksOffAfterTheFirstPage() {
        demo.faults().breakOff("ec2:DescribeVolumes");

        DescribeVolumesResponse first =
                ec2.describeVolumes(r -> r.maxResults(5)).join();

        assertThat(first.volumes()).hasSize(5);
        assertThatThrownBy(() -> ec2.describeVolumes(r -> r.maxResults(5).nextToken(first.nextToken()))
                        .join())
                .cause()
                .isInstanceOf(SdkClientException.class);
    }

    @Test
    void holdsAnswersBack() {
        Duration latency = Duration.ofMillis(300);
        demo.faults().latency(latency);

        long start = System.nanoTime();
        ec2.describeVpcs().join();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency);
    }

    @Test
    void refusesAnOperationThatItDoesNotHave() {
        assertFails(() -> ec2.describePlacementGroups(r -> {}).join(), 400, "InvalidAction");
    }

    @Test
    void refusesTokensThatItDidNotGiveOut() {
        String ofVolumes = ec2.describeVolumes(r -> r.maxResults(5)).join().nextToken();

        assertFails(() -> ec2.describeVpcs(r -> r.nextToken("made-up")).join(), 400, "InvalidNextToken");
        assertFails(() -> ec2.describeVpcs(r -> r.nextToken(ofVolumes)).join(), 400, "InvalidNextToken");
        assertFails(() -> demo.iam().listInstanceProfiles(r -> r.marker("x")).join(), 400, "ValidationError");
    }

    @Test
    void holdsToTheLimitsOfPages() {
        assertFails(() -> ec2.describeInstances(r -> r.maxResults(1001)).join(), 400, "InvalidParameterValue");
        assertFails(() -> ec2.describeInstances(r -> r.maxResults(4)).join(), 400, "InvalidParameterValue");
        assertFails(() -> demo.iam().listInstanceProfiles(r -> r.maxItems(1001)).join(), 400, "ValidationError");
        assertThatCode(() -> ec2.describeVolumes(r -> r.maxResults(1000)).join())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesIdsThatDoNotExist() {
        assertFails(
                () -> ec2.describeInstances(r -> r.instanceIds("i-0123456789abcdef0"))
                        .join(),
                400,
                "InvalidInstanceID.NotFound");
    }

    @Test
    void refusesFiltersRatherThanLeaveThemOut() {
        assertFails(
                () -> ec2.describeInstances(r -> r.filters(
                                Filter.builder().name("made-up").values("vpc-1").build()))
                        .join(),
                400,
                "InvalidParameterValue");
    }

    @Test
    void refusesCallsThatAreNotSigned() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + demo.port() + "/");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    private static void assertFails(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).cause().isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
