package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.signal.Signal;
import io.muster.inventory.signal.SignalChanges;
import io.muster.inventory.signal.SignalRetention;
import io.muster.inventory.signal.SignalState;
import io.muster.inventory.signal.SignalType;
import io.muster.inventory.signal.Signals;
import io.muster.rule.Area;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.muster.scan.Scans.Requested;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A signal that changes has judged again what it concerns, and nothing else. */
@QuarkusTest
class SignalAssessmentsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OTHER_REGION = "us-east-1";
    private static final Instant T0 = Instant.parse("2026-11-26T08:00:00Z");

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @Inject
    Signals signals;

    @Inject
    SignalRetention retention;

    @Inject
    Assessments assessments;

    @Inject
    SignalAssessments shipped;

    @Inject
    ScanWorker worker;

    @Inject
    Scheduler scheduler;

    private SignalAssessments withReader;

    @BeforeEach
    void scanTwoRegions() {
        reset();
        // it would take the changes before the tests do
        scheduler.pause("signal-assessments");
        lab.execute("update account set regions = $1", (Object) new String[] {Lab.REGION, OTHER_REGION});
        lab.scan(ResourceKind.VPC, ResourceKind.INSTANCE);
        withReader = new SignalAssessments(pool, io.muster.rule.Assessments.by(new Reader()), assessments, worker);
    }

    @AfterEach
    void reset() {
        lab.execute("delete from signal");
        lab.execute("delete from signal_change");
        lab.reset();
        scheduler.resume("signal-assessments");
    }

    @Test
    void theRulesThatReadSignalsJudgeTheRegionAgain() {
        // given
        keep(signal(SignalType.COMPLIANCE, 3, T0, "A fault"));

        // when
        long assessment = asked(withReader).orElseThrow().scanId();

        // then
        assertThat(lab.ended(assessment).status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.text("select string_agg(region, ',') from scan_task where scan_id = $1", assessment))
                .isEqualTo(Lab.REGION);
        assertThat(lab.text("select array_to_string(rule_ids, ',') from scan where id = $1", assessment))
                .isEqualTo("reader");
        assertThat(asked(withReader)).as("once").isEmpty();
    }

    @Test
    void nothingIsAskedForWhereNothingChangedOrNothingRestsOnIt() {
        // given
        keep(signal(SignalType.COMPLIANCE, 3, T0, "A fault"));
        assertThat(asked(shipped)).as("no shipped rule reads it").isEmpty();

        // when the same again, and one that is older
        keep(signal(SignalType.COMPLIANCE, 3, T0.plusSeconds(60), "A fault"));
        keep(signal(SignalType.COMPLIANCE, 1, T0, "An older fault"));

        // then
        assertThat(asked(withReader)).isEmpty();
        keep(signal(SignalType.COMPLIANCE, 2, T0.plusSeconds(120), "A fault"));
        assertThat(asked(withReader)).as("another severity").isPresent();
    }

    @Test
    void aKnownExploitHasAttackPathsLookedForAgainAndSoHasItsEnd() {
        // given
        keep(signal(SignalType.VULNERABILITY, 4, T0, "A hole"));

        // when
        long begun = asked(shipped).orElseThrow().scanId();
        lab.ended(begun);
        signals.keep(List.of(closed())).await().atMost(LIMIT);
        long ended = asked(shipped).orElseThrow().scanId();

        // then
        assertThat(lab.ended(ended).status()).isEqualTo(ScanStatus.SUCCEEDED);
        assertThat(lab.number("select count(*) from scan where id in ($1, $2) and rule_ids is null", begun, ended))
                .isEqualTo(2);
    }

    @Test
    void whatItsSourceNoLongerSendsIsJudgedAgainWithoutIt() {
        // given
        keep(signal(SignalType.COMPLIANCE, 3, T0, "A fault"));
        lab.ended(asked(withReader).orElseThrow().scanId());
        lab.execute("update signal set received_at = now() - interval '31 days'");

        // when
        retention.tick().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from signal")).isZero();
        assertThat(asked(withReader)).isPresent();
    }

    @Test
    void allRulesJudgeOnlyWhereAttackPathsMayRestOnIt() {
        // given
        keep(signal(SignalType.VULNERABILITY, 4, T0, "A hole"));
        lab.execute(
                "insert into signal_change (account_id, region, exploit, changed_at) values ($1, $2, false, now())",
                Lab.ACCOUNT,
                OTHER_REGION);

        // when
        List<Requested> requested = withReader.request().await().atMost(LIMIT);

        // then
        requested.forEach(scan -> lab.ended(scan.scanId()));
        assertThat(requested)
                .extracting(scan -> lab.text(
                        "select string_agg(t.region, ',') || ' ' || coalesce(s.rule_ids[1], 'all') from scan s"
                                + " join scan_task t on t.scan_id = s.id where s.id = $1 group by s.rule_ids",
                        scan.scanId()))
                .containsExactly(Lab.REGION + " all", OTHER_REGION + " reader");
    }

    @Test
    void aChangeThatIsBeingNotedIsTakenLater() {
        // given
        lab.execute(
                "insert into signal_change (account_id, region, exploit, changed_at)"
                        + " values ($1, $2, false, now()), ($1, $3, false, now())",
                Lab.ACCOUNT,
                Lab.REGION,
                OTHER_REGION);

        // when
        List<SignalChanges.Place> taken = pool.withTransaction(
                        noting -> noting.preparedQuery("update signal_change set changed_at = now() where region = $1")
                                .execute(Tuple.of(Lab.REGION))
                                .chain(() -> pool.withTransaction(SignalChanges::take)))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(taken).extracting(SignalChanges.Place::region).containsExactly(OTHER_REGION);
        assertThat(lab.text("select string_agg(region, ',') from signal_change"))
                .isEqualTo(Lab.REGION);
    }

    private Optional<Requested> asked(SignalAssessments of) {
        List<Requested> requested = of.request().await().atMost(LIMIT);
        assertThat(requested).hasSizeLessThan(2);
        requested.forEach(scan -> lab.ended(scan.scanId()));
        return requested.stream().findFirst();
    }

    private void keep(Signal signal) {
        signals.keep(List.of(signal)).await().atMost(LIMIT);
    }

    private Signal signal(SignalType type, int severity, Instant at, String title) {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("title", title).put("exploitAvailable", true);
        return new Signal(
                "Prowler", "f-1", resource(), Lab.ACCOUNT, type, SignalState.OPEN, false, severity, at, document);
    }

    private Signal closed() {
        Signal open = signal(SignalType.VULNERABILITY, 4, T0.plusSeconds(60), "A hole");
        return new Signal(
                open.source(),
                open.uid(),
                open.resource(),
                open.accountId(),
                open.type(),
                SignalState.CLOSED,
                false,
                open.severity(),
                open.observedAt(),
                open.document());
    }

    private String resource() {
        return lab.text(
                "select arn from resource where kind = 'INSTANCE' and region = $1 order by arn limit 1", Lab.REGION);
    }

    private static final class Reader extends RecordRule<Vpc> {
        Reader() {
            super(
                    new RuleMetadata(
                            "reader", "t", Severity.LOW, Area.IAM, ResourceKind.VPC, "r.", "r.", List.of(), List.of()),
                    Vpc.class);
        }

        @Override
        public boolean readsSignals() {
            return true;
        }

        @Override
        public Verdict judge(Resource<Vpc> resource, Estate estate) {
            return Verdict.pass();
        }
    }
}
