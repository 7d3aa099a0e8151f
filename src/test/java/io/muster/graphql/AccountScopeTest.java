package io.muster.graphql;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.muster.estate.MadeRole;
import io.muster.finding.FindingStatus;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.Role;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller who may see one account sees nothing of the other, by whatever way the document goes. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AccountScopeTest {

    /** Policies of an organization are read where one is configured. */
    private static final int ONLY_OF_ORGANIZATIONS = 2;

    private static final String OTHER = "444455556666";
    private static final Scope THERE = Scope.of(OTHER, Store.REGION);

    @Inject
    Store store;

    private String ownInstance;
    private String otherInstance;
    private String otherFinding;

    @BeforeEach
    void twoAccountsThatShareAVpc() {
        store.clear();
        store.update(
                "insert into account (account_id, registered_at) values (?, now()), (?, now())", Store.ACCOUNT, OTHER);
        String vpc = store.put("vpc-1", Samples.vpc());
        ownInstance = store.put("i-own", instance());
        otherInstance = store.put(THERE, "i-other", "other", Map.of("team", "blue"), instance(), Store.T0);
        store.update(
                "insert into resource_link select id, 'IN_VPC', ? from resource where arn = ? on conflict do nothing",
                vpc,
                otherInstance);
        store.find("r1", ownInstance, Severity.HIGH, FindingStatus.OPEN, Store.T0);
        otherFinding = store.find("r1", otherInstance, Severity.CRITICAL, FindingStatus.OPEN, Store.T0);
        store.listed(ResourceKind.INSTANCE, Store.LISTED);
        store.update(
                "insert into cell (account_id, region, kind, state, last_attempt_at) values (?, ?, 'VOLUME', 'FAILED', now())",
                OTHER,
                Store.REGION);
        scan("{%s}".formatted(OTHER));
        scan("{%s,%s}".formatted(Store.ACCOUNT, OTHER));
        store.update("update scan set started_at = ? where id = 2", Store.T0);
        for (String account : List.of(Store.ACCOUNT, OTHER)) {
            store.update(
                    "insert into scan_task (scan_id, account_id, region, phase, step, status, resources_seen)"
                            + " values (2, ?, 'a', 'ASSESS', 2, 'DONE', 5)",
                    account);
            store.update("insert into scan_gap values (2, ?, 'a', 'VOLUME', 'ec2:X', 'Y', 'Z')", account);
        }
        Caller caller = Caller.user("ann", Role.VIEWER, AccountGrants.of(AccountScope.of(List.of(Store.ACCOUNT))));
        QuarkusMock.installMockForType(new OneCaller(caller), Callers.class);
    }

    private void scan(String accounts) {
        store.update(
                "insert into scan (status, trigger, account_ids, requested_at) values ('PARTIAL', 'REQUEST', ?::text[], now())",
                accounts);
    }

    private static Record instance() {
        return Samples.instance(InstanceState.RUNNING, "vpc-1", null, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts { totalCount nodes { accountId lastScan { accountIds gaps { accountId } } findingStats(groupBy: [ACCOUNT]) { count accountId } resourceStats(groupBy: [ACCOUNT]) { accountId } } }",
                "resources { totalCount nodes { id accountId } }",
                "resources(at: \"2026-11-10T00:00:00Z\") { totalCount nodes { id } }",
                "resources(filter: {withFindings: {severities: [CRITICAL]}}) { totalCount nodes { id } }",
                "resources(filter: {tags: [{key: \"team\"}]}) { totalCount nodes { id } }",
                "resourceStats(groupBy: [ACCOUNT]) { count accountId }",
                "instances { totalCount nodes { id related { resourceArn resource { id } } vpc { id related { resourceArn resource { id } } } } }",
                "vpcs { nodes { related(relation: IN_VPC) { resourceArn resource { id } } } }",
                "findings { totalCount nodes { id accountId resource { id } } }",
                "findingStats(groupBy: [ACCOUNT, SEVERITY]) { count accountId severity }",
                "changes { totalCount nodes { resourceArn accountId accountName resource { id } fields { path after } } }",
                "changes(filter: {resourceIds: [\"i-other\", \"i-own\"]}) { totalCount nodes { accountId } }",
                "resources { stats(groupBy: [ACCOUNT], by: [\"tag:team\"]) { accountId accountName values { value } } }",
                "coverage { totalCount nodes { accountId kind } }",
                "scans { totalCount nodes { scanId accountIds gaps { accountId } } }",
            })
    void noAnswerSpeaksOfTheOther(String selection) {
        String answer = ask("{ " + selection + " }").extract().asString();
        assertThat(answer).doesNotContain("errors", OTHER, "i-other", "CRITICAL");
    }

    @Test
    void aGroupThatARuleReferencesIsNotShownFromAnAccountThatIsNotTheOwn() {
        String there = store.put(THERE, "sg-other", "hidden", Map.of(), Samples.group("hidden", "vpc-9"), Store.T0);
        ReferencedGroup referenced = new ReferencedGroup(there, OTHER, "vpc-9", "active", "pcx-1");
        store.put(
                "sg-own",
                Samples.group(
                        "own",
                        "vpc-1",
                        new SecurityGroupRule("sgr-1", "tcp", 22, 22, null, null, "sg-other", null, referenced)));

        ask("{ securityGroups { nodes { related(relation: REFERENCES_SECURITY_GROUP) { resourceArn resource { name } } } } }")
                .body("data.securityGroups.nodes[0].related[0].resourceArn", equalTo(there))
                .body("data.securityGroups.nodes[0].related[0].resource", nullValue());
    }

    @Test
    void whatIsAskedForByNameIsNotThere() {
        Map<String, Object> found = ask("""
                { account(accountId: "%s") { accountId } resource(id: "%s") { id } finding(id: "%s") { id }
                  scan(scanId: "1") { scanId } there: reachability(from: "%s", to: "%s") { verdict }
                  back: reachability(from: "i-other", to: "%s") { verdict } }""".formatted(
                                OTHER, otherInstance, otherFinding, ownInstance, otherInstance, ownInstance))
                .extract()
                .path("data");
        assertThat(found).containsOnlyKeys("account", "resource", "finding", "scan", "there", "back");
        assertThat(found.values()).containsOnlyNulls();
    }

    /** One that names no account covers findings of others as well. */
    @Test
    void aSuppressionCountsTheOwnFindingsThatItCovers() {
        // given
        store.update("delete from exemption");
        store.update("insert into exemption (version, type, state, rule_id, reason, needs_approval, requested_by,"
                + " requester_name, created_at, settled) values (0, 'SUPPRESSION', 'ACTIVE', 'r1', 'for all', false, 'a',"
                + " 'a', now(), true)");
        store.update("update finding set status = 'SUPPRESSED', exemption_id = (select id from exemption)");

        // when, then
        ask("{ findings { nodes { suppression { reason findings } } } }")
                .body(
                        "data.findings.nodes",
                        equalTo(List.of(Map.of("suppression", Map.of("reason", "for all", "findings", 1)))));
    }

    /** What the own role's policies say is told; whom a role of the other account trusts is not. */
    @Test
    void aQuestionAboutARoleThatIsHiddenIsLeftOpen() {
        // given
        String own = ownRole();
        String hidden = hiddenRole();
        String can = "{ can(role: \"%s\", action: \"sts:AssumeRole\", resource: \"%s\") { verdict reasons } }";

        // when
        String ofHidden = ask(can.formatted(own, hidden)).extract().asString();
        String ofNone = ask(can.formatted(own, hidden + "-none")).extract().asString();

        // then
        assertThat(ofHidden).contains("UNKNOWN").isEqualTo(ofNone.replace("hidden-none", "hidden"));
    }

    /** As proofs of reach name what decides in other accounts: who has the own role finds that out by assuming the other. */
    @Test
    void aWayToARoleThatIsHiddenNamesItAndNothingElseOfIt() {
        // given
        String own = ownRole();
        String hidden = hiddenRole();
        store.update(
                "insert into privilege (resource_id, valid_from, admin, content_hash, document)"
                        + " select id, now(), 'NO', 1, jsonb_build_object('escalations', jsonb_build_array("
                        + "jsonb_build_object('target', ?, 'administrator', true))) from resource where arn = ?",
                hidden,
                own);

        // when, then
        ask("{ roles { nodes { id privilege { escalations { target administrator } } } } }")
                .body("data.roles.nodes.id", equalTo(List.of(own)))
                .body(
                        "data.roles.nodes[0].privilege.escalations",
                        equalTo(List.of(Map.of("target", hidden, "administrator", true))));
        ask("{ resource(id: \"" + hidden + "\") { id } }").body("data.resource", nullValue());
    }

    private String ownRole() {
        store.update(
                "insert into cell (account_id, region, kind, state, last_attempt_at, last_complete_at)"
                        + " values (?, 'global', 'ROLE', 'COMPLETE', now(), now())",
                Store.ACCOUNT);
        return put(Store.ACCOUNT, role("own").inline(allow("sts:AssumeRole", "*")));
    }

    private String hiddenRole() {
        return put(OTHER, role("hidden"));
    }

    private String put(String account, MadeRole role) {
        Resource<?> made = role.trustedByEc2().resource();
        return store.put(
                Scope.of(account, Scope.GLOBAL), made.resourceId(), made.name(), Map.of(), made.attributes(), Store.T0);
    }

    @Test
    void countsAreOfTheOwnAlone() {
        ValidatableResponse answer = ask("""
                { resources { totalCount } findings { totalCount } scans { totalCount } coverage { totalCount }
                  findingStats(groupBy: []) { count } resourceStats(groupBy: []) { count } accounts { totalCount } }""");
        assertThat((Map<?, ?>) answer.extract().path("data"))
                .isEqualTo(Map.of(
                        "resources", Map.of("totalCount", 2),
                        "findings", Map.of("totalCount", 1),
                        "scans", Map.of("totalCount", 1),
                        "coverage", Map.of("totalCount", KindModel.all().size() - ONLY_OF_ORGANIZATIONS),
                        "findingStats", List.of(Map.of("count", 1)),
                        "resourceStats", List.of(Map.of("count", 2)),
                        "accounts", Map.of("totalCount", 1)));
    }

    @Test
    void aScanOfBothShowsTheOwnPart() {
        ValidatableResponse answer =
                ask("{ scan(scanId: \"2\") { accountIds progress { tasksTotal resourcesSeen } gaps { accountId } } }");
        assertThat((Map<?, ?>) answer.extract().path("data.scan"))
                .isEqualTo(Map.of(
                        "accountIds", List.of(Store.ACCOUNT),
                        "progress", Map.of("tasksTotal", 1, "resourcesSeen", 5),
                        "gaps", List.of(Map.of("accountId", Store.ACCOUNT))));
    }

    /** Registered and with resources, findings and scans, or not there at all: the caller cannot tell. */
    @ParameterizedTest
    @ValueSource(strings = {"accounts", "resources", "instances", "findings", "scans", "coverage"})
    void aFilterByTheOtherAccountIsRefusedLikeOneByNone(String list) {
        String document = "{ " + list + "(filter: {accountIds: [\"%s\"]}) { totalCount } }";
        String other = ask(document.formatted(OTHER)).extract().path("errors[0].message");
        String none = ask(document.formatted("444455556667")).extract().path("errors[0].message");
        assertThat(other)
                .isEqualTo(none.replace("444455556667", OTHER))
                .isEqualTo("filter.accountIds[0]: " + OTHER + " is not a registered account that the caller may see");
    }

    private static final class OneCaller extends Callers {
        private final Caller caller;

        OneCaller(Caller caller) {
            super(null);
            this.caller = caller;
        }

        @Override
        public Caller current() {
            return caller;
        }
    }
}
