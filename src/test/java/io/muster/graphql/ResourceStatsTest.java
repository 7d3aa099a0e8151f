package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.muster.finding.FindingStatus;
import io.muster.inventory.CountedProperties;
import io.muster.inventory.KindModel;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts by what resources are, and names beside ids. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ResourceStatsTest {

    private static final String OTHER = "444455556666";

    @Inject
    Store store;

    @BeforeEach
    void fill() {
        store.clear();
        store.scanned(Store.T0);
        store.update(
                "insert into account (account_id, name, registered_at) values (?, 'shop', now()), (?, null, now())",
                Store.ACCOUNT,
                OTHER);
        volume(Store.ACCOUNT, "vol-1", false, Map.of("owner", "ann"));
        volume(Store.ACCOUNT, "vol-2", false, Map.of("owner", ""));
        volume(Store.ACCOUNT, "vol-3", false, Map.of());
        volume(Store.ACCOUNT, "vol-4", true, Map.of("owner", "ann"));
        volume(OTHER, "vol-5", false, Map.of("owner", "ann"));
        store.put("i-1", Samples.instance(InstanceState.RUNNING, "vpc-1", null, List.of()));
    }

    private void volume(String account, String id, boolean encrypted, Map<String, String> tags) {
        store.put(Scope.of(account, Store.REGION), id, null, tags, Samples.volume(encrypted, null), Store.T0);
    }

    @Test
    void whichVolumesAreUnencryptedByAccountAndOwner() {
        List<Map<String, Object>> rows =
                ask("{ volumes(filter: {encrypted: false}) { totalCount stats(groupBy: [ACCOUNT], by: [\"tag:owner\"])"
                                + " { count kind accountId accountName region owner: value(of: \"tag:owner\") } } }")
                        .body("errors", nullValue())
                        .body("data.volumes.totalCount", equalTo(4))
                        .body("data.volumes.stats.kind", everyItem(nullValue()))
                        .extract()
                        .path("data.volumes.stats");
        assertThat(rows)
                .extracting(row -> row.get("accountId") + " " + row.get("accountName") + " '" + row.get("owner") + "' "
                        + row.get("count"))
                .containsExactlyInAnyOrder(
                        Store.ACCOUNT + " shop 'ann' 1",
                        Store.ACCOUNT + " shop '' 1",
                        Store.ACCOUNT + " shop 'null' 1",
                        OTHER + " null 'ann' 1");
    }

    @Test
    void rootCountsByFactsOfTheKindsThatAreNamed() {
        ask("{ resourceStats(filter: {kinds: [VOLUME]}, groupBy: [KIND], by: [\"encrypted\", \"volumeType\"])"
                        + " { count kind values { name value } } }")
                .body("errors", nullValue())
                .body("data.resourceStats.count", contains(4, 1))
                .body("data.resourceStats.kind", contains("VOLUME", "VOLUME"))
                .body("data.resourceStats[0].values.name", contains("encrypted", "volumeType"))
                .body("data.resourceStats[0].values.value", contains(false, "gp3"))
                .body("data.resourceStats[1].values[0].value", equalTo(true));
        ask("{ resourceStats(filter: {kinds: [INSTANCE]}, groupBy: [], by: [\"metadataOptions.httpTokens\","
                        + " \"keyName\", \"metadataOptions.hopLimit\"]) { count values { value } } }")
                .body("errors", nullValue())
                .body("data.resourceStats.values.value", contains(contains("REQUIRED", null, 1)));
        ask("{ resourceStats(groupBy: [KIND], by: [\"tag:owner\"]) { count kind o: value(of: \"tag:owner\") } }")
                .body("errors", nullValue())
                .body("data.resourceStats.count.sum()", equalTo(6));
    }

    @Test
    void ofNoKindNothingIsCounted() {
        ask("{ resourceStats(filter: {kinds: []}, groupBy: [], by: [\"encrypted\"]) { count } }")
                .body("errors", nullValue())
                .body("data.resourceStats", empty());
    }

    @Test
    void countsOfThePast() {
        store.change(
                "arn:aws:ec2:eu-central-1:" + Store.ACCOUNT + ":volume/vol-1",
                Samples.volume(true, null),
                Store.T0.plus(Duration.ofDays(2)));
        String counts = "{ volumes(at: \"%s\", filter: {encrypted: true}) { stats(groupBy: []) { count } } }";
        ask(counts.formatted("2026-11-02T00:00:00Z")).body("data.volumes.stats.count", contains(1));
        ask(counts.formatted("2026-11-04T00:00:00Z")).body("data.volumes.stats.count", contains(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinds: [VOLUME] | encryptd   | by[0] | encryptd is no fact of the kinds that are counted. Did you mean encrypted?",
                "kinds: [VOLUME] | sizeGiB    | by[0] | sizeGiB is no fact",
                "kinds: [VOLUME, VPC] | encrypted | by[0] | encrypted is a fact of [VOLUME] and not of every kind",
                "kinds: []        | encryptd   | by[0] | encryptd is no fact of the kinds that are counted. Did you mean encrypted?",
                "                | encrypted  | by[0] | name the kinds in the filter",
                "                | tag:       | by[0] | names no tag"
            })
    void refusesWhatIsNoFact(String filter, String name, String field, String message) {
        ask("{ resourceStats(filter: {" + (filter == null ? "" : filter) + "}, groupBy: [], by: [\"" + name
                        + "\"]) { count } }")
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void refusesTooManyFactsAndAValueThatWasNotCountedBy() {
        String many = String.join(
                ",", IntStream.range(0, 11).mapToObj(i -> "\"tag:" + i + "\"").toList());
        ask("{ resourceStats(groupBy: [], by: [" + many + "]) { count } }")
                .body("errors[0].extensions.violations[0].field", equalTo("by"));
        ask("{ resourceStats(groupBy: [], by: [\"tag:owner\"]) { count value(of: \"tag:ownr\") } }")
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].message", containsString("Did you mean tag:owner?"));
    }

    @Test
    void refusesMoreRowsThanAnAnswerMayHave() {
        store.update("insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                + " first_seen_at, changed_at) select 'x' || i, 'VPC', '111122223333', 'eu-central-1', 'x' || i,"
                + " jsonb_build_object('Name', i), '{}', '', now(), now() from generate_series(1, 20001) i");
        ask("{ resourceStats(groupBy: [], by: [\"tag:Name\"]) { count } }")
                .body("errors[0].extensions.code", equalTo("TOO_COMPLEX"));
    }

    @Test
    void everyKindHasFactsOfItsRecord() {
        assertThat(CountedProperties.of(ResourceKind.INSTANCE))
                .contains("state", "instanceType", "availabilityZone", "platform", "metadataOptions.httpTokens")
                .doesNotContain("privateIp", "tags", "blockDevices.deleteOnTermination");
        assertThat(CountedProperties.of(ResourceKind.VOLUME)).contains("encrypted", "state", "volumeType");
        assertThat(KindModel.all())
                .allSatisfy(model -> assertThat(CountedProperties.of(model.kind()))
                        .allMatch(name -> name.matches("[A-Za-z0-9]+([.][A-Za-z0-9]+)*")));
    }

    @Test
    void namesStandBesideIds() {
        String arn = "arn:aws:ec2:eu-central-1:" + Store.ACCOUNT + ":volume/vol-1";
        store.find("ebs-volume-unencrypted", arn, Severity.MEDIUM, FindingStatus.OPEN, Store.T0);
        store.find("gone-rule", arn, Severity.LOW, FindingStatus.OPEN, Store.T0);
        store.listed(ResourceKind.VOLUME, Store.LISTED);
        ask("{ findingStats(groupBy: [ACCOUNT, RULE]) { ruleId ruleTitle accountId accountName }"
                        + " none: findingStats(groupBy: []) { ruleTitle accountName }"
                        + " findings { nodes { accountName } }"
                        + " resourceStats(groupBy: [ACCOUNT]) { accountId accountName }"
                        + " coverageStats(groupBy: [ACCOUNT], filter: {kinds: [VOLUME], states: [COMPLETE]}) { accountName }"
                        + " coverage(filter: {kinds: [VOLUME], states: [COMPLETE]}) { nodes { accountName } } }")
                .body("errors", nullValue())
                .body("data.findingStats.ruleTitle", contains("Volume is not encrypted", "gone-rule"))
                .body("data.findingStats.accountName", everyItem(equalTo("shop")))
                .body("data.none[0].ruleTitle", nullValue())
                .body("data.none[0].accountName", nullValue())
                .body("data.findings.nodes.accountName", everyItem(equalTo("shop")))
                .body("data.resourceStats.accountName", contains("shop"))
                .body("data.coverageStats.accountName", contains("shop"))
                .body("data.coverage.nodes.accountName", contains("shop"));
    }

    @ParameterizedTest
    @CsvSource({"RULE, Volume is not encrypted", "ACCOUNT, shop", "REGION, eu-central-1", "SEVERITY, MEDIUM"})
    void keysOfATrendHaveNames(String groupBy, String name) {
        store.find(
                "ebs-volume-unencrypted",
                "arn:aws:ec2:eu-central-1:" + Store.ACCOUNT + ":volume/vol-1",
                Severity.MEDIUM,
                FindingStatus.OPEN,
                Store.T0);
        ask("{ findingTrend(from: \"2026-11-02T00:00:00Z\", to: \"2026-11-02T00:00:00Z\", interval: DAY, groupBy: "
                        + groupBy + ") { key keyName value } }")
                .body("errors", nullValue())
                .body("data.findingTrend.findAll { it.value == 1 }.keyName", contains(name));
        ask("{ findingTrend(from: \"2026-11-02T00:00:00Z\", to: \"2026-11-02T00:00:00Z\", interval: DAY) { keyName } }")
                .body("data.findingTrend[0].keyName", nullValue());
    }
}
