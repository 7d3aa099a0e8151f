package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.finding.FindingCause;
import io.muster.finding.FindingHistory;
import io.muster.finding.FindingStep;
import io.muster.finding.FindingStepType;
import io.muster.finding.RuleChange;
import io.muster.finding.RuleChanges;
import io.muster.platform.AccountScope;
import io.muster.rule.Catalogue;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that changed judge what is stored again, once: that they were others is written beneath Muster's feet. */
@QuarkusTest
class RuleUpgradesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RULE = "ebs-volume-unencrypted";

    @Inject
    Lab lab;

    @Inject
    RuleUpgrades upgrades;

    @Inject
    RuleChanges changes;

    @Inject
    FindingHistory history;

    @Inject
    Catalogue catalogue;

    @BeforeEach
    void scanned() {
        lab.reset();
        lab.scan();
        upgraded();
    }

    @AfterEach
    void reset() {
        lab.reset();
        lab.truncate("rule_change");
    }

    @Test
    void aStartWithTheSameRulesAsksForNothing() {
        assertThat(upgraded()).isEmpty();
        assertThat(lab.number("select count(*) from judged_rules where account_id = $1", Lab.ACCOUNT))
                .as("the region and the account as a whole")
                .isEqualTo(2);
    }

    @Test
    void aRuleThatChangedIsAssessedOnceAndAloneWhereItSpeaks() {
        // given
        judgedBefore(RULE, "0");

        // when
        long id = upgraded().orElseThrow().scanId();
        Optional<Scans.Requested> again = upgraded();
        lab.ended(id);

        // then
        assertThat(again.map(Scans.Requested::scanId)).isIn(Optional.empty(), Optional.of(id));
        assertThat(upgraded()).isEmpty();
        Row asked = lab.row("select trigger, rule_ids from scan where purpose = 'ASSESSMENT'");
        assertThat(asked.getString("trigger")).isEqualTo("START_UP");
        assertThat(asked.getArrayOfStrings("rule_ids")).containsExactly(RULE);
        assertThat(lab.rows("select region from scan_task where scan_id = $1", id))
                .extracting(row -> row.getString("region"))
                .containsExactly(Lab.REGION);
    }

    @Test
    void findingsThatComeWithAChangedRuleSaySo() {
        // given
        judgedBefore(RULE, "0");
        lab.execute("delete from finding where rule_id = $1", RULE);

        // when
        Lab.Ended ended = lab.ended(upgraded().orElseThrow().scanId());

        // then
        assertThat(ended.opened()).isPositive();
        assertThat(lab.rows("select distinct because from finding where rule_id = $1", RULE))
                .extracting(row -> row.getString("because"))
                .containsExactly(FindingCause.RULE_CHANGED.name());
        assertThat(lab.number("select count(*) from finding where rule_id <> $1 and because is not null", RULE))
                .isZero();
    }

    @Test
    void findingsThatComeWithANewRuleSaySo() {
        // given
        lab.execute("update judged_rules set versions = versions - $1", RULE);
        lab.execute("delete from finding where rule_id = $1", RULE);

        // when
        lab.ended(upgraded().orElseThrow().scanId());

        // then
        assertThat(lab.rows("select distinct because from finding where rule_id = $1", RULE))
                .extracting(row -> row.getString("because"))
                .containsExactly(FindingCause.RULE_ADDED.name());
    }

    @Test
    void findingsOfAWithdrawnRuleAreResolvedAsSuch() {
        // given
        judgedBefore("withdrawn-rule", "1");
        lab.execute(
                "update finding set rule_id = 'withdrawn-rule' where id = (select id from finding where rule_id = $1"
                        + " and status = 'OPEN' order by id limit 1)",
                RULE);
        String finding = lab.text("select id::text from finding where rule_id = 'withdrawn-rule'");

        // when
        Lab.Ended ended = lab.ended(upgraded().orElseThrow().scanId());

        // then
        assertThat(ended.resolved()).isEqualTo(1);
        assertThat(lab.text("select resolution from finding where id::text = $1", finding))
                .isEqualTo("RULE_WITHDRAWN");
        FindingStep last = history.of(AccountScope.EVERY_ACCOUNT, List.of(finding), 1)
                .await()
                .atMost(LIMIT)
                .get(finding)
                .get(0);
        assertThat(last.type()).isEqualTo(FindingStepType.RESOLVED);
        assertThat(last.because()).isEqualTo(FindingCause.RULE_WITHDRAWN);
        assertThat(upgraded()).isEmpty();
    }

    @Test
    void anAccountThatIsNotScannedIsLeftToItsNextScan() {
        // given
        judgedBefore(RULE, "0");
        lab.execute("update account set enabled = false");

        // when, then
        assertThat(upgraded()).isEmpty();
    }

    @Test
    void aChangeOfTheRulesIsToldOnce() {
        // given
        Instant begin = Instant.now();
        lab.execute("update rule_version set version = '0' where rule_id = $1", RULE);
        lab.execute("insert into rule_version values ('withdrawn-rule', '7')");
        lab.execute("delete from rule_version where rule_id = 'ec2-imdsv2-required'");

        // when
        upgraded();
        upgraded();

        // then
        assertThat(changes.between(begin.minusSeconds(60), begin.plusSeconds(600), 10)
                        .await()
                        .atMost(LIMIT))
                .extracting(RuleChange::ruleId, RuleChange::fromVersion, RuleChange::toVersion)
                .containsExactly(
                        tuple(RULE, "0", version(RULE)),
                        tuple("ec2-imdsv2-required", null, version("ec2-imdsv2-required")),
                        tuple("withdrawn-rule", "7", null));
        assertThat(changes.between(begin.plusSeconds(600), begin.plusSeconds(601), 10)
                        .await()
                        .atMost(LIMIT))
                .isEmpty();
    }

    private String version(String ruleId) {
        return catalogue.versions().get(ruleId);
    }

    private void judgedBefore(String ruleId, String version) {
        lab.execute(
                "update judged_rules set versions = versions || jsonb_build_object($1::text, $2::text) where region = $3",
                ruleId,
                version,
                Lab.REGION);
    }

    /** As at a start of Muster. */
    private Optional<Scans.Requested> upgraded() {
        return upgrades.request().await().atMost(LIMIT);
    }
}
