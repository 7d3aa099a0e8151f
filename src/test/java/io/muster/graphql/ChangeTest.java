package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happened, of a few resources; on day 5 an instance was away. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ChangeTest {

    private static final String OTHER = "444455556666";
    private static final String FIELDS = "fields { path before after tooLarge } fieldCount";

    @Inject
    Store store;

    private String instance;
    private String group;

    private static Instant day(int days) {
        return Store.T0.plus(Duration.ofDays(days));
    }

    @BeforeEach
    void fill() {
        store.clear();
        store.update("insert into account (account_id, name, registered_at) values (?, 'shop', now())", Store.ACCOUNT);
        store.scanned(Store.T0);
        instance = store.put("i-1", running(InstanceState.RUNNING));
        group = store.put(
                "sg-1", Samples.group("web", "vpc-1", rule("sgr-1", "10.0.0.0/8"), rule("sgr-2", "10.1.0.0/16")));
        store.put(
                Scope.of(OTHER, "us-east-1"),
                "vol-1",
                "data",
                Map.of("owner", "ann"),
                Samples.volume(false, null),
                day(1));
        store.change(
                group, Samples.group("web", "vpc-1", rule("sgr-2", "10.1.0.0/16"), rule("sgr-1", "0.0.0.0/0")), day(2));
        store.change(instance, running(InstanceState.STOPPED), day(3));
        store.delete(instance, day(3), day(4));
        store.restore(instance, running(InstanceState.RUNNING), day(6));
    }

    private static Record running(InstanceState state) {
        return Samples.instance(state, "vpc-1", null, List.of("sg-1"));
    }

    private static SecurityGroupRule rule(String id, String cidr) {
        return new SecurityGroupRule(id, "tcp", 22, 22, cidr, null, null, null, null);
    }

    private static ValidatableResponse changes(String filter, String selection) {
        return ask("{ changes(filter: {" + filter + "}) { totalCount nodes { " + selection + " } } }")
                .body("errors", nullValue());
    }

    @Test
    void tellsTheLatestFirst() {
        changes(
                        "",
                        "type at restored scanId resourceId name kind accountId accountName region resource { id deletedAt }")
                .body("data.changes.totalCount", equalTo(7))
                .body(
                        "data.changes.nodes.type",
                        contains("CREATED", "DELETED", "CHANGED", "CHANGED", "CREATED", "CREATED", "CREATED"))
                .body("data.changes.nodes.restored", contains(true, false, false, false, false, false, false))
                .body("data.changes.nodes.resourceId", contains("i-1", "i-1", "i-1", "sg-1", "vol-1", "sg-1", "i-1"))
                .body("data.changes.nodes[0].at", equalTo("2026-11-07T00:00:00Z"))
                .body("data.changes.nodes[0].scanId", nullValue())
                .body("data.changes.nodes[0].accountName", equalTo("shop"))
                .body("data.changes.nodes[0].resource.id", equalTo(instance))
                .body("data.changes.nodes[4].accountName", nullValue())
                .body("data.changes.nodes[4].name", equalTo("data"));
    }

    @Test
    void tellsFieldsBeforeAndAfter() {
        changes("types: [CHANGED]", FIELDS)
                .body("data.changes.nodes[0].fields.path", contains("state"))
                .body("data.changes.nodes[0].fields.before", contains("RUNNING"))
                .body("data.changes.nodes[0].fields.after", contains("STOPPED"))
                .body("data.changes.nodes[1].fields.path", contains("ingress[ruleId=sgr-1].cidr"))
                .body("data.changes.nodes[1].fields.before", contains("10.0.0.0/8"))
                .body("data.changes.nodes[1].fields.after", contains("0.0.0.0/0"))
                .body("data.changes.nodes[1].fields.tooLarge", contains(false))
                .body("data.changes.nodes[1].fieldCount", equalTo(1));
    }

    @Test
    void whatIsCreatedOrDeletedHasAllItsFields() {
        changes("resourceIds: [\"i-1\"]", "type " + FIELDS)
                .body("data.changes.nodes[1].type", equalTo("DELETED"))
                .body("data.changes.nodes[1].fields.find { it.path == 'state' }.before", equalTo("STOPPED"))
                .body("data.changes.nodes[1].fields.after.findAll { it != null }", empty())
                .body("data.changes.nodes[0].fields.find { it.path == 'state' }.after", equalTo("RUNNING"))
                .body("data.changes.nodes[0].fields.before.findAll { it != null }", empty())
                .body("data.changes.nodes[3].fields.find { it.path == 'state' }.after", equalTo("RUNNING"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "types: [DELETED]                                    | i-1@5",
                "types: []                                           | ''",
                "kinds: [SECURITY_GROUP]                             | sg-1@3 sg-1@1",
                "kinds: [SECURITY_GROUP, VOLUME]                     | sg-1@3 vol-1@2 sg-1@1",
                "accountIds: [\"444455556666\"]                      | vol-1@2",
                "accountIds: [\"444455556666\", \"111122223333\"], kinds: [VOLUME, SECURITY_GROUP] | sg-1@3 vol-1@2 sg-1@1",
                "regions: [\"us-east-1\"]                            | vol-1@2",
                "resourceIds: [\"sg-1\"], types: [CHANGED]           | sg-1@3",
                "resourceArns: [\"arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1\"] | sg-1@3 sg-1@1",
                "tags: [{key: \"owner\", values: [\"ann\"]}]         | vol-1@2",
                "tags: [{key: \"owner\", values: [\"bob\"]}]         | ''",
                "fields: [\"ingress\"]                               | sg-1@3",
                "fields: [\"ingress\", \"state\"]                    | i-1@4 sg-1@3",
                "since: \"2026-11-05T00:00:00Z\"                     | i-1@7 i-1@5",
                "until: \"2026-11-02T00:00:00Z\"                     | sg-1@1 i-1@1",
                "since: \"2026-11-03T00:00:00Z\", until: \"2026-11-04T00:00:00Z\" | sg-1@3",
                "scanIds: [\"7\"]                                    | sg-1@1",
                "scanIds: [\"x\"]                                    | ''"
            })
    void findsWhatIsMeant(String filter, String found) {
        store.update("update resource_change set scan_id = 7 where resource_id = 2 and type = 'CREATED'");
        List<Map<String, String>> nodes =
                changes(filter, "resourceId at").extract().path("data.changes.nodes");
        assertThat(String.join(
                        " ",
                        nodes.stream()
                                .map(node -> node.get("resourceId") + "@"
                                        + Instant.parse(node.get("at"))
                                                .atOffset(ZoneOffset.UTC)
                                                .getDayOfMonth())
                                .toList()))
                .isEqualTo(found);
        changes(filter, "at").body("data.changes.totalCount", equalTo(nodes.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields: [\"ingres\"] | filter.fields[0] | Did you mean ingress?",
                "fields: [\"encrypted\"], kinds: [INSTANCE] | filter.fields[0] | is not the first name of a field",
                "fields: [\"lastUsedAt\"] | filter.fields[0] | is not the first name of a field",
                "since: \"2026-11-05T00:00:00Z\", until: \"2026-11-04T00:00:00Z\" | filter.until | must not be before since",
                "kinds: [ACCOUNT_SETTINGS] | filter.kinds[0] | is not collected",
                "regions: [\"eu-centrl-1\"] | filter.regions[0] | Did you mean eu-central-1?"
            })
    void refusesWhatNothingCanMeet(String filter, String field, String message) {
        ask("{ changes(filter: {" + filter + "}) { totalCount } }")
                .body("data", nullValue())
                .body("errors[0].extensions.code", equalTo("BAD_REQUEST"))
                .body("errors[0].extensions.violations[0].field", equalTo(field))
                .body("errors[0].message", containsString(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "accountIds: [\"444455556666\", \"111122223333\"]",
                "kinds: [INSTANCE, SECURITY_GROUP, VOLUME]"
            })
    void pagesStayInPlaceWhileChangesComeAndGo(String filter) {
        String document = "query($after: String) { changes(first: 2, after: $after, filter: {" + filter
                + "}) { nodes { resourceId at } pageInfo { hasNextPage endCursor } } }";
        List<String> seen = new ArrayList<>();
        String after = null;
        boolean more = true;
        while (more) {
            Map<String, Object> variables = new HashMap<>();
            variables.put("after", after);
            ValidatableResponse page = ask(document, variables).body("errors", nullValue());
            List<Map<String, String>> nodes = page.extract().path("data.changes.nodes");
            nodes.forEach(node -> seen.add(node.get("resourceId") + node.get("at")));
            after = page.extract().path("data.changes.pageInfo.endCursor");
            more = page.extract().path("data.changes.pageInfo.hasNextPage");
            store.put("i-new-" + seen.size(), running(InstanceState.PENDING)); // of day 1
            store.update("update resource set changed_at = ? where resource_id = ?", day(20), "i-new-" + seen.size());
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(one -> !one.startsWith("i-new")).toList())
                .hasSize(7);
    }

    @Test
    void refusesACursorOfAnotherList() {
        String cursor = ask("{ changes(first: 1) { pageInfo { endCursor } } }")
                .extract()
                .path("data.changes.pageInfo.endCursor");
        ask("{ changes(after: \"" + cursor + "\", filter: {types: [DELETED]}) { totalCount } }")
                .body("errors[0].extensions.code", equalTo("BAD_CURSOR"));
    }

    @Test
    void limitsFieldsAndTellsHowManyThereAre() {
        SecurityGroupRule[] rules = IntStream.range(0, 300)
                .mapToObj(i -> rule("sgr-" + i, "10.0.0.0/8"))
                .toArray(SecurityGroupRule[]::new);
        store.change(group, Samples.group("web", "vpc-1", rules), day(8));
        changes(
                        "resourceIds: [\"sg-1\"]",
                        "few: fields(first: 2) { path } usual: fields { path } all: fields(first: 500) { path } fieldCount")
                .body("data.changes.nodes[0].few", hasSize(2))
                .body("data.changes.nodes[0].usual", hasSize(50))
                .body("data.changes.nodes[0].all", hasSize(300))
                .body("data.changes.nodes[0].fieldCount", equalTo(300));
        changes("resourceIds: [\"sg-1\"]", "fieldCount").body("data.changes.nodes[0].fieldCount", equalTo(300));
    }

    @Test
    void readsDocumentsOfAnySize() {
        SecurityGroupRule[] rules = IntStream.range(0, 12_000)
                .mapToObj(i -> new SecurityGroupRule(
                        "sgr-" + i, "tcp", 22, 22, "10.0.0.0/8", null, null, "a description of rule " + i, null))
                .toArray(SecurityGroupRule[]::new);
        SecurityGroup large = Samples.group("web", "vpc-1", rules);
        for (int i = 0; i < 8; i++) {
            String arn = store.put("sg-large-" + i, large);
            Collections.reverse(Arrays.asList(rules));
            rules[0] = rule("sgr-changed-" + i, "10.9.0.0/16");
            store.change(arn, Samples.group("web", "vpc-1", rules), day(9));
        }
        changes("since: \"2026-11-10T00:00:00Z\"", "resourceId fieldCount fields { path tooLarge }")
                .body("data.changes.nodes", hasSize(8))
                .body("data.changes.nodes.fieldCount.findAll { it < 2 }", empty())
                .body(
                        "data.changes.nodes[7].fields.path",
                        contains("ingress[ruleId=sgr-11999]", "ingress[ruleId=sgr-changed-0]"));
        changes("resourceIds: [\"sg-large-0\"], types: [CREATED]", "fields { path before after tooLarge }")
                .body("data.changes.nodes[0].fields.find { it.path == 'ingress' }.tooLarge", equalTo(true))
                .body("data.changes.nodes[0].fields.find { it.path == 'ingress' }.after", nullValue());
    }

    @Test
    void aResourceHasItsChangesAndVersionsTheirFields() {
        ask("{ resource(id: \"" + instance + "\") { changes(first: 3) { type restored resourceArn " + FIELDS
                        + " } history { validFrom validTo " + FIELDS + " } } }")
                .body("errors", nullValue())
                .body("data.resource.changes.type", contains("CREATED", "DELETED", "CHANGED"))
                .body("data.resource.changes[2].fields.path", contains("state"))
                .body("data.resource.changes[2].resourceArn", equalTo(instance))
                .body("data.resource.history.validFrom", contains("2026-11-04T00:00:00Z", "2026-11-01T00:00:00Z"))
                .body("data.resource.history[0].fields.path", contains("state"))
                .body("data.resource.history[0].fields.before", contains("RUNNING"))
                .body("data.resource.history[1].fields.find { it.path == 'state' }.after", equalTo("RUNNING"));
    }

    @Test
    void belowAnInstantNothingLaterIsTold() {
        ask("{ instances(at: \"2026-11-04T12:00:00Z\") { nodes { changes { type at } history { fieldCount } } } }")
                .body("errors", nullValue())
                .body("data.instances.nodes[0].changes.type", contains("CHANGED", "CREATED"))
                .body("data.instances.nodes[0].history", hasSize(1));
    }

    @Test
    void aPageIsTwoStatements() {
        try (Statements statements = Statements.count()) {
            changes("", "type at resourceId " + FIELDS);
            assertThat(statements.number()).isEqualTo(3); // with the total
        }
    }
}
