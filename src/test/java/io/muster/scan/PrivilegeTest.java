package io.muster.scan;

import static io.muster.scan.GraphQlAnswers.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What roles can do, from a scan of the demo cloud to the answers over GraphQL. */
@QuarkusTest
class PrivilegeTest {

    private static final String STATEMENT = "{ policy statement actions resources }";
    private static final String ESCALATION =
            "{ name actions reference target administrator certain grants " + STATEMENT + " }";
    private static final String PRIVILEGE = "privilege { roleArn isAdmin administrator since escalations " + ESCALATION
            + " wayToAdministrator " + ESCALATION + " administratorGrants " + STATEMENT
            + " wildcardActions dataReads assumableBy { type name statement conditionKeys } missing }";

    @Inject
    Lab lab;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void isKeptWithTheScan() {
        // given
        lab.scan();

        // when
        List<Map<String, Object>> all = nodes("roles", "", "");
        List<Map<String, Object>> admins = nodes("roles", "filter: {admin: true}, ", "");

        // then
        assertThat(all)
                .isNotEmpty()
                .allSatisfy(role -> assertThat(privilege(role)).isNotNull());
        assertThat(admins)
                .isNotEmpty()
                .allSatisfy(role -> assertThat(privilege(role))
                        .containsEntry("isAdmin", true)
                        .containsEntry("administrator", "YES")
                        .containsEntry("escalations", List.of())
                        .doesNotContainEntry("administratorGrants", List.of()));
        assertThat(nodes("instances", "filter: {admin: true}, ", ""))
                .isNotEmpty()
                .allSatisfy(instance -> assertThat(privilege(instance)).containsEntry("isAdmin", true));
        assertThat(nodes("roles", "filter: {admin: true}, ", "at: \"" + Instant.now() + "\", "))
                .isEqualTo(admins);

        // when nothing changed
        String stored = lab.text("select count(*) || ' ' || max(worked_out) from privilege_input");
        lab.scan();

        // then
        assertThat(lab.text("select count(*) || ' ' || max(worked_out) from privilege_input"))
                .isEqualTo(stored);
    }

    @Test
    void aQuestionAgrees() {
        // given
        lab.scan();
        String admin =
                (String) nodes("roles", "filter: {admin: true}, ", "").get(0).get("id");

        // when, then
        JsonPath yes = can(admin, "iam:CreateUser", "arn:aws:iam::111122223333:user/x");
        assertThat(yes.getString("data.can.verdict")).isIn("YES", "NO");
        assertThat(yes.getList("data.can.grants")).isNotEmpty();
        assertThat(can(admin, "sts:GetCallerIdentity", "*").getString("data.can.verdict"))
                .isEqualTo("YES");
        assertThat(can("arn:aws:iam::111122223333:role/none", "s3:GetObject", "*")
                        .<Object>get("data.can"))
                .isNull();
        assertThat(can(admin, "s3:*", "*").getString("errors[0].message")).contains("no action");
        assertThat(can(admin, "s3:GetObject", "bucket").getString("errors[0].message"))
                .contains("neither an ARN");
        assertThat(can(admin, "s3:GetObject", "arn:aws:s3").getString("errors[0].message"))
                .contains("no whole ARN");
    }

    /** A key whose policy leaves it to the account's identities, and an instance by its tag: each is read for the question. */
    @Test
    void aQuestionIsAnsweredByTheKeyOrTheInstanceThatItNames() {
        // given
        lab.scan();
        String role = ofPolicies("{'Effect':'Allow','Action':'kms:*','Resource':'*'},"
                + "{'Effect':'Allow','Action':'ssm:StartSession','Resource':'*',"
                + "'Condition':{'StringLike':{'ssm:resourceTag/of-the-test':'yes'}}}");
        String key = lab.text("select arn from resource where kind = 'KMS_KEY' and attributes -> 'policy' is not null"
                + " and attributes ->> 'policy' not like '%ViaService%' order by arn limit 1");
        String instance = lab.text("select min(arn) from resource where kind = 'INSTANCE'");

        // when, then
        assertThat(verdict(role, "kms:Decrypt", key)).isEqualTo("YES");
        assertThat(verdict(role, "kms:Decrypt", key + "0")).isEqualTo("UNKNOWN");
        assertThat(verdict(role, "kms:Decrypt", key.replaceAll("key/.*", "key/*")))
                .isEqualTo("UNKNOWN");
        assertThat(verdict(role, "ssm:StartSession", instance)).isEqualTo("NO");

        // when
        lab.execute("update resource set tags = '{\"of-the-test\": \"yes\"}' where arn = $1", instance);

        // then
        assertThat(verdict(role, "ssm:StartSession", instance)).isEqualTo("YES");

        // when
        ofPolicies("{'Effect':'Allow','Action':'s3:*','Resource':'*'}");

        // then
        assertThat(verdict(role, "kms:Decrypt", key)).isEqualTo("NO");

        // when
        lab.execute("update cell set state = 'FAILED', unread = null where kind in ('KMS_KEY', 'INSTANCE')");

        // then
        assertThat(verdict(role, "kms:Decrypt", key)).isEqualTo("UNKNOWN");
    }

    /** A role of the demo, of which no other policies are left. */
    private String ofPolicies(String statements) {
        String role = lab.text("select min(arn) from resource where kind = 'ROLE' and account_id = $1", Lab.ACCOUNT);
        String document = "{'Version':'2012-10-17','Statement':[" + statements + "]}";
        lab.execute(
                "update resource set attributes = attributes || '{\"attachedPolicies\": []}' || $2::text::jsonb where arn = $1",
                role,
                ("{'inlinePolicies':[{'name':'p','document':" + document + "}]}").replace('\'', '"'));
        return role;
    }

    private static String verdict(String role, String action, String resource) {
        return can(role, action, resource).getString("data.can.verdict");
    }

    private static JsonPath can(String role, String action, String resource) {
        return ask(
                "{ can(role: \"" + role + "\", action: \"" + action + "\", resource: \"" + resource
                        + "\") { verdict reasons grants { policy statement actions resources conditionKeys } denials { policy } } }");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> privilege(Map<String, Object> node) {
        return (Map<String, Object>) node.get("privilege");
    }

    private static List<Map<String, Object>> nodes(String field, String filter, String at) {
        JsonPath answer = ask("{ " + field + "(" + filter + at + "first: 50) { nodes { id " + PRIVILEGE + " } } }");
        assertThat(answer.<Object>get("errors")).isNull();
        return answer.getList("data." + field + ".nodes");
    }
}
