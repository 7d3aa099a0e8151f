package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.sun.net.httpserver.HttpServer;
import io.muster.aws.AwsAccess;
import io.muster.aws.TestClients;
import io.muster.aws.organization.OrganizationReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why an organization cannot be read is told so that the operator knows the setting or the right to change. */
class OrganizationFaultTest {

    private static final String OWN = "111111111111";
    private static final String OTHER = "999999999999";

    private static final String NO_ADMINISTRATOR = "You don't have permissions to access this resource.";
    private static final String NO_RIGHT =
            "User: arn:aws:sts::" + OWN + ":assumed-role/muster/x is not authorized to perform:"
                    + " organizations:ListRoots because no identity-based policy allows the organizations:ListRoots action";

    /** Of STS: whose the credentials are. */
    private static final Answer IDENTITY = new Answer(
            200,
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                    + "<Arn>arn:aws:iam::" + OWN + ":user/muster</Arn><UserId>AIDA</UserId><Account>" + OWN
                    + "</Account>"
                    + "</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
                    + "</GetCallerIdentityResponse>");

    private record Answer(int status, String body) {

        static Answer organization(String management) {
            return new Answer(
                    200, "{\"Organization\": {\"Id\": \"o-1\", \"MasterAccountId\": \"" + management + "\"}}");
        }

        static Answer refusal(String code, String message) {
            return new Answer(400, "{\"__type\": \"" + code + "\", \"Message\": \"" + message + "\"}");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet(
                        "neither management account nor delegated administrator",
                        Answer.organization(OTHER),
                        Answer.refusal("AccessDeniedException", NO_ADMINISTRATOR),
                        "account " + OWN + " is neither the management account (" + OTHER
                                + ") nor a delegated administrator"),
                argumentSet(
                        "a delegated administrator's role without the right",
                        Answer.organization(OTHER),
                        Answer.refusal("AccessDeniedException", NO_RIGHT),
                        "the credentials of account " + OWN
                                + " may not call organizations:ListRoots: give it the policy"),
                argumentSet(
                        "the management account's role without the right",
                        Answer.organization(OWN),
                        Answer.refusal("AccessDeniedException", NO_ADMINISTRATOR),
                        "the credentials of account " + OWN
                                + " may not call organizations:ListRoots: give it the policy"),
                argumentSet(
                        "a role that may not even ask for the organization",
                        Answer.refusal("AccessDeniedException", "no"),
                        Answer.organization(OWN),
                        "the credentials of account " + OWN + " may not call organizations:DescribeOrganization"),
                argumentSet(
                        "an account of no organization",
                        Answer.refusal("AWSOrganizationsNotInUseException", "none"),
                        Answer.organization(OWN),
                        "account " + OWN + " is of no organization"),
                argumentSet(
                        "another failure",
                        Answer.organization(OTHER),
                        Answer.refusal("ServiceException", "broken"),
                        "organizations:ListRoots failed: ServiceException: broken"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isTold(Answer organization, Answer roots, String reason) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String target = String.valueOf(call.getRequestHeaders().getFirst("X-Amz-Target"));
            Answer asked = target.contains("DescribeOrganization") ? organization : roots;
            Answer answer = target.equals("null") ? IDENTITY : asked;
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders()
                    .set("Content-Type", target.equals("null") ? "text/xml" : "application/x-amz-json-1.1");
            call.sendResponseHeaders(answer.status(), body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        AwsAccess access = AwsAccess.direct(OWN);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (TestClients clients = TestClients.at(address, Map.of("budget-fraction", "1", "max-attempts", "1"))) {
            Throwable failure = OrganizationReader.read(clients.clients().session(access))
                    .onItem()
                    .<Throwable>transform(read -> new AssertionError("it was read"))
                    .onFailure()
                    .recoverWithItem(thrown -> thrown)
                    .await()
                    .indefinitely();

            assertThat(OrganizationFault.reason(access, failure)).startsWith(reason);
        } finally {
            server.stop(0);
        }
    }
}
