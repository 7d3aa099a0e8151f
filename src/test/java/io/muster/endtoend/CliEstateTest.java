package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsStandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Three accounts with two regions each, made by the AWS CLI: everything that was made is there after full scans, and nothing else. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class CliEstateTest {

    private static final Logger LOG = Logger.getLogger(CliEstateTest.class);
    private static final Path SCRIPT =
            Path.of("src/test/resources/aws/estate.sh").toAbsolutePath();
    private static final List<String> ACCOUNTS = List.of("610000000001", "610000000002", "610000000003");
    private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");

    private static final Set<String> MADE_KINDS = Set.of("ROLE", "VOLUME", "SECURITY_GROUP", "INTERNET_GATEWAY");

    private static final String PAGE = """
            query($account: String!, $after: String) {
              resources(filter: {accountIds: [$account]}, first: 500, after: $after) {
                pageInfo { hasNextPage endCursor } nodes { id kind accountId region } } }""";

    /** A resource as both tell it. */
    private record Known(String account, String region, String kind, String arn) {}

    @Test
    void isThereAsItWasMadeAndNothingElse() throws Exception {
        // given
        requireCli();
        ACCOUNTS.forEach(CliEstateTest::register);
        scanAll();
        Set<Known> before = known();

        // when
        Set<Known> made = make();
        List<JsonNode> scans = scanAll();

        // then
        Set<Known> after = known();
        Set<Known> come = new HashSet<>(after);
        come.removeAll(before);
        assertThat(made).hasSize(ACCOUNTS.size() * (1 + 3 * REGIONS.size()));
        assertThat(come).isEqualTo(made);
        assertThat(after).containsAll(before);
        assertThat(scans).flatExtracting(Gaps::of).noneMatch(gap -> MADE_KINDS.contains(gap.split(" ", -1)[1]));
        assertThat(before).allSatisfy(one -> assertThat(one.account()).isIn(ACCOUNTS));
        assertThat(countsOf(ACCOUNTS.get(0), after))
                .isEqualTo(countsOf(ACCOUNTS.get(1), after))
                .isEqualTo(countsOf(ACCOUNTS.get(2), after));
    }

    private static void requireCli() {
        boolean here = AwsStandIn.isOnPath("aws") && AwsStandIn.isOnPath("bash");
        if (!here) {
            LOG.warn("SKIPPED: the estate made by the AWS CLI, because aws or bash is not on the path");
        }
        Assumptions.assumeTrue(here, "aws or bash is not on the path");
    }

    private static void register(String account) {
        Muster.register(
                account,
                Map.of(
                        "name",
                        "cli " + account,
                        "roleArn",
                        "arn:aws:iam::" + account + ":role/muster",
                        "regions",
                        REGIONS));
    }

    /** One after the other: moto breaks connections off where it is asked for too much at a time. */
    private static List<JsonNode> scanAll() {
        return ACCOUNTS.stream().map(Muster::scan).toList();
    }

    private static Set<Known> make() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "bash",
                        SCRIPT.toString(),
                        AnotherAws.endpoint().toString(),
                        String.join(" ", ACCOUNTS),
                        String.join(" ", REGIONS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String lines = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(script.exitValue()).as(lines).isZero();
        return lines.lines().map(CliEstateTest::made).collect(Collectors.toSet());
    }

    private static Known made(String line) {
        String[] words = line.split(" ", -1);
        String type = words[2].toLowerCase(Locale.ROOT).replace('_', '-');
        String arn = words[3].startsWith("arn:")
                ? words[3]
                : "arn:aws:ec2:" + words[1] + ":" + words[0] + ":" + type + "/" + words[3];
        return new Known(words[0], words[1], words[2], arn);
    }

    private static Set<Known> known() {
        Set<Known> all = new HashSet<>();
        for (String account : ACCOUNTS) {
            @Nullable String cursor = null;
            do {
                Map<String, Object> variables = new HashMap<>();
                variables.put("account", account);
                variables.put("after", cursor);
                JsonNode page = Muster.ask(PAGE, variables).path("resources");
                Muster.each(page.path("nodes")).map(CliEstateTest::known).forEach(all::add);
                cursor = page.path("pageInfo").path("hasNextPage").asBoolean()
                        ? page.path("pageInfo").path("endCursor").asText()
                        : null;
            } while (cursor != null);
        }
        return all;
    }

    private static Known known(JsonNode node) {
        return new Known(
                node.path("accountId").asText(),
                node.path("region").asText(),
                node.path("kind").asText(),
                node.path("id").asText());
    }

    /** How many there are of each kind in each region. */
    private static Set<String> countsOf(String account, Set<Known> all) {
        return all.stream()
                .filter(one -> one.account().equals(account))
                .collect(Collectors.groupingBy(one -> one.kind() + " " + one.region(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
