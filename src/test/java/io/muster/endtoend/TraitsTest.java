package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.demo.SdkCalls;
import io.muster.docs.GeneratedFile;
import io.muster.inventory.Documents;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * An estate with every trait that moto can express: the findings of all rules are exactly those of {@code traits.txt}, of which each says
 * what the calls of {@code traits.json} make of it. {@code FIXED}: resolved once its trait is mended, and reopened as the same
 * finding when that is undone. {@code GONE}: resolved with its resource. {@code STAYS}: moto has no operation that mends it. {@code MADE}:
 * a fault of the mending itself, as of flow logs, which moto does not deliver.
 */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class TraitsTest {

    private static final String ACCOUNT = "640000000001";
    private static final String FOREIGN = "999999999999";
    private static final String TRAIL_BUCKET = "traits-trail";
    private static final Path RESOURCES = Path.of("src", "test", "resources", "aws");

    private static final String FINDINGS = """
            query($account: String!, $after: String) {
              findings(filter: {accountIds: [$account], statuses: [OPEN]}, first: 500, after: $after) {
                pageInfo { hasNextPage } nodes { id ruleId severity stale reopenedCount resourceArn resourceId } } }""";

    @Test
    void areFoundResolvedWhenTheyAreMendedAndReopenedAsTheSameFindings() throws Exception {
        // given
        JsonNode calls = Documents.tree(Files.readString(RESOURCES.resolve("traits.json")));
        AwsCredentials credentials = Member.credentials(AnotherAws.endpoint(), ACCOUNT);
        SdkCalls aws = new SdkCalls(AnotherAws.endpoint(), credentials);
        aws.of(Member.credentials(AnotherAws.endpoint(), FOREIGN)).make(calls.path("foreign"));
        makeBucket(credentials);
        aws.make(calls.path("make"));
        Muster.register(
                ACCOUNT,
                Map.of(
                        "name",
                        "traits",
                        "roleArn",
                        "arn:aws:iam::" + ACCOUNT + ":role/muster",
                        "regions",
                        List.of(AwsEstate.REGION)));

        // when
        Muster.scan(ACCOUNT, Map.of("full", true));
        Map<String, JsonNode> found = open(aws);
        aws.make(calls.path("fix"));
        Muster.scan(ACCOUNT, Map.of("full", true));
        Map<String, JsonNode> mended = open(aws);
        aws.make(calls.path("break"));
        Muster.scan(ACCOUNT, Map.of("full", true));
        Map<String, JsonNode> again = open(aws);

        // then
        new GeneratedFile(RESOURCES.resolve("traits.txt"), TraitsTest.class).holds(table(found, mended, again));
        assertThat(again).allSatisfy((name, finding) -> {
            assertThat(finding.path("id")).isEqualTo(found.get(name).path("id"));
            assertThat(finding.path("reopenedCount").asInt()).isEqualTo(mended.containsKey(name) ? 0 : 1);
        });
    }

    /** The SDK in use has no S3; moto takes the account and the service from the header, and checks no signature. */
    private static void makeBucket(AwsCredentials credentials) {
        AnotherAws.orders()
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId()
                                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none")
                .put("/" + TRAIL_BUCKET)
                .then()
                .statusCode(200);
    }

    private static String table(
            Map<String, JsonNode> found, Map<String, JsonNode> mended, Map<String, JsonNode> again) {
        Map<String, JsonNode> all = new TreeMap<>(mended);
        all.putAll(found);
        return all.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue().path("severity").asText() + " "
                        + fate(one.getKey(), found, mended, again) + "\n")
                .collect(Collectors.joining());
    }

    private static String fate(
            String name, Map<String, JsonNode> found, Map<String, JsonNode> mended, Map<String, JsonNode> again) {
        if (!found.containsKey(name)) {
            return "MADE";
        }
        if (mended.containsKey(name)) {
            return "STAYS";
        }
        return again.containsKey(name) ? "FIXED" : "GONE";
    }

    private static Map<String, JsonNode> open(SdkCalls aws) {
        Map<String, String> names = aws.names();
        JsonNode answer = Muster.ask(FINDINGS, Map.of("account", ACCOUNT)).path("findings");
        assertThat(answer.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
        Map<String, JsonNode> lines = new TreeMap<>();
        Muster.each(answer.path("nodes")).forEach(finding -> {
            String id = finding.path("resourceId").asText();
            String arn = finding.path("resourceArn").asText();
            // settings have the account's id, in each region
            String name = id.equals(ACCOUNT) ? region(arn) : names.getOrDefault(id, names.getOrDefault(arn, id));
            assertThat(lines.put(finding.path("ruleId").asText() + " " + name, finding))
                    .as("another finding of the same name")
                    .isNull();
        });
        return lines;
    }

    private static String region(String arn) {
        String region = arn.split(":", -1)[3];
        return region.isEmpty() ? "global" : region;
    }
}
