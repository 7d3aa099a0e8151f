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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * An estate with every trait that moto can express: the findings of all rules are exactly those of {@code traits.txt}, of which each says
 * what the calls of {@code traits.json} make of it. {@code FIXED}: resolved once its trait is mended, and reopened as the same
 * finding when that is undone; attachments to a foreign account by its registration. {@code GONE}: resolved with its resource, which moto
 * cannot bring back. {@code STAYS}: moto has no operation that mends it. {@code MADE}: a fault of the mending itself, resolved when that is undone,
 * as of flow logs, which moto does not deliver. docs/testing.md tells the cause of each that is not {@code FIXED}.
 */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class TraitsTest {

    private static final String ACCOUNT = "640000000001";
    private static final String FOREIGN = "999999999999";
    private static final String TRAIL_BUCKET = "traits-trail";
    private static final Path RESOURCES = Path.of("src", "test", "resources", "aws");

    private static final Map<String, ?> EVERYTHING = Map.of("full", true);

    /** The kind whose fault is made by a mending. */
    private static final Map<String, ?> MADE = Map.of("kinds", List.of("DETECTOR"));

    private static final Pattern REOPENED = Pattern.compile("\\+-+(?=\\+)");

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
        register(ACCOUNT);

        // when
        List<Map<String, JsonNode>> scans = new ArrayList<>();
        scans.add(scanned(aws, EVERYTHING));
        aws.make(calls.path("fix"));
        register(FOREIGN);
        scans.add(scanned(aws, EVERYTHING));
        aws.make(calls.path("fix-made"));
        scans.add(scanned(aws, MADE));
        aws.make(calls.path("break-made"));
        scans.add(scanned(aws, MADE));
        aws.make(calls.path("break"));
        Muster.remove(FOREIGN);
        scans.add(scanned(aws, EVERYTHING));

        // then
        Map<String, List<JsonNode>> found = byName(scans);
        new GeneratedFile(RESOURCES.resolve("traits.txt"), TraitsTest.class).holds(table(found));
        assertThat(found).allSatisfy((name, open) -> {
            assertThat(open.stream().filter(Objects::nonNull).map(finding -> finding.path("id")))
                    .as("ids of one finding")
                    .containsOnly(last(open).path("id"));
            assertThat(last(open).path("reopenedCount").asInt()).isEqualTo(times(REOPENED, presence(open)));
        });
    }

    private static void register(String account) {
        Muster.register(
                account,
                Map.of(
                        "name",
                        "traits " + account,
                        "roleArn",
                        "arn:aws:iam::" + account + ":role/muster",
                        "regions",
                        List.of(AwsEstate.REGION)));
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

    /** By the finding's name, what it was at each scan; null where it was not open. */
    private static Map<String, List<JsonNode>> byName(List<Map<String, JsonNode>> scans) {
        Map<String, List<JsonNode>> found = new TreeMap<>();
        scans.forEach(scan -> scan.keySet()
                .forEach(name -> found.computeIfAbsent(
                        name, key -> scans.stream().map(each -> each.get(key)).toList())));
        return found;
    }

    private static String table(Map<String, List<JsonNode>> found) {
        return found.entrySet().stream()
                .map(one -> one.getKey() + " "
                        + first(one.getValue()).path("severity").asText() + " " + fate(presence(one.getValue())) + "\n")
                .collect(Collectors.joining());
    }

    private static JsonNode first(List<JsonNode> open) {
        return open.stream().filter(Objects::nonNull).findFirst().orElseThrow();
    }

    private static JsonNode last(List<JsonNode> open) {
        return open.stream()
                .filter(Objects::nonNull)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    /** For each scan {@code +} where the finding was open, else {@code -}. */
    private static String presence(List<JsonNode> open) {
        return open.stream().map(finding -> finding == null ? "-" : "+").collect(Collectors.joining());
    }

    private static String fate(String presence) {
        if (times(REOPENED, presence) > 0) {
            return "FIXED";
        }
        if (!presence.contains("-")) {
            return "STAYS";
        }
        return presence.startsWith("+") ? "GONE" : "MADE";
    }

    private static long times(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    private static Map<String, JsonNode> scanned(SdkCalls aws, Map<String, ?> what) {
        Muster.scan(ACCOUNT, what);
        return open(aws);
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
