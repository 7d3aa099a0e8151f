package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.AccountScope;
import io.muster.rule.AnswerDisputed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The finding about a role of which AWS said something else than Muster. */
@QuarkusTest
class DisputedAnswersTest {

    private static final String ROLE = "arn:aws:iam::" + Lab.ACCOUNT + ":role/web-role";

    private static final String FINDING = "select status from finding where rule_id = 'privilege-answer-disputed'";

    @Inject
    Lab lab;

    @Inject
    Assessments assessments;

    @BeforeEach
    void scan() {
        lab.reset();
        lab.execute("delete from verification");
        lab.scan();
    }

    @AfterEach
    void forget() {
        lab.execute("delete from verification");
    }

    private void verified(String action, String outcome) {
        lab.execute(
                "insert into verification (account_id, role_arn, action, resource, outcome, verdict, compared, decision, reason,"
                        + " evidence, requested_by, requester_name, asked_at, answered_at)"
                        + " values ($1, $2, $3, '*', $4, 'YES', 'YES', 'implicitDeny', 'a reason', '{}', 'k', 'n', now(), now())",
                Lab.ACCOUNT,
                ROLE,
                action,
                outcome);
    }

    private void assess() {
        AssessmentRequest request = new AssessmentRequest(
                List.of(Lab.ACCOUNT), null, List.of(AnswerDisputed.ID), ScanTrigger.REQUEST, null, null);
        lab.ended(assessments
                .request(AccountScope.EVERY_ACCOUNT, request)
                .await()
                .indefinitely()
                .orElseThrow()
                .scanId());
    }

    @Test
    void aContradictionOpensAFindingUntilAwsIsAskedAgain() {
        // given
        verified("s3:GetObject", "AGREES");
        verified("ec2:StopInstances", "DISAGREES");
        verified("ec2:StopInstances", "FAILED");

        // when
        assess();

        // then
        assertThat(lab.text(FINDING)).isEqualTo("OPEN");
        assertThat(lab.text("select resource_arn from finding where rule_id = 'privilege-answer-disputed'"))
                .isEqualTo(ROLE);
        assertThat(lab.text("select message from finding where rule_id = 'privilege-answer-disputed'"))
                .isEqualTo("ec2:StopInstances to *: a reason.");

        // when
        lab.scan();

        // then the next scan says the same
        assertThat(lab.text(FINDING)).isEqualTo("OPEN");

        // when
        verified("ec2:StopInstances", "AGREES");
        assess();

        // then
        assertThat(lab.text(FINDING)).isEqualTo("RESOLVED");
    }

    @Test
    void anAnswerThatCannotBeComparedResolvesNothing() {
        verified("ec2:StopInstances", "DISAGREES");
        assess();
        verified("ec2:StopInstances", "UNDECIDED");

        assess();

        assertThat(lab.text(FINDING + " and stale")).isEqualTo("OPEN");
    }
}
