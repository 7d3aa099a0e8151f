package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Decision;
import io.muster.platform.AccountScope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds that are read through a management account, where none is configured any more: their gaps, and the rights of roles. */
@QuarkusTest
class OrganizationGapTest {

    private static final String FINDING =
            "select status from finding where rule_id = 'inventory-collection-gap' and region = 'global'";

    private static final String ROLE = "arn:aws:iam::" + Lab.ACCOUNT + ":role/legacy-role";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Lab lab;

    @Inject
    Assessments assessments;

    @Inject
    Permissions permissions;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void theNextScanClosesThem() {
        // given
        lab.scan();
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_attempt_at, operation, error_code, message)"
                        + " values ($1, 'global', 'ORGANIZATION_POLICY', 'FAILED', 0, 0, now(), 'organizations:ListRoots', 'Denied', 'no')",
                Lab.ACCOUNT);
        lab.execute(
                "insert into cell_gap (account_id, region, kind, operation, error_code, message, since)"
                        + " values ($1, 'global', 'ORGANIZATION_POLICY', 'organizations:ListRoots', 'Denied', 'no', now())",
                Lab.ACCOUNT);

        // when
        lab.scan();

        // then
        assertThat(lab.number("select count(*) from cell_gap where kind = 'ORGANIZATION_POLICY'"))
                .isZero();
        assertThat(lab.text("select error_code from cell where kind = 'ORGANIZATION_POLICY'"))
                .isEqualTo("OUT_OF_SCOPE");
        assertThat(lab.rows(FINDING + " and status <> 'RESOLVED'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE, Deny, NO", "FAILED, Allow, UNKNOWN"})
    void rightsAreJudgedAsIfItsPoliciesWereNeverRead(String state, String effect, String before) {
        // given a policy that was read while an account was configured
        lab.scan();
        policy(state, effect);
        assess();
        assertThat(administrator()).isEqualTo(before);

        // when
        lab.scan();

        // then
        assertThat(administrator()).isEqualTo("YES");
        Decision decision = decision();
        assertThat(decision.verdict()).isEqualTo(Certainty.YES);
        assertThat(decision.reasons()).containsExactly("policies of an organization were not read: they may deny it");
        assertThat(lab.number("select count(*) from finding where stale and resource_kind = 'ROLE'"))
                .isZero();
        assertThat(lab.number(
                        "select count(*) from resource where kind = 'ORGANIZATION_POLICY' and deleted_at is null"))
                .as("it is kept")
                .isOne();
    }

    private void policy(String state, String effect) {
        lab.execute("delete from cell where kind = 'ORGANIZATION_POLICY'");
        lab.execute(
                "insert into cell (account_id, region, kind, state, resources, items_read, last_attempt_at)"
                        + " values ($1, 'global', 'ORGANIZATION_POLICY', $2, 1, 1, now())",
                Lab.ACCOUNT,
                state);
        lab.execute(
                "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash, first_seen_at, changed_at)"
                        + " values ('arn:aws:organizations::' || $1 || ':policy/p-1', 'ORGANIZATION_POLICY', $1, 'global', 'p-1', '{}',"
                        + " $2::text::jsonb, '', now(), now())",
                Lab.ACCOUNT,
                """
                {"policyType": "SERVICE_CONTROL_POLICY", "awsManaged": false, "attachments": [{"level": 0, "targetId": "r-1"}],
                 "document": {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Action": "*", "Resource": "*"}]}}
                """.formatted(effect));
    }

    private void assess() {
        AssessmentRequest all =
                new AssessmentRequest(List.of(Lab.ACCOUNT), null, null, ScanTrigger.REQUEST, "a test", null);
        lab.ended(assessments
                .request(AccountScope.EVERY_ACCOUNT, all)
                .await()
                .atMost(LIMIT)
                .orElseThrow()
                .scanId());
    }

    private String administrator() {
        return lab.text(
                "select p.admin from privilege p join resource r on r.id = p.resource_id where r.arn = $1 and p.valid_to = 'infinity'",
                ROLE);
    }

    private Decision decision() {
        return permissions
                .find(AccountScope.EVERY_ACCOUNT, ROLE)
                .chain(role -> permissions.of(role.orElseThrow()))
                .await()
                .atMost(LIMIT)
                .orElseThrow()
                .decide("iam:CreateUser", "*");
    }
}
