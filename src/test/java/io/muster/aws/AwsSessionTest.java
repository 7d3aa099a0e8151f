package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.platform.Tracing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.sts.StsAsyncClient;

class AwsSessionTest {

    private static final AwsOperation VPCS = AwsService.EC2.operation("DescribeVpcs");
    private static final String REGION = "eu-central-1";

    private CannedAws aws;
    private TestClients clients;

    @BeforeEach
    void start() {
        aws = new CannedAws();
        clients = TestClients.at(aws.endpoint(), Map.of("max-attempts", "3", "request-timeout", "30s"));
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    @Test
    void credentialsAreCheckedOnceForAllCalls() {
        aws.ec2("DescribeVpcs", "<vpcSet/>");
        AwsSession session = session(AwsAccess.direct(AwsStandIn.ACCOUNT));
        Uni.join()
                .all(IntStream.range(0, 20).mapToObj(i -> vpcs(session)).toList())
                .andFailFast()
                .await()
                .indefinitely();
        assertThat(session.calls()).isEqualTo(20);
        assertThat(aws.asked("GetCallerIdentity")).isEqualTo(1);
    }

    @Test
    void nothingIsReadWithAnotherAccountsCredentials() {
        aws.ec2("DescribeVpcs", "<vpcSet/>").caller("999999999999");
        AwsFailure failure = failure(session(AwsAccess.direct(AwsStandIn.ACCOUNT)));
        assertThat(failure.errorCode()).isEqualTo(AwsFailure.WRONG_ACCOUNT);
        assertThat(aws.asked("DescribeVpcs")).isZero();
    }

    @Test
    void aRoleThatMayNotBeAssumedIsSaidToBeWhatFailed() {
        aws.answer(
                "AssumeRole",
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not yours</Message></Error></ErrorResponse>");
        AwsFailure failure = failure(session(new AwsAccess("111111111111", "arn:aws:iam::111111111111:role/r", "x")));
        assertThat(failure).isEqualTo(new AwsFailure("sts:AssumeRole", "AccessDenied", "Not yours"));
    }

    @Test
    void aThrottledCallIsRepeatedAndCountedOnce() {
        aws.refuse("DescribeVpcs", 503, "RequestLimitExceeded", "Too many").ec2("DescribeVpcs", "<vpcSet/>");
        AwsSession session = session(AwsAccess.direct(AwsStandIn.ACCOUNT));
        assertThat(vpcs(session).await().indefinitely().vpcs()).isEmpty();
        assertThat(session.calls()).isEqualTo(1);
        // STS is asked who the caller is, too
        assertThat(clients.budget())
                .returns(2L, CountedBudget::calls)
                .returns(1L, CountedBudget::repetitions)
                .returns(1L, CountedBudget::throttles);
    }

    @Test
    void throttlingToTheEndIsAFailure() {
        aws.refuse("DescribeVpcs", 503, "RequestLimitExceeded", "Too many");
        assertThat(failure(session(AwsAccess.direct(AwsStandIn.ACCOUNT))))
                .isEqualTo(new AwsFailure("ec2:DescribeVpcs", "RequestLimitExceeded", "Too many"));
        assertThat(aws.asked("DescribeVpcs")).isEqualTo(3);
    }

    @Test
    void anAnswerThatIsNotXmlIsAFailure() {
        aws.answer("DescribeVpcs", 200, "<html><body>A proxy's page");
        assertThat(failure(session(AwsAccess.direct(AwsStandIn.ACCOUNT))).errorCode())
                .isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    @Test
    void aHtmlErrorTellsItsStatus() {
        aws.answer("DescribeVpcs", 500, "<html><body>Internal Server Error</body></html>");
        assertThat(failure(session(AwsAccess.direct(AwsStandIn.ACCOUNT))).errorCode())
                .isEqualTo("HTTP_500");
    }

    @Test
    void anEndpointThatIsGoneIsAFailureOfTheConnection() {
        AwsSession session = session(AwsAccess.direct(AwsStandIn.ACCOUNT));
        aws.close();
        assertThat(failure(session).errorCode()).isEqualTo(AwsFailure.CONNECTION);
    }

    @Test
    void regionsThatWouldHaveToBeOptedIntoAreLeftOut() {
        aws.ec2(
                "DescribeRegions",
                "<regionInfo>" + region("eu-west-1", "opt-in-not-required") + region("af-south-1", "not-opted-in")
                        + region("ap-east-1", "opted-in") + "</regionInfo>");
        AwsSession session = session(AwsAccess.direct(AwsStandIn.ACCOUNT));
        assertThat(session.regions().await().indefinitely()).containsExactly("ap-east-1", "eu-west-1");
    }

    @Test
    void aClockThatIsBehindTakesNothingOfTheBudget() {
        aws.ec2("DescribeVpcs", "<vpcSet/>");
        AwsAccess access = AwsAccess.direct(AwsStandIn.ACCOUNT);
        AwsSession session = clients.clients().session(access, 1, Duration.ofDays(2));
        assertThat(vpcs(session).await().indefinitely().vpcs()).isEmpty();
        assertThat(session.calls()).isEqualTo(1);
        // but for the question who the caller is, which STS is asked in the present
        assertThat(clients.budget().calls()).isEqualTo(1);
    }

    @Test
    void awsItselfIsNeverAskedWithAClockThatIsBehind() {
        AwsConfig config = TestClients.config(Map.of());
        RequestMetrics metrics = new RequestMetrics(new SimpleMeterRegistry());
        StsAsyncClient sts = StsAsyncClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        AwsAccess access = AwsAccess.direct(AwsStandIn.ACCOUNT);
        try (sts;
                AwsClients real = new AwsClients(config, clients.budget(), metrics, Tracing.NONE, sts)) {
            assertThat(real.session(access, 1, Duration.ZERO)).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(() -> real.session(access, 1, Duration.ofDays(1)))
                    .withMessageContaining("muster.aws.endpoint");
        }
    }

    private static String region(String name, String optIn) {
        return "<item><regionName>" + name + "</regionName><optInStatus>" + optIn + "</optInStatus></item>";
    }

    private AwsSession session(AwsAccess access) {
        return clients.clients().session(access);
    }

    private static Uni<DescribeVpcsResponse> vpcs(AwsSession session) {
        return session.call(AwsService.EC2, REGION, VPCS.name(), Ec2AsyncClient::describeVpcs);
    }

    private static AwsFailure failure(AwsSession session) {
        return vpcs(session)
                .onItemOrFailure()
                .transform((answer, thrown) -> ((AwsException) thrown).failure())
                .await()
                .indefinitely();
    }
}
