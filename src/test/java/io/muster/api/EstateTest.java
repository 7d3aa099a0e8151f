package io.muster.api;

import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.STAGING;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scan of the demo estate leads to, as GraphQL tells it. */
@QuarkusTest
class EstateTest {

    private static final String OF_SHOP =
            "filter: {accountIds: [\"" + SHOP + "\"], regions: [\"eu-central-1\", \"global\"]}";

    @BeforeEach
    void scan() {
        register(SHOP, "eu-central-1");
        assertThat(scanned(SHOP, "").getString("status")).isEqualTo("SUCCEEDED");
    }

    @Test
    void instancesComeWithWhatIsAroundThem() {
        // when
        JsonPath data = query("{ instances(" + OF_SHOP + ", first: 500) { totalCount nodes { resourceId state"
                + " metadataOptions { httpTokens hopLimit } vpc { resourceId cidrBlocks } subnet { resourceId vpcId }"
                + " securityGroups { groupName ingress { protocol fromPort cidr } } volumes { resourceId encrypted }"
                + " networkInterfaces { resourceId privateIps } role { resourceId } image { resourceId }"
                + " findings { ruleId } account { name } } } }");

        // then
        List<Map<String, Object>> nodes = data.getList("instances.nodes");
        assertThat(nodes).hasSize(25).hasSize(data.getInt("instances.totalCount"));
        assertThat(nodes.stream().filter(node -> "RUNNING".equals(node.get("state"))))
                .isNotEmpty()
                .allSatisfy(running -> {
                    assertThat(running.get("vpc")).isNotNull();
                    assertThat(running.get("subnet")).isNotNull();
                    assertThat((List<?>) running.get("securityGroups")).isNotEmpty();
                    assertThat((List<?>) running.get("networkInterfaces")).isNotEmpty();
                    assertThat((List<?>) running.get("volumes")).isNotEmpty();
                });
        assertThat(nodes).anySatisfy(node -> assertThat(node.get("role")).isNotNull());
        assertThat(nodes).anySatisfy(node -> assertThat(node.get("image")).isNotNull());
        assertThat(nodes)
                .anySatisfy(node -> assertThat((List<?>) node.get("findings")).isNotEmpty());
        assertThat(nodes).allSatisfy(node -> assertThat(node.get("account")).isEqualTo(Map.of("name", "demo")));
    }

    @Test
    void everyAddressLeadsToWhoHasIt() {
        // given
        List<Map<String, Object>> interfaces = query(
                        "{ networkInterfaces(" + OF_SHOP
                                + ", first: 500) { nodes { resourceId privateIps publicIps ipv6Addresses instance { resourceId } } } }")
                .getList("networkInterfaces.nodes");
        assertThat(interfaces).hasSizeGreaterThan(20);

        for (Map<String, Object> eni : interfaces.subList(0, 12)) {
            List<Object> holders = new ArrayList<>(List.of(eni.get("resourceId")));
            if (eni.get("instance") instanceof Map<?, ?> instance) {
                holders.add(instance.get("resourceId"));
            }
            for (String component : List.of("privateIps", "publicIps", "ipv6Addresses")) {
                for (Object address : (List<?>) eni.get(component)) {
                    // when
                    String asked = OF_SHOP.replace("{account", "{%s: \"" + address + "\", account");
                    JsonPath data = query("{ a: resources(" + asked.formatted("ipAddress")
                            + ") { nodes { resourceId } } b: resources(" + asked.formatted("search")
                            + ") { nodes { resourceId } } }");

                    // then
                    assertThat(data.getList("a.nodes.resourceId"))
                            .as("%s", address)
                            .containsAll(holders);
                    assertThat(data.getList("b.nodes.resourceId")).isEqualTo(data.getList("a.nodes.resourceId"));
                }
            }
        }
    }

    @Test
    void listsBelowAResourceAreNarrowedLikeTheirRoots() {
        // when
        JsonPath data = query("{ vpcs(" + OF_SHOP + ") { nodes { subnets(first: 1) { resourceId }"
                + " all: subnets { resourceId } none: subnets(filter: {search: \"no such subnet\"}) { resourceId } } }"
                + " findings(filter: {accountIds: [\"" + SHOP
                + "\"], tags: [{key: \"environment\"}], search: \"ADDRESS\"}) {"
                + " nodes { title resource { tags { key } } } } }");

        // then
        List<Map<String, Object>> vpcs = data.getList("vpcs.nodes");
        assertThat(vpcs).isNotEmpty().allSatisfy(vpc -> {
            assertThat((List<?>) vpc.get("none")).isEmpty();
            List<?> all = (List<?>) vpc.get("all");
            assertThat((List<?>) vpc.get("subnets")).isEqualTo(all.subList(0, Math.min(1, all.size())));
        });
        assertThat(data.getList("findings.nodes.resource.tags.key", List.class))
                .isNotEmpty()
                .allSatisfy(keys -> assertThat(keys.contains("environment")).isTrue());
    }

    @Test
    void findingsCarryTheirEvidence() {
        // when
        JsonPath data = query("{ findings(filter: {accountIds: [\"" + SHOP
                + "\"], regions: [\"eu-central-1\"], statuses: [OPEN],"
                + " ruleIds: [\"ebs-volume-unencrypted\"]}, first: 500) { nodes { id title severity area status message"
                + " evidence stale reopenedCount region firstSeenAt lastSeenAt resourceId rule { remediation }"
                + " resource { id ... on Volume { encrypted } } } } }");

        // then
        List<Map<String, Object>> nodes = data.getList("findings.nodes");
        assertThat(nodes).isNotEmpty().allSatisfy(finding -> {
            assertThat((Map<?, ?>) finding.get("evidence"))
                    .extracting("volumeId")
                    .isEqualTo(finding.get("resourceId"));
            assertThat(((Map<?, ?>) finding.get("resource")).get("encrypted")).isEqualTo(false);
            assertThat(finding).containsEntry("area", "STORAGE").containsEntry("stale", false);
            assertThat((String) finding.get("message")).isNotBlank();
        });
    }

    @Test
    void anAdministratorsRoleIsFoundInTheFirstScan() {
        // when
        JsonPath data = query("{ findings(filter: {accountIds: [\"" + SHOP
                + "\"], ruleIds: [\"iam-instance-role-admin\"]}) { nodes { resourceId region severity evidence } } }");

        // then
        assertThat(data.getList("findings.nodes.resourceId", String.class)).contains("legacy-role", "bastion-role");
        assertThat(data.getList("findings.nodes.region", String.class)).containsOnly("global");
        assertThat(data.getList("findings.nodes.severity", String.class)).containsOnly("CRITICAL");
    }

    @Test
    void countsAddUpToTheList() {
        // when
        JsonPath data = query("{ findings(" + OF_SHOP + ") { totalCount }"
                + " byRule: findingStats(" + OF_SHOP + ", groupBy: [RULE, SEVERITY]) { count ruleId severity }"
                + " byArea: findingStats(" + OF_SHOP + ", groupBy: [AREA]) { count area }"
                + " resourceStats(" + OF_SHOP + ", groupBy: [KIND]) { count kind }"
                + " resources(" + OF_SHOP + ") { totalCount } }");

        // then
        assertThat(sum(data, "byRule"))
                .isEqualTo(data.getInt("findings.totalCount"))
                .isGreaterThan(50);
        assertThat(sum(data, "byArea")).isEqualTo(data.getInt("findings.totalCount"));
        assertThat(sum(data, "resourceStats")).isEqualTo(data.getInt("resources.totalCount"));
    }

    @Test
    void changesTellEachFieldAndTheScan() {
        // when
        JsonPath data = query("{ changes(filter: {accountIds: [\"" + SHOP + "\"], regions: [\"eu-central-1\"],"
                + " kinds: [VOLUME], types: [CREATED]}, first: 10) { totalCount nodes { type at scanId resourceId"
                + " accountName resource { id } fieldCount fields { path before after tooLarge } } } }");

        // then
        List<Map<String, Object>> nodes = data.getList("changes.nodes");
        assertThat(nodes).hasSize(10).allSatisfy(change -> {
            assertThat(change).containsEntry("type", "CREATED").containsEntry("accountName", "demo");
            assertThat(change.get("scanId")).isNotNull();
            assertThat(change.get("resource")).isNotNull();
            assertThat((List<?>) change.get("fields")).hasSize((int) change.get("fieldCount"));
        });
        assertThat(data.getList("changes.nodes[0].fields.path", String.class)).contains("encrypted", "tags");
    }

    @Test
    void volumesAreCountedByWhatTheyAre() {
        // when
        JsonPath data = query("{ volumes(" + OF_SHOP + ", first: 1) { totalCount stats(groupBy: [ACCOUNT],"
                + " by: [\"encrypted\", \"tag:owner\"]) { count accountName encrypted: value(of: \"encrypted\")"
                + " values { name value } } } }");

        // then
        assertThat(sum(data, "volumes.stats")).isEqualTo(data.getInt("volumes.totalCount"));
        assertThat(data.getList("volumes.stats.encrypted", Boolean.class)).contains(true, false);
        assertThat(data.getList("volumes.stats.accountName", String.class)).containsOnly("demo");
    }

    @Test
    void theDemoShowsEveryRuleAtWork() {
        // when
        JsonPath data = query("{ rules { ruleId title rationale remediation severity controls { framework } }"
                + " findingStats(" + OF_SHOP + ", groupBy: [RULE]) { ruleId } }");

        // then but for those that ask for two weeks of watching
        assertThat(data.getList("findingStats.ruleId", String.class))
                .isSubsetOf(data.getList("rules.ruleId", String.class))
                .hasSizeGreaterThan(15);
    }

    @Test
    void theLastScanAndTheCoverageSayWhatTheAnswersRestOn() {
        // when
        JsonPath data = query("{ accounts(filter: {accountIds: [\"" + SHOP
                + "\"]}) { nodes { accountId lastScan { scanId status trigger gaps"
                + " { operation } progress { tasksTotal tasksDone } } } }"
                + " coverage(" + OF_SHOP + ", first: 500) { nodes { region kind state resources lastCompleteAt } }"
                + " instances(" + OF_SHOP + ") { totalCount } }");

        // then
        assertThat(data.getString("accounts.nodes[0].lastScan.status")).isEqualTo("SUCCEEDED");
        assertThat(data.getList("coverage.nodes.state", String.class))
                .isNotEmpty()
                .containsOnly("COMPLETE");
        assertThat(data.getList("coverage.nodes.region", String.class)).contains("eu-central-1", "global");
        assertThat(data.getInt(
                        "coverage.nodes.find { it.kind == 'INSTANCE' && it.region == 'eu-central-1' }.resources"))
                .isEqualTo(data.getInt("instances.totalCount"));
    }

    @Test
    void hostsReachThoseOfAnotherAccountOverTheInternet() {
        // given
        register(STAGING, "eu-central-1");
        assertThat(scanned(STAGING, "").getString("status")).isEqualTo("SUCCEEDED");
        String target = query("{ instances(" + OF_SHOP.replace("{account", "{reachablePort: 443, account")
                        + ", first: 1) { nodes { resourceId } } }")
                .getString("instances.nodes[0].resourceId");
        List<String> sources = query(
                        "{ instances(" + OF_SHOP.replace(SHOP, STAGING) + ", first: 25) { nodes { resourceId } } }")
                .getList("instances.nodes.resourceId");

        // when
        List<String> verdicts = sources.stream()
                .map(source -> query("{ reachability(from: \"" + source + "\", to: \"" + target
                                + "\", port: 443) { verdict hops { resourceId } blocking { resourceId } } }")
                        .getString("reachability.verdict"))
                .toList();

        // then
        assertThat(verdicts).contains("YES").doesNotContainNull();
    }

    @Test
    void anyResourceIsReadByItsArn() {
        // given
        String arn = query("{ securityGroups(" + OF_SHOP + ", first: 1) { nodes { id } } }")
                .getString("securityGroups.nodes[0].id");

        // when
        JsonPath data = query("{ resource(id: \"" + arn + "\") { __typename id kind accountId region firstSeenAt"
                + " lastSeenAt changedAt deletedAt attributes related { relation outgoing resourceArn }"
                + " history { validFrom } ... on SecurityGroup { groupName instances { resourceId } } }"
                + " none: resource(id: \"arn:aws:ec2:eu-central-1:" + SHOP + ":vpc/vpc-none\") { id } }");

        // then
        assertThat(data.getString("resource.__typename")).isEqualTo("SecurityGroup");
        assertThat(data.getString("resource.id")).isEqualTo(arn);
        assertThat(data.getString("resource.groupName")).isNotBlank();
        assertThat(data.getMap("resource.attributes")).isNotEmpty();
        assertThat(data.getList("resource.related")).isNotEmpty();
        assertThat(data.getList("resource.history")).as("nothing has changed").isEmpty();
        assertThat(data.getString("resource.deletedAt")).isNull();
        assertThat(data.getMap("none")).isNull();
    }

    @Test
    void aListIsWalkedByItsCursors() {
        // given
        JsonPath whole = query("{ volumes(" + OF_SHOP + ", first: 500) { nodes { id } } }");
        List<String> expected = whole.getList("volumes.nodes.id");

        // when
        List<String> walked = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonPath page = query("{ volumes(" + OF_SHOP + ", first: 20" + after
                    + ") { nodes { id } pageInfo { hasNextPage endCursor } } }");
            walked.addAll(page.getList("volumes.nodes.id"));
            more = page.getBoolean("volumes.pageInfo.hasNextPage");
            after = ", after: \"" + page.getString("volumes.pageInfo.endCursor") + "\"";
        }

        // then
        assertThat(walked).containsExactlyElementsOf(expected);
    }

    private static int sum(JsonPath data, String rows) {
        return data.getList(rows + ".count", Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
