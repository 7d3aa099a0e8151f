package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

/** Answers that are faulty as HTTP. */
class BrokenHttpTest {

    private static final String VPCS = "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>";

    private final RawHttp server = new RawHttp();
    private final TestClients clients = TestClients.at(
            URI.create("http://127.0.0.1:" + server.port()), Map.of("max-attempts", "3", "retry-pause", "1ms"));

    @AfterEach
    void close() throws IOException {
        clients.close();
        server.close();
    }

    @Test
    void aHeadThatCannotBeReadIsAskedForAgain() {
        server.answer(caller(), "no HTTP at all\r\n\r\n", whole(VPCS));

        assertThat(vpcs().await().indefinitely()).isZero();
    }

    @Test
    void aHeadThatCanNeverBeReadIsAFailure() {
        server.answer(caller(), "no HTTP at all\r\n\r\n");

        assertThat(failure().errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
        assertThat(server.asked()).isEqualTo(1 + 3);
    }

    @Test
    void bytesBehindAnAnswerDoNotSpoilTheNext() {
        server.answer(caller(), whole(VPCS) + "</and><more>", whole(VPCS));

        for (int call = 0; call < 3; call++) {
            assertThat(vpcs().await().indefinitely()).as("call %d", call).isZero();
        }
    }

    @Test
    void aRefusalWithoutAnEndIsNotReadToTheEndOfMemory() {
        server.answer(caller(), "HTTP/1.1 500 Error\r\n\r\n" + "<Response>".repeat(1 << 18));

        assertThat(failure().errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    private static String caller() {
        return whole("<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + AwsStandIn.ACCOUNT
                + "</Account><Arn>arn:aws:iam::" + AwsStandIn.ACCOUNT
                + ":user/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    private static String whole(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private AwsFailure failure() {
        return catchThrowableOfType(AwsException.class, () -> vpcs().await().indefinitely())
                .failure();
    }

    private Uni<Integer> vpcs() {
        AwsSession session = clients.clients().session(new AwsAccess(AwsStandIn.ACCOUNT, null, null));
        return session.call(AwsService.EC2, "eu-west-1", "DescribeVpcs", Ec2AsyncClient::describeVpcs)
                .map(answer -> List.copyOf(answer.vpcs()).size());
    }
}
