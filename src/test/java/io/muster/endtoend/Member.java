package io.muster.endtoend;

import static io.muster.aws.AwsEstateBuilder.done;

import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Another account than that of our own credentials: it is built, and mustered, by roles of its own. */
record Member(String accountId, AwsEstateBuilder aws) {

    static final String EXTERNAL_ID = "muster-7f3a";

    static Member of(String accountId) {
        URI endpoint = AnotherAws.endpoint();
        return new Member(
                accountId, new AwsEstateBuilder(endpoint, AwsEstate.REGION, credentials(endpoint, accountId)));
    }

    /** The role by which the service enters. */
    String role() {
        return "arn:aws:iam::" + accountId + ":role/muster";
    }

    Member register() {
        Muster.register(
                accountId,
                Map.of(
                        "name",
                        "member " + accountId,
                        "roleArn",
                        role(),
                        "externalId",
                        EXTERNAL_ID,
                        "regions",
                        List.of(AwsEstate.REGION)));
        return this;
    }

    String arn(String type, String id) {
        return "arn:aws:ec2:" + AwsEstate.REGION + ":" + accountId + ":" + type + "/" + id;
    }

    /** Those of a session in the account that may do everything. */
    static AwsSessionCredentials credentials(URI endpoint, String accountId) {
        try (StsAsyncClient sts = StsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(AwsEstate.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("builder", "builder")))
                .build()) {
            Credentials assumed = done(sts.assumeRole(r -> r.roleArn("arn:aws:iam::" + accountId + ":role/builder")
                            .roleSessionName("builder")))
                    .credentials();
            return AwsSessionCredentials.create(
                    assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken());
        }
    }
}
