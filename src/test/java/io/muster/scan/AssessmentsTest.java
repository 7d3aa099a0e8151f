package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.platform.AccountScope;
import io.muster.scan.Scans.Requested;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is stored is judged again without a call of AWS: the tables are altered under Muster's feet. */
@QuarkusTest
class AssessmentsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String UNENCRYPTED = "ebs-volume-unencrypted";
    private static final String OTHER = "ec2-imdsv2-required";

    @Inject
    Lab lab;

    @Inject
    Assessments assessments;

    @Inject
    ScanReads reads;

    private String volume;

    @BeforeEach
    void scanned() {
        lab.reset();
        lab.scan();
        volume = lab.text(
                "select resource_id from finding where rule_id = $1 and status = 'OPEN' order by id limit 1",
                UNENCRYPTED);
    }

    @AfterEach
    void reset() {
        lab.reset();
    }

    @Test
    void nothingChangesWhereNothingIsStoredAnew() {
        // given
        Map<String, String> before = lab.fingerprint();

        // when
        Lab.Ended ended = assess(null);

        // then
        assertThat(ended.status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.fingerprint()).isEqualTo(before);
        assertThat(
                        lab.number(
                                "select sum(aws_calls) from scan_task join scan on scan.id = scan_id where purpose = 'ASSESSMENT'"))
                .isZero();
    }

    @Test
    void whatIsStoredIsJudgedAnewByTheRulesThatAreAskedForAlone() {
        // given
        encrypt();
        lab.execute(
                "update finding set rule_id = 'another-rule' where id in (select id from finding where rule_id = $1)",
                OTHER);
        long others = lab.number("select count(*) from finding where rule_id = 'another-rule' and status = 'OPEN'");

        // when
        Lab.Ended ended = assess(List.of(UNENCRYPTED));

        // then
        assertThat(ended.resolved()).isEqualTo(1);
        assertThat(lab.finding(UNENCRYPTED, volume).status()).isEqualTo("RESOLVED");
        assertThat(lab.number("select count(*) from finding where rule_id = 'another-rule' and status = 'OPEN'"))
                .isEqualTo(others);
    }

    @Test
    void whatWasNotReadStaysStale() {
        // given
        lab.execute(
                "update cell set state = 'FAILED', unread = null, error_code = 'AccessDenied' where kind = 'VOLUME'");
        encrypt();

        // when
        Lab.Ended ended = assess(null);

        // then
        assertThat(ended.resolved()).isZero();
        assertThat(lab.finding(UNENCRYPTED, volume)).isEqualTo(new Lab.Finding("OPEN", true, 0, false));
    }

    @Test
    void anAssessmentIsNoScan() {
        // when
        long id = request(null).orElseThrow().scanId();
        lab.ended(id);

        // then
        assertThat(reads.find(AccountScope.EVERY_ACCOUNT, String.valueOf(id))
                        .await()
                        .atMost(LIMIT))
                .isEmpty();
        assertThat(reads.assessment(AccountScope.EVERY_ACCOUNT, String.valueOf(id))
                        .await()
                        .atMost(LIMIT))
                .get()
                .satisfies(view -> assertThat(view.assessmentId()).isEqualTo(String.valueOf(id)));
    }

    @Test
    void whereNothingIsStoredThereIsNothingToAssess() {
        // given
        lab.truncate("cell, finding cascade");

        // when
        Optional<Requested> requested = request(null);

        // then
        assertThat(requested).isEmpty();
    }

    private void encrypt() {
        lab.execute(
                "update resource set attributes = jsonb_set(attributes, '{encrypted}', 'true') where resource_id = $1",
                volume);
    }

    private Lab.Ended assess(List<String> rules) {
        return lab.ended(request(rules).orElseThrow().scanId());
    }

    private Optional<Requested> request(List<String> rules) {
        AssessmentRequest request =
                new AssessmentRequest(List.of(Lab.ACCOUNT), null, rules, ScanTrigger.REQUEST, "a test", null);
        return assessments.request(AccountScope.EVERY_ACCOUNT, request).await().atMost(LIMIT);
    }
}
