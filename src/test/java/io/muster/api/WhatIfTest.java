package io.muster.api;

import static io.muster.api.Api.PROBLEM;
import static io.muster.api.Api.SHOP;
import static io.muster.api.Api.idle;
import static io.muster.api.Api.query;
import static io.muster.api.Api.register;
import static io.muster.api.Api.scanned;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.muster.launch.Ended;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions about changes of the demo estate, by REST and by the script for pipelines. */
@QuarkusTest
class WhatIfTest {

    private static final String REGION = "eu-central-1";
    private static final Path FILES = Path.of("target", "what-if");

    private String instanceId;
    private String groupId;

    /** An instance that the internet reaches, and one of its groups. */
    @BeforeEach
    void scanOnce() {
        register(SHOP, REGION);
        idle(SHOP);
        JsonPath reached = reached();
        if (reached.getList("instances.edges").isEmpty()) {
            scanned(SHOP, "{}");
            reached = reached();
        }
        instanceId = reached.getString("instances.edges[0].node.resourceId");
        groupId = reached.getString("instances.edges[0].node.securityGroupIds[0]");
    }

    private static JsonPath reached() {
        return query(
                "{ instances(first: 1, filter: {accountIds: [\"" + SHOP + "\"], regions: [\"" + REGION
                        + "\"], states: [RUNNING], internetReachable: true}) { edges { node { resourceId securityGroupIds } } } }");
    }

    private static ValidatableResponse ask(String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/api/v1/what-if")
                .then();
    }

    private static ValidatableResponse askOf(String... changes) {
        return ask("{'accountId': '" + SHOP + "', 'region': '" + REGION + "', 'changes': [" + String.join(", ", changes)
                + "]}");
    }

    private String telnet(String type) {
        return "{'type': '" + type + "', 'groupId': '" + groupId
                + "', 'direction': 'INGRESS', 'protocol': 'tcp', 'fromPort': 23, 'cidr': '0.0.0.0/0'}";
    }

    @Test
    void aPortForTheWorldExposesTheInstanceAndIsFound() {
        // when
        JsonPath answer = askOf(telnet("ADD_SECURITY_GROUP_RULE"))
                .statusCode(200)
                .extract()
                .jsonPath();

        // then
        assertThat(answer.getList("judged")).contains(REGION);
        assertThat(answer.getList("changes[0].resourceArns"))
                .singleElement()
                .asString()
                .endsWith(groupId);
        String exposure = "exposures.find { it.resourceArn.endsWith('" + instanceId + "') }.";
        assertThat(answer.getInt(exposure + "opened[0].fromPort")).isEqualTo(23);
        assertThat(answer.getString(exposure + "after")).isEqualTo("YES");
        assertThat(answer.getString(exposure + "proof.paths.hops.why")).contains("sgr-proposed-0");
        assertThat(answer.getList("findings.findAll { it.effect == 'APPEARS' || it.effect == 'CHANGES' }.evidence"))
                .isNotEmpty()
                .asString()
                .contains("sgr-proposed-0");
        assertThat(answer.getInt("worse.exposures")).isPositive();
        assertThat(answer.getList("ignored")).isEmpty();
    }

    @Test
    void aChangeThatIsUndoneChangesNothing() {
        askOf(telnet("ADD_SECURITY_GROUP_RULE"), telnet("REMOVE_SECURITY_GROUP_RULE"))
                .statusCode(200)
                .body("findings", empty())
                .body("exposures", empty())
                .body("privileges", empty())
                .body("attackPaths", empty())
                .body("worse.bySeverity", anEmptyMap());
        askOf().statusCode(200).body("findings", empty()).body("judged", empty());
    }

    @Test
    void whatIsTakenFromAGroupGoes() {
        // given
        List<String> rules = query("{ securityGroups(first: 1, filter: {accountIds: [\"" + SHOP
                        + "\"], resourceIds: [\"" + groupId + "\"]}) { edges { node { ingress { ruleId } } } } }")
                .getList("securityGroups.edges[0].node.ingress.ruleId");

        // when
        JsonPath answer = askOf(rules.stream()
                        .map(rule -> "{'type': 'REMOVE_SECURITY_GROUP_RULE', 'groupId': '" + groupId
                                + "', 'direction': 'INGRESS', 'ruleId': '" + rule + "'}")
                        .toArray(String[]::new))
                .statusCode(200)
                .extract()
                .jsonPath();

        // then
        assertThat(answer.getList("exposures.closed.flatten()")).isNotEmpty();
        assertThat(answer.getList("exposures.effect")).contains("GOES");
        assertThat(answer.getList("exposures.findAll { it.effect == 'GOES' }.proof.blocking.why"))
                .isNotEmpty();
    }

    @Test
    void aRoleThatBecomesAnAdministratorIsToldForAllRegions() {
        // given
        String role = query("{ roles(first: 1, filter: {accountIds: [\"" + SHOP
                        + "\"], admin: false, usedByInstances: true}) { edges { node { resourceId } } } }")
                .getString("roles.edges[0].node.resourceId");

        // when
        JsonPath answer = ask("{'accountId': '" + SHOP + "', 'changes': [{'type': 'PUT_ROLE_POLICY', 'roleName': '"
                        + role
                        + "', 'policyName': 'everything', 'document': {'Version': '2012-10-17', 'Statement': [{'Effect':"
                        + " 'Allow', 'Action': '*', 'Resource': '*'}]}}]}")
                .statusCode(200)
                .extract()
                .jsonPath();

        // then
        assertThat(answer.getList("judged")).contains("global", REGION);
        String told = "privileges.find { it.roleArn.endsWith('" + role + "') }";
        assertThat(answer.getString(told + ".admin")).isEqualTo("YES");
        assertThat(answer.getString(told + ".gained.administratorGrants")).contains("everything");
    }

    @Test
    void everythingOfTheRegionStaysAsItIs() {
        String before = everything();
        askOf(telnet("ADD_SECURITY_GROUP_RULE")).statusCode(200);

        assertThat(everything()).isEqualTo(before).contains(groupId);
    }

    private static String everything() {
        String some = "(first: 500, filter: {accountIds: [\"" + SHOP + "\"]}) { totalCount nodes { ";
        return query("{ findings" + some + "id status severity message evidence openedAt lastSeenAt } }"
                        + " resources" + some + "id resourceId attributes changedAt } }"
                        + " attackPaths" + some + "__typename } } }")
                .prettify();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'DELETE_ROUTE', 'routeTableId': 'rtb-x', 'destination': '0.0.0.0/0'} | /changes/0/routeTableId | rtb-x is none of the",
                "{'type': 'PUT_ROLE_POLICY', 'roleName': 'x', 'policyName': 'p', 'document': {'Statement': []}} | /changes/0/roleName | x is none of the",
                "{'type': 'SET_BLOCK_PUBLIC_ACCESS', 'mode': 'block-ingres'} | /changes/0/mode | Did you mean block-ingress?",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'tcp', 'fromPort': 22, 'cidr': '10.0.0.1/8'} | /changes/0/cidr | 10.0.0.0/8"
            })
    void aChangeOfNothingIsRefused(String change, String field, String message) {
        askOf(change)
                .statusCode(400)
                .contentType(PROBLEM)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    @Test
    void anotherAccountOrRegionIsRefused() {
        // when, then
        ask("{'accountId': '999999999999', 'region': 'eu-central-1', 'changes': []}")
                .statusCode(404)
                .contentType(PROBLEM);
        ask("{'accountId': '" + SHOP + "', 'region': 'eu-central-9', 'changes': []}")
                .statusCode(400)
                .body("violations[0].field", equalTo("/region"))
                .body("violations[0].message", containsString("Did you mean eu-central-1?"));
        ask("").statusCode(400).contentType(PROBLEM);
        ask("{'accountId'").statusCode(400).contentType(PROBLEM);
        ask("[]").statusCode(400).body("violations[0].field", equalTo("body"));
        given().get("/api/v1/what-if").then().statusCode(405).header("Allow", "POST, OPTIONS");
    }

    /** Bodies that are no questions, however large or deep. */
    @Test
    void anOddBodyIsRefused() {
        // given
        String start = "{'accountId': '" + SHOP + "', 'region': '" + REGION + "', ";

        // when, then
        ask(start + "'changes': " + "[".repeat(2_000) + "]".repeat(2_000) + "}")
                .statusCode(400)
                .contentType(PROBLEM);
        ask(start + "'changes': [" + " ".repeat(1_100_000) + "]}")
                .statusCode(413)
                .contentType(PROBLEM);
        ask(start + "'changes': [], 'changes': []}").statusCode(400).contentType(PROBLEM);
        ask(start + "'terraformPlan': {'resource_changes': [" + "{},".repeat(1_000) + "{}]}}")
                .statusCode(400)
                .body("violations[0].field", equalTo("/terraformPlan/resource_changes"));
        ask(start + "'terraformPlan': {'format_version': '1.2', 'terraform_version': '1.11.4', 'planned_values': {}}}")
                .statusCode(200)
                .body("findings", empty());
    }

    @Test
    void theScriptStopsAtWhatIsWorse() throws Exception {
        // given
        String changes =
                file("changes.json", "[" + telnet("ADD_SECURITY_GROUP_RULE").replace('\'', '"') + "]");

        // when
        Ended worse = script("-a", SHOP, "-r", REGION, "-c", changes, "-s", "INFO", "-e");
        Ended nothing = script("-a", SHOP, "-r", REGION, "-c", file("none.json", "[]"), "-s", "INFO");

        // then
        assertThat(worse.exitCode()).as(worse.output()).isEqualTo(1);
        assertThat(worse.output()).contains("opens tcp 23-23 from 0.0.0.0/0", "finding APPEARS");
        assertThat(nothing.exitCode()).as(nothing.output()).isZero();
        assertThat(nothing.output()).contains("nothing worse at INFO or above");
    }

    @Test
    void theScriptReadsAPlanAndNamesWhatItIgnores() throws Exception {
        String plan = Files.readString(Path.of("src", "test", "resources", "terraform", "plan.json"))
                .replace("\"sg-1\"", "\"" + groupId + "\"")
                .replace("\"i-1\"", "\"" + instanceId + "\"");

        Ended judged = script("-a", SHOP, "-r", REGION, "-p", file("plan.json", plan), "-s", "INFO");

        assertThat(judged.exitCode()).as(judged.output()).isEqualTo(1);
        assertThat(judged.output())
                .contains(
                        "ignored aws_s3_bucket.logs: resources of this type are not modelled",
                        "unknown CHANGE (1): sg-of-another-region is none of the",
                        "unknown CHANGE (1): route_table_id is known after apply, for example aws_route.elsewhere",
                        "opens tcp 22-22 from 0.0.0.0/0");
    }

    /** The inventory may be older than what a plan names. */
    @Test
    void theScriptStopsAtAGroupThatWasNotThereYet() throws Exception {
        String plan = file("young.json", """
                {"format_version": "1.2", "resource_changes": [{"address": "aws_security_group_rule.ssh", "mode": "managed",
                  "type": "aws_security_group_rule", "change": {"actions": ["create"], "before": null, "after_unknown": {"id": true},
                  "after": {"security_group_id": "sg-0123456789abcdef0", "type": "ingress", "protocol": "tcp", "from_port": 22,
                    "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]}}}]}""");

        Ended open = script("-a", SHOP, "-r", REGION, "-p", plan, "-u");

        assertThat(open.exitCode()).as(open.output()).isEqualTo(1);
        assertThat(open.output())
                .contains("sg-0123456789abcdef0 is none of the", "for example aws_security_group_rule.ssh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-a 222222222222 | a plan or changes are needed",
                "-c none.json | an account is needed",
                "-a 222222222222 -c none.json -s SEVERE | not a severity",
                "-a 222222222222 -r eu-central-1 -p none.json | the plan cannot be read",
                "-a 222222222222 -r eu-central-9 -c none.json | Did you mean eu-central-1?",
                "-x | usage"
            })
    void theScriptSaysWhyThereIsNoAnswer(String arguments, String message) throws Exception {
        String none = file("none.json", "[]");

        Ended refused = script(arguments.replace("none.json", none).split(" ", -1));

        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).contains(message);
    }

    private static String file(String name, String text) throws IOException {
        Path file = Files.createDirectories(FILES).resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static Ended script(String... arguments) throws Exception {
        assumeThat(Script.present("jq")).as("there is jq").isTrue();
        return Script.of(
                Map.of("MUSTER_URL", "http://localhost:" + RestAssured.port),
                Stream.concat(Stream.of("sh", "examples/what-if.sh"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
