package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.aws.CannedAws;
import io.muster.launch.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credentials of a pod that IAM roles for service accounts give a token to, with AWS itself as the target of all calls. */
class WebIdentityIT {

    private static final String ACCOUNT = "444444444444";
    private static final String EXCHANGE = "AssumeRoleWithWebIdentity";

    private final CannedAws sts = new CannedAws();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        sts.close();
    }

    @Test
    void theTokenOfThePodIsExchangedAndItsCredentialsAreUsed() throws IOException {
        // given
        sts.caller("555555555555") // another one, so that no call goes further
                .query(
                        EXCHANGE,
                        "<AssumedRoleUser><Arn>arn:aws:sts::111111111111:assumed-role/muster-hub/muster</Arn>"
                                + "<AssumedRoleId>A:muster</AssumedRoleId></AssumedRoleUser>"
                                + "<Credentials><AccessKeyId>ofthetoken</AccessKeyId>"
                                + "<SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>"
                                + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>");
        Replica replica = Replica.start("web-identity", settings());
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(replica.runs())
                        .as("target/cluster/web-identity.log tells why")
                        .isTrue();
                return Client.of(replica).isUp(replica.readiness());
            });
            Client client = Client.of(replica);
            client.register(ACCOUNT, Map.of("name", "payments", "regions", new String[] {"eu-central-1"}));

            // when
            HttpResponse<String> asked = client.askForScan(ACCOUNT);

            // then
            assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
            await("target/cluster/web-identity.log tells why")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sts.signed()).anySatisfy(call -> {
                        assertThat(call.accessKey()).isEqualTo("ofthetoken");
                        assertThat(call.form()).contains("Action=GetCallerIdentity");
                    }));
            assertThat(sts.parameters(EXCHANGE)).singleElement().asString().contains("WebIdentityToken=of-the-pod");
        } finally {
            replica.kill();
        }
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("MUSTER_DATABASE_PORT", String.valueOf(TestDatabase.port()));
        settings.put("MUSTER_DATABASE_NAME", Tasks.inNewDatabase().database());
        settings.put("MUSTER_DATABASE_USERNAME", TestDatabase.USER);
        settings.put("MUSTER_DATABASE_PASSWORD", TestDatabase.USER);
        settings.put("MUSTER_AUTH_ENABLED", "false");
        settings.put(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), "of-the-pod").toString());
        settings.put("AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/muster-hub");
        settings.put("AWS_REGION", "eu-central-1");
        settings.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
        return settings;
    }
}
