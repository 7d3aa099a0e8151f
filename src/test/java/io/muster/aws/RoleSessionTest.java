package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/** Sessions of a role: how long they are kept, and what is told by them. */
class RoleSessionTest extends CannedSessions {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthFailure",
                "ExpiredToken",
                "ExpiredTokenException",
                "InvalidClientTokenId",
                "UnrecognizedClientException"
            })
    void aRefusedSessionIsTakenAnew(String code) {
        aws.refuse("DescribeVpcs", 401, code, "No").ec2("DescribeVpcs", "<vpcSet/>");
        AwsSession session = session();
        assertThat(vpcs(session).await().indefinitely().vpcs()).isEmpty();
        assertThat(aws.asked("AssumeRole")).isEqualTo(2);
        assertThat(session.calls()).as("the refused call counts").isEqualTo(2);
    }

    @Test
    void anAnswerWithoutASessionTokenCannotBeRead() {
        aws.forget("AssumeRole")
                .query(
                        "AssumeRole",
                        "<Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey></Credentials>");
        assertThat(failure(session()).errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    /** The SDK makes the call again, in case that the clocks differ. */
    @Test
    void aRequestThatIsAlwaysTooLateIsMadeWithANewSession() {
        aws.refuse("DescribeVpcs", 400, "RequestExpired", "No")
                .refuse("DescribeVpcs", 400, "RequestExpired", "No")
                .ec2("DescribeVpcs", "<vpcSet/>");
        assertThat(vpcs(session()).await().indefinitely().vpcs()).isEmpty();
        assertThat(aws.asked("AssumeRole")).isEqualTo(2);
    }

    @Test
    void aRoleWhoseSessionsAreAllRefusedIsTakenAnewOnceForEachScan() {
        // given
        aws.refuse("DescribeVpcs", 403, "AuthFailure", "Not this region");

        // when, then
        for (int region = 0; region < 5; region++) {
            AwsSession session = clients.session(role, 1, Duration.ZERO);
            assertThat(failure(session))
                    .isEqualTo(new AwsFailure("ec2:DescribeVpcs", "AuthFailure", "Not this region"));
        }
        assertThat(aws.asked("AssumeRole")).as("one to begin with, one renewal").isEqualTo(2);
        assertThat(aws.asked("DescribeVpcs")).isEqualTo(6);

        // when, then
        failure(clients.session(role, 2, Duration.ZERO));
        assertThat(aws.asked("AssumeRole")).isEqualTo(3);
    }

    @Test
    void manyCallsThatAreRefusedAtOnceRenewTheSessionOnce() {
        aws.refuse("DescribeVpcs", 401, "ExpiredToken", "No");
        AwsSession session = clients.session(role, 1, Duration.ZERO);
        Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(i -> vpcs(session).onItemOrFailure().transform((answer, thrown) -> i))
                        .toList())
                .andCollectFailures()
                .await()
                .indefinitely();
        assertThat(aws.asked("AssumeRole")).isEqualTo(2);
    }

    @Test
    void anItemOfAnotherAccountIsNoReasonToTakeTheSessionAnew() {
        aws.refuse("DescribeVpcs", 400, "AuthFailure", "Not authorized for images: [ami-1]");
        failure(session());
        assertThat(aws.asked("AssumeRole")).isEqualTo(1);
    }

    @Test
    void aDenialIsNoReasonToTakeTheSessionAnew() {
        aws.refuse("DescribeVpcs", 403, "UnauthorizedOperation", "You may not");
        failure(session());
        assertThat(aws.asked("AssumeRole")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso-b", "aws-new"})
    void thePartitionIsWhatTheCallersArnSays(String partition) {
        aws.forget("GetCallerIdentity")
                .query(
                        "GetCallerIdentity",
                        "<Account>" + AwsStandIn.ACCOUNT + "</Account><Arn>arn:" + partition + ":sts::"
                                + AwsStandIn.ACCOUNT + ":assumed-role/r/muster</Arn>");
        AwsSession session = session();
        assertThat(session.partition().await().indefinitely()).isEqualTo(partition);
    }

    private static Uni<DescribeVpcsResponse> vpcs(AwsSession session) {
        return session.call(AwsService.EC2, "eu-central-1", "DescribeVpcs", Ec2AsyncClient::describeVpcs);
    }

    private static AwsFailure failure(AwsSession session) {
        return failure(vpcs(session));
    }
}
