package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.demo.DemoFaults;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack paths, from a scan of the demo cloud to the answers over GraphQL. */
@QuarkusTest
class AttackPathTest {

    private static final String FIELDS =
            " totalCount missing bestCut { resourceArn kind change paths } nodes { id severity"
                    + " title accountId region prize certain since instance { resourceId exposure { reachable } }"
                    + " steps { resourceArn kind why findingId } cuts { resourceArn kind change } }";

    @Inject
    Lab lab;

    @Inject
    DemoFaults faults;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void areKeptWithTheScanAndAnswerForThePast() {
        // given
        lab.scan();
        JsonPath found = paths("first: 500");
        List<Map<String, Object>> all = nodes(found);
        Instant before = Instant.now();

        // then
        assertThat(found.getList("errors")).isNull();
        assertThat(all).isNotEmpty().hasSize(found.getInt("data.attackPaths.totalCount"));
        assertThat(all).allSatisfy(path -> {
            assertThat(list(path, "steps")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(list(path, "cuts")).isNotEmpty();
            assertThat(path.get("instance")).isNotNull();
        });
        assertThat(all)
                .anySatisfy(path -> assertThat(list(path, "steps"))
                        .anySatisfy(step -> assertThat(step.get("findingId")).isNotNull()));
        int ended = found.getInt("data.attackPaths.bestCut.paths");
        String changed = found.getString("data.attackPaths.bestCut.resourceArn");
        assertThat(all.stream()
                        .filter(path -> list(path, "cuts").stream()
                                .anyMatch(cut -> cut.get("resourceArn").equals(changed)))
                        .count())
                .isEqualTo(ended);

        // when nothing changed
        String stored = lab.text("select count(*) || ' ' || max(valid_from) from attack_path");
        lab.scan();

        // then
        assertThat(lab.text("select count(*) || ' ' || max(valid_from) from attack_path"))
                .isEqualTo(stored);

        // when no gateway is attached any more
        lab.removeInternetGateways();
        lab.scan();

        // then
        assertThat(nodes(paths("first: 500"))).isEmpty();
        assertThat(nodes(paths("first: 500, at: \"" + before + "\"")))
                .extracting(path -> path.get("title") + " " + path.get("since"))
                .isEqualTo(all.stream()
                        .map(path -> path.get("title") + " " + path.get("since"))
                        .toList());
    }

    @Test
    void areNotWorkedOutAgainWhereNothingChanged() {
        // given paths that would be replaced if they were worked out
        lab.scan();
        String ended = "select count(*) from attack_path where valid_to <> 'infinity'";
        String lookedAt = "select max(looked_at)::text from attack_path_scope";
        String first = lab.text(lookedAt);
        lab.execute("update attack_path set content_hash = 0");

        // when
        lab.scan();

        // then
        assertThat(lab.number(ended)).isZero();
        assertThat(lab.text(lookedAt)).as("they were looked at").isGreaterThan(first);

        // when a replica that keeps no fingerprint has looked meanwhile
        lab.execute("update attack_path_scope set looked_at = now()");
        lab.scan();

        // then
        assertThat(lab.number(ended)).isPositive();
    }

    @Test
    void holdWhatAnotherProductReportsOfTheInstance() {
        // given
        lab.scan();
        String report = """
                insert into signal select 'Inspector', 'f-1', r.arn, r.account_id, 'VULNERABILITY', 'OPEN', 4, now(), now(),
                    '{"title": "t", "vulnerabilities": ["CVE-2025-1"], "exploitAvailable": true}'::jsonb
                from attack_path p join resource r on r.id = p.instance_id where p.valid_to = 'infinity' limit 1
                returning resource
                """;
        String arn = lab.text(report);

        // when
        lab.scan();

        // then
        assertThat(nodes(paths("first: 500")).stream().flatMap(path -> list(path, "steps").stream()))
                .anySatisfy(step -> assertThat(step)
                        .containsEntry("resourceArn", arn)
                        .hasEntrySatisfying(
                                "why",
                                why -> assertThat((String) why)
                                        .contains("Inspector reports CVE-2025-1, for which an exploit is known")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ec2:DescribeNetworkInterfaces, ': NETWORK_INTERFACE in'
                    ec2:DescribeInstances,         ': INSTANCE in'
                    """)
    void stayAsTheyWereWhereTheyCannotBeLookedFor(String operation, String unread) {
        // given
        lab.scan();
        String standing = "select count(*) from attack_path where valid_to = 'infinity'";
        long before = lab.number(standing);
        assertThat(before).isPositive();

        // when
        faults.deny(operation);
        lab.scan();

        // then
        assertThat(lab.number(standing)).isEqualTo(before);
        assertThat(paths("first: 1").getList("data.attackPaths.missing", String.class))
                .anySatisfy(missing -> assertThat(missing).contains(unread));

        // when
        faults.clear();
        lab.scan();

        // then
        assertThat(lab.number(standing)).isEqualTo(before);
        assertThat(paths("first: 1").getList("data.attackPaths.missing", String.class))
                .noneMatch(missing -> missing.contains(unread));
    }

    @Test
    void stayWhereAnInstanceThatTheyLeadOverCouldNotBeRead() {
        // given
        lab.scan();
        String standing = "select count(*) from attack_path where valid_to = 'infinity'";
        long before = lab.number(standing);
        String passed = lab.text(
                "select min(r.resource_id) from attack_path p, jsonb_array_elements(p.document -> 'steps') step, resource r"
                        + " where p.valid_to = 'infinity' and r.arn = step ->> 'resourceArn' and r.kind = 'INSTANCE'"
                        + " and r.account_id = p.account_id and r.region = p.region and r.id <> p.instance_id"
                        + " and not exists (select from attack_path own where own.instance_id = r.id)");
        assertThat(passed)
                .as("an instance that paths lead over, and none begins at")
                .isNotNull();

        // when
        faults.alter("ec2:DescribeInstances", answer -> answer.replace("<instanceId>" + passed + "</instanceId>", ""));
        lab.scan();

        // then
        assertThat(lab.number(standing)).isEqualTo(before);
    }

    @Test
    void stayWhereTheirInstanceCouldNotBeRead() {
        // given
        lab.scan();
        String entries = "select count(distinct instance_id) from attack_path where valid_to = 'infinity'";
        long before = lab.number(entries);
        String entry = lab.text("select min(r.resource_id) from attack_path p, resource r where r.id = p.instance_id");

        // when
        faults.alter("ec2:DescribeInstances", answer -> answer.replace("<instanceId>" + entry + "</instanceId>", ""));
        lab.scan();

        // then
        assertThat(lab.number(entries)).isEqualTo(before);
    }

    @Test
    void areFilteredAndPaged() {
        // given
        lab.scan();
        List<Map<String, Object>> all = nodes(paths("first: 500"));
        String first = (String) ((Map<?, ?>) all.get(0).get("instance")).get("resourceId");

        // then
        assertThat(nodes(paths("filter: {instanceIds: [\"" + first + "\"]}, first: 500")))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(((Map<?, ?>) path.get("instance")).get("resourceId"))
                        .isEqualTo(first));
        assertThat(nodes(paths("filter: {severityAtLeast: CRITICAL}, first: 500")))
                .allSatisfy(path -> assertThat(path).containsEntry("severity", "CRITICAL"));
        assertThat(nodes(paths("filter: {regions: []}"))).isEmpty();
        assertThat(paths("filter: {regions: [\"eu-centrl-1\"]}").getString("errors[0].message"))
                .contains("eu-central-1");
        JsonPath one = ask("{ attackPaths(first: 1) { edges { cursor node { id } } pageInfo { hasNextPage } } }");
        assertThat(one.getString("data.attackPaths.edges[0].node.id"))
                .isEqualTo(all.get(0).get("id"));
        if (all.size() > 1) {
            String cursor = one.getString("data.attackPaths.edges[0].cursor");
            assertThat(ask("{ attackPaths(first: 1, after: \"" + cursor + "\") { nodes { id } } }")
                            .getString("data.attackPaths.nodes[0].id"))
                    .isEqualTo(all.get(1).get("id"));
        }
        assertThat(paths("at: \"2001-01-01T00:00:00Z\"").getString("errors[0].message"))
                .contains("before the first scan");
    }

    /** As if it led into two others, of which one was read. */
    @Test
    void nameTheOtherAccountsWithTheirAge() {
        // given
        lab.scan();
        assertThat(lab.number("select count(*) from attack_path_scope where read_at = '{}' and account_id = '"
                        + Lab.ACCOUNT + "'"))
                .isPositive();
        lab.execute(
                "update attack_path set document = document || '{\"accounts\": [\"444455556666\", \"777788889999\"]}'");
        lab.execute("update attack_path_scope set read_at = '{\"444455556666\": \"2026-11-24T06:00:00Z\"}'");

        // when
        JsonPath one = ask("{ attackPaths(first: 1) { nodes { hiddenSteps accounts { accountId readAt } } } }");

        // then
        assertThat(one.getList("data.attackPaths.nodes[0].accounts.accountId"))
                .isEqualTo(List.of("444455556666", "777788889999"));
        assertThat(one.getList("data.attackPaths.nodes[0].accounts.readAt"))
                .isEqualTo(Arrays.asList("2026-11-24T06:00:00Z", null));
        assertThat(one.getInt("data.attackPaths.nodes[0].hiddenSteps")).isZero();
    }

    private static JsonPath paths(String arguments) {
        return ask("{ attackPaths(" + arguments + ") {" + FIELDS + " } }");
    }

    private static List<Map<String, Object>> nodes(JsonPath answer) {
        return answer.getList("data.attackPaths.nodes");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> path, String field) {
        return (List<Map<String, Object>>) path.get(field);
    }
}
