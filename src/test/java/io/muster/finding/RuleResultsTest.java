package io.muster.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.launch.Truncation;
import io.muster.platform.AccountScope;
import io.muster.rule.Assessment;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are the verdicts of the last scans, now and as they were. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class RuleResultsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int STEPS = 40;

    @Inject
    Pool pool;

    @Inject
    Database database;

    @Inject
    RuleResults results;

    private final Map<Scope, List<Assessment.Result>> last = new HashMap<>();

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series cascade");
        pool.query("delete from account; delete from cell").execute().await().atMost(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void countsAreThoseOfTheLastVerdicts(long seed) {
        // given
        EstateHistory estate = new EstateHistory(seed);
        TreeMap<Instant, Integer> failed = new TreeMap<>();
        for (int step = 0; step < STEPS; step++) {
            settle(estate.anyScope(), estate.later(), estate);
            failed.put(estate.now(), (int) last.values().stream()
                    .flatMap(Collection::stream)
                    .filter(result -> ResultStatus.of(result.verdict()) == ResultStatus.FAILED)
                    .count());
        }

        // when, then
        areThoseOfTheLastVerdicts(
                AccountScope.EVERY_ACCOUNT,
                ResultDimension.RULE,
                result -> result.rule().ruleId());
        areThoseOfTheLastVerdicts(
                AccountScope.EVERY_ACCOUNT,
                ResultDimension.AREA,
                result -> result.rule().area().name());
        areThoseOfTheLastVerdicts(
                AccountScope.of(EstateHistory.ACCOUNTS.subList(0, 2)),
                ResultDimension.ACCOUNT,
                result -> result.resource().scope().accountId());
        areThoseOfTheLastVerdicts(
                AccountScope.of(EstateHistory.ACCOUNTS.subList(0, 2)),
                ResultDimension.REGION,
                result -> result.resource().scope().region());
        trendIsThatOf(failed, estate.now());
    }

    @Test
    void whatCouldNotBeCheckedIsUnknown() {
        // given
        EstateHistory estate = new EstateHistory(33);
        Scope scope = estate.anyScope();
        settle(scope, estate.later(), estate);

        // when
        Settlement failed = new Settlement(scope, estate.later(), Map.of(), null, Map.of());
        pool.withTransaction(connection -> Findings.doubt(connection, failed, Stream.of()))
                .await()
                .atMost(LIMIT);

        // then
        RuleResult all =
                ask(AccountScope.EVERY_ACCOUNT, FindingFilter.none(), Set.of()).get(0);
        assertThat(all.unknown()).isEqualTo(last.get(scope).size()).isPositive();
        assertThat(all.passed() + all.failed() + all.notApplicable()).isZero();
    }

    @Test
    void whatWasNeverReadIsToldByTheRulesThatNeedIt() {
        // given
        pool.query(
                        "insert into account (account_id, registered_at, regions) values ('444444444444', now(), '{eu-central-1}')")
                .execute()
                .await()
                .atMost(LIMIT);

        // when
        List<RuleResult> rows = ask(
                AccountScope.EVERY_ACCOUNT,
                FindingFilter.none(),
                EnumSet.of(ResultDimension.RULE, ResultDimension.ACCOUNT, ResultDimension.REGION));

        // then
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.unreadCells()).isPositive();
            assertThat(row.accountId()).isEqualTo("444444444444");
            assertThat(row.passed() + row.failed() + row.unknown()).isZero();
        });
        assertThat(rows).extracting(RuleResult::region).contains("global", "eu-central-1");
        assertThat(ask(AccountScope.of(Set.of()), FindingFilter.none(), EnumSet.of(ResultDimension.RULE)))
                .isEmpty();
    }

    private void settle(Scope scope, Instant at, EstateHistory estate) {
        List<Assessment.Result> found = estate.scan(scope);
        last.put(scope, found);
        pool.withTransaction(connection -> Settlements.settle(connection, scope, at, found))
                .await()
                .atMost(LIMIT);
    }

    private void areThoseOfTheLastVerdicts(
            AccountScope accounts, ResultDimension dimension, Function<Assessment.Result, String> key) {
        Map<String, Map<ResultStatus, Long>> expected = last.values().stream()
                .flatMap(Collection::stream)
                .filter(result -> accounts.admits(result.resource().scope().accountId()))
                .collect(Collectors.groupingBy(
                        key,
                        Collectors.groupingBy(result -> ResultStatus.of(result.verdict()), Collectors.counting())));
        Map<String, Map<ResultStatus, Long>> told = ask(accounts, FindingFilter.none(), EnumSet.of(dimension)).stream()
                .collect(Collectors.toMap(row -> value(row, dimension), RuleResultsTest::counts));
        assertThat(told).as("%s", dimension).isEqualTo(expected);
    }

    private static String value(RuleResult row, ResultDimension dimension) {
        return switch (dimension) {
            case RULE -> row.ruleId();
            case AREA -> row.area().name();
            case ACCOUNT -> row.accountId();
            case REGION -> row.region();
            case KIND -> row.resourceKind().name();
        };
    }

    private static Map<ResultStatus, Long> counts(RuleResult row) {
        Map<ResultStatus, Long> counts = new HashMap<>();
        counts.put(ResultStatus.PASSED, (long) row.passed());
        counts.put(ResultStatus.FAILED, (long) row.failed());
        counts.put(ResultStatus.UNKNOWN, (long) row.unknown());
        counts.put(ResultStatus.NOT_APPLICABLE, (long) row.notApplicable());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private void trendIsThatOf(NavigableMap<Instant, Integer> failed, Instant now) {
        ResultTrend.Request request = new ResultTrend.Request(EstateHistory.BEGIN, now, TrendInterval.DAY, null);
        List<ResultPoint> points = new ResultTrend(database, Clock.fixed(now, ZoneOffset.UTC))
                .points(AccountScope.EVERY_ACCOUNT, FindingFilter.none(), request)
                .await()
                .atMost(LIMIT);
        assertThat(points).isNotEmpty().allSatisfy(point -> {
            Map.Entry<Instant, Integer> before = failed.lowerEntry(point.time().plus(Duration.ofDays(1)));
            assertThat(point.failed()).as("%s", point).isEqualTo(before == null ? 0 : before.getValue());
        });
    }

    private List<RuleResult> ask(AccountScope accounts, FindingFilter filter, Set<ResultDimension> groupBy) {
        return results.results(accounts, filter, groupBy).await().atMost(LIMIT);
    }
}
