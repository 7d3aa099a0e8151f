package io.muster.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.launch.Truncation;
import io.muster.platform.AccountScope;
import io.muster.rule.Area;
import io.muster.rule.Assessment;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A finding's life is told as it was, step by step. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class FindingHistoryTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Scope SCOPE = Scope.of("111111111111", "eu-central-1");
    private static final Instant BEGIN = Instant.parse("2025-03-03T10:00:00Z");
    private static final RuleMetadata RULE = new RuleMetadata(
            "disk", "disk", Severity.HIGH, Area.STORAGE, ResourceKind.VOLUME, "r.", "r.", List.of(), List.of());
    private static final String ARN = SCOPE.arn(ResourceKind.VOLUME, "vol-1");
    private static final UUID ID = FindingId.of("disk", ARN);

    private record Nothing() {}

    @Inject
    Pool pool;

    @Inject
    FindingHistory history;

    @Inject
    FindingReads findings;

    @Inject
    FindingsConfig config;

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series, judged_rules cascade");
        pool.query("delete from resource; delete from history_gap")
                .execute()
                .await()
                .atMost(LIMIT);
    }

    @Test
    void everyStepIsToldWithItsTimeAndScan() {
        // given
        resource(null);
        scan(1, 0, fail(Severity.HIGH, 1));
        scan(2, 1, fail(Severity.HIGH, 1));
        scan(3, 2, fail(Severity.LOW, 1));
        scan(4, 3, Verdict.unknown("was not read"));
        scan(5, 4, fail(Severity.LOW, 1));
        scan(6, 5, Verdict.pass());
        scan(7, 9, fail(Severity.LOW, 2));

        // when
        List<FindingStep> steps = steps(AccountScope.EVERY_ACCOUNT, 20);

        // then
        assertThat(steps)
                .extracting(
                        FindingStep::type,
                        FindingStep::at,
                        FindingStep::scanId,
                        FindingStep::severity,
                        FindingStep::severityBefore,
                        FindingStep::fields,
                        FindingStep::resolution)
                .containsExactly(
                        tuple(FindingStepType.REOPENED, at(9), "7", Severity.LOW, null, List.of("evidence"), null),
                        tuple(
                                FindingStepType.RESOLVED,
                                at(5),
                                "6",
                                Severity.LOW,
                                null,
                                List.of(),
                                FindingResolution.FIXED),
                        tuple(FindingStepType.CONFIRMED, at(4), "5", Severity.LOW, null, List.of(), null),
                        tuple(FindingStepType.STALE, at(3), "4", Severity.LOW, null, List.of(), null),
                        tuple(
                                FindingStepType.CHANGED,
                                at(2),
                                "3",
                                Severity.LOW,
                                Severity.HIGH,
                                List.of("severity"),
                                null),
                        tuple(FindingStepType.OPENED, at(0), "1", Severity.HIGH, null, List.of(), null));
        assertThat(steps(AccountScope.EVERY_ACCOUNT, 2)).isEqualTo(steps.subList(0, 2));
        assertThat(steps(AccountScope.of(Set.of("222222222222")), 20)).isEmpty();
        FindingView finding = finding();
        assertThat(finding.openedAt()).isEqualTo(at(9));
        assertThat(finding.firstSeenAt()).isEqualTo(at(0));
        assertThat(finding.reopenedCount()).isEqualTo(1);
        assertThat(finding.ageSeconds()).isPositive();
        assertThat(finding.timeToFixSeconds()).isNull();
    }

    @Test
    void aResolutionTellsWhy() {
        resource(null);
        scan(1, 0, fail(Severity.HIGH, 1));

        // when, then
        scan(2, 2, Verdict.notApplicable());
        assertThat(finding().resolution()).isEqualTo(FindingResolution.NOT_APPLICABLE);
        assertThat(finding().timeToFixSeconds()).isEqualTo(7_200);
        assertThat(finding().ageSeconds()).isNull();

        scan(3, 3, fail(Severity.HIGH, 1));
        assertThat(finding().resolution()).isNull();

        scan(4, 4, null);
        assertThat(finding().resolution())
                .as("the resource is there, and nothing judges it")
                .isEqualTo(FindingResolution.RULE_WITHDRAWN);

        scan(5, 5, fail(Severity.HIGH, 1));
        resource(at(6));
        scan(6, 6, null);
        assertThat(finding().resolution()).isEqualTo(FindingResolution.RESOURCE_GONE);
    }

    @Test
    void aStepThatCameWithAnotherRuleSaysSo() {
        // given
        resource(null);
        scan(1, 0, Verdict.pass(), Map.of("disk", "1"));
        scan(2, 1, fail(Severity.HIGH, 1), Map.of("disk", "2"));
        scan(3, 2, fail(Severity.HIGH, 2), Map.of("disk", "2"));
        scan(4, 3, Verdict.unknown("was not read"), Map.of("disk", "2"));
        scan(5, 4, fail(Severity.LOW, 2), Map.of("disk", "3"));
        scan(6, 5, Verdict.pass(), Map.of("disk", "3"));
        scan(7, 6, fail(Severity.LOW, 2), Map.of("disk", "4"));
        scan(8, 7, null, Map.of("another", "1"));
        scan(9, 8, fail(Severity.LOW, 2), Map.of("disk", "1"));

        // when
        List<FindingStep> steps = steps(AccountScope.EVERY_ACCOUNT, 20);

        // then
        assertThat(steps)
                .extracting(FindingStep::type, FindingStep::because)
                .containsExactly(
                        tuple(FindingStepType.REOPENED, FindingCause.RULE_ADDED),
                        tuple(FindingStepType.RESOLVED, FindingCause.RULE_WITHDRAWN),
                        tuple(FindingStepType.REOPENED, FindingCause.RULE_CHANGED),
                        tuple(FindingStepType.RESOLVED, null),
                        tuple(FindingStepType.CHANGED, FindingCause.RULE_CHANGED),
                        tuple(FindingStepType.STALE, null),
                        tuple(FindingStepType.CHANGED, null),
                        tuple(FindingStepType.OPENED, FindingCause.RULE_CHANGED));
        assertThat(finding().because()).isEqualTo(FindingCause.RULE_ADDED);
    }

    @Test
    void nothingIsSaidOfTheRuleWhereTheScopeWasNeverJudgedBefore() {
        // given
        scan(1, 0, fail(Severity.HIGH, 1), Map.of("disk", "1"));

        // when, then
        assertThat(finding().because()).isNull();
    }

    @Test
    void whatIsOlderThanTheRetentionIsForgottenAndSaidToBe() {
        // given
        resource(null);
        scan(1, 0, fail(Severity.HIGH, 1));
        scan(2, 1, fail(Severity.LOW, 1));
        scan(3, 50, Verdict.pass());
        Instant now = at(20).plus(config.history());

        // when
        new FindingHistoryRetention(pool, config, Clock.fixed(now, ZoneOffset.UTC))
                .tick()
                .await()
                .atMost(LIMIT);

        // then
        assertThat(steps(AccountScope.EVERY_ACCOUNT, 20))
                .extracting(FindingStep::type, FindingStep::at, FindingStep::severity)
                .containsExactly(
                        tuple(FindingStepType.RESOLVED, at(50), Severity.LOW),
                        tuple(FindingStepType.OPENED, at(0), null));
        assertThat(pool.query("select known_from from history_gap")
                        .execute()
                        .await()
                        .atMost(LIMIT)
                        .iterator()
                        .next()
                        .getOffsetDateTime("known_from")
                        .toInstant())
                .isEqualTo(at(20));
    }

    private List<FindingStep> steps(AccountScope accounts, int first) {
        return history.of(accounts, List.of(ID.toString()), first)
                .await()
                .atMost(LIMIT)
                .getOrDefault(ID.toString(), List.of());
    }

    private FindingView finding() {
        return findings.find(AccountScope.EVERY_ACCOUNT, ID)
                .await()
                .atMost(LIMIT)
                .orElseThrow();
    }

    private static Instant at(int hours) {
        return BEGIN.plus(Duration.ofHours(hours));
    }

    private static Verdict fail(Severity severity, int n) {
        return Verdict.fail(severity, "It is so.", Map.of("n", n));
    }

    /** @param verdict null where no rule judges the resource */
    private void scan(long scanId, int hours, @Nullable Verdict verdict) {
        scan(scanId, hours, verdict, Map.of());
    }

    private void scan(long scanId, int hours, @Nullable Verdict verdict, Map<String, String> versions) {
        Resource<?> resource = new Resource<>(ARN, ResourceKind.VOLUME, SCOPE, "vol-1", null, Map.of(), new Nothing());
        Stream<Assessment.Result> results =
                Stream.ofNullable(verdict).map(said -> new Assessment.Result(RULE, resource, said));
        pool.withTransaction(connection -> connection
                        .preparedQuery("select set_config('muster.scan_id', $1, true)")
                        .execute(Tuple.of(String.valueOf(scanId)))
                        .chain(() -> Findings.settle(
                                connection,
                                new Settlement(SCOPE, at(hours), Map.of(), null, versions),
                                List.of(results))))
                .await()
                .atMost(LIMIT);
    }

    private void resource(@Nullable Instant deletedAt) {
        pool.preparedQuery("""
                        insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,
                                              first_seen_at, changed_at, deleted_at)
                        values ($1, 'VOLUME', '111111111111', 'eu-central-1', 'vol-1', '{}', '{}', '', $2, $2, $3)
                        on conflict (arn) do update set deleted_at = excluded.deleted_at
                        """)
                .execute(Tuple.of(
                        ARN,
                        BEGIN.atOffset(ZoneOffset.UTC),
                        deletedAt == null ? null : deletedAt.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(LIMIT);
    }
}
