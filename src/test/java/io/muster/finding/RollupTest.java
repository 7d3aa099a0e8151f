package io.muster.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.Scope;
import io.muster.launch.Truncation;
import io.muster.rule.Assessment;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted is what a recount would tell, whatever happened to findings. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class RollupTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int STEPS = 60;

    @Inject
    Pool pool;

    /** So many findings of a scope are read at once; rule by rule where there are more. */
    private int few = 1_000;

    @Inject
    FindingReads reads;

    @Inject
    FindingTrend trend;

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series, exemption cascade");
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 0", "3, 3"})
    void countsAreThoseOfARecountAtAllTimes(long seed, int few) {
        this.few = few;
        EstateHistory estate = new EstateHistory(seed);
        RememberedCounts remembered = new RememberedCounts();
        for (int step = 0; step < STEPS; step++) {
            // when
            if (step % 20 == 19) {
                String gone = estate.any(EstateHistory.ACCOUNTS);
                purge(gone);
                estate.forget(gone);
                remembered.forget(gone);
            } else {
                Scope scope = estate.anyScope();
                settle(scope, estate.later(), estate).await().atMost(LIMIT);
            }
            remembered.take(estate.now(), recount());

            // then
            assertThat(differences()).as("seed %d, step %d", seed, step).isEmpty();
        }
        countsAreAnswered();
        trendsAreAsRemembered(seed, estate, remembered);
    }

    @Test
    void scopesThatSettleAtTheSameTimeDoNotLoseOrBlockEachOther() {
        EstateHistory estate = new EstateHistory(4);
        for (int round = 0; round < 12; round++) {
            // when
            Instant at = estate.later();
            List<Uni<Findings.Settled>> all = EstateHistory.scopes().stream()
                    .map(scope -> settle(scope, at, estate))
                    .toList();
            Uni.join().all(all).andFailFast().await().atMost(LIMIT);
        }

        // then
        assertThat(rows("select 1 from finding")).hasSizeGreaterThan(20);
        assertThat(differences()).isEmpty();
    }

    @Test
    void whatWasFoundBeforeIsCountedByTheMigration() {
        // given
        EstateHistory estate = new EstateHistory(5);
        for (int step = 0; step < STEPS; step++) {
            settle(estate.anyScope(), estate.later(), estate).await().atMost(LIMIT);
        }

        // when
        pool.query(Recount.statements()).execute().await().atMost(LIMIT);

        // then
        assertThat(rows("select 1 from finding_series where level = 'ESTATE'")).hasSizeGreaterThan(10);
        assertThat(differences()).isEmpty();
    }

    @Test
    void anUnchangedRescanWritesNothing() {
        // given
        Scope scope = EstateHistory.scopes().get(0);
        var found = new EstateHistory(6).scan(scope);
        settle(scope, EstateHistory.BEGIN, found).await().atMost(LIMIT);
        List<String> before = rowVersions();

        // when
        settle(scope, EstateHistory.BEGIN.plusSeconds(3_600), found).await().atMost(LIMIT);

        // then
        assertThat(before).hasSizeGreaterThan(20);
        assertThat(rowVersions()).isEqualTo(before);
    }

    private Uni<Findings.Settled> settle(Scope scope, Instant at, EstateHistory estate) {
        return settle(scope, at, estate.scan(scope));
    }

    private Uni<Findings.Settled> settle(Scope scope, Instant at, List<Assessment.Result> found) {
        return pool.withTransaction(connection -> Findings.settle(
                connection,
                Settlements.first(scope, at),
                Settlements.byRule(found),
                new ScopeSettlement.Steps(few, 2)));
    }

    private void purge(String accountId) {
        pool.withTransaction(connection -> FindingPurge.purge(connection, accountId))
                .await()
                .atMost(LIMIT);
    }

    private List<String> differences() {
        return rows(Recount.DIFFERENCES).stream()
                .map(row -> row.getValue("difference").toString())
                .toList();
    }

    private List<String> rowVersions() {
        return Stream.of("finding", "finding_series", "finding_trend_hour", "finding_trend_day")
                .flatMap(table ->
                        rows("select '" + table + "' || ctid::text || xmin::text as version from " + table).stream())
                .map(row -> row.getString("version"))
                .toList();
    }

    private List<Row> rows(String sql) {
        return StreamSupport.stream(
                        pool.preparedQuery(sql)
                                .execute(Tuple.tuple())
                                .await()
                                .atMost(LIMIT)
                                .spliterator(),
                        false)
                .toList();
    }

    private List<Counted> recount() {
        return rows(
                        "select account_id, region, rule_id, severity, area, status, resource_kind, count(*)::int as n from finding"
                                + " group by account_id, region, rule_id, severity, area, status, resource_kind")
                .stream()
                .map(Counted::of)
                .toList();
    }

    private void countsAreAnswered() {
        List<Counted> all = recount();
        for (MeantFilter filter : MeantFilter.all()) {
            for (FindingDimension dimension : FindingDimension.values()) {
                Map<String, Integer> expected = new TreeMap<>();
                all.stream()
                        .filter(filter.meant())
                        .forEach(one -> expected.merge(one.key(dimension), one.count(), Integer::sum));
                List<FindingCount> rows = reads.counts(filter.accounts(), filter.filter(), Set.of(dimension))
                        .await()
                        .atMost(LIMIT);
                assertThat(rows.stream().map(FindingCount::count))
                        .as("%s by %s", filter.filter(), dimension)
                        .containsExactlyElementsOf(expected.values());
            }
            assertThat(reads.count(filter.accounts(), filter.filter()).await().atMost(LIMIT))
                    .isEqualTo(all.stream()
                            .filter(filter.meant())
                            .mapToInt(Counted::count)
                            .sum());
        }
    }

    private void trendsAreAsRemembered(long seed, EstateHistory estate, RememberedCounts remembered) {
        Instant end = estate.now();
        for (MeantFilter filter : MeantFilter.all()) {
            List<FindingDimension> dimensions = new ArrayList<>(List.of(FindingDimension.values()));
            dimensions.add(null);
            for (FindingDimension dimension : dimensions) {
                TrendInterval interval = estate.any(List.of(TrendInterval.values()));
                Instant from = interval == TrendInterval.HOUR
                        ? end.minus(Duration.ofDays(9))
                        : EstateHistory.BEGIN.minus(Duration.ofDays(5));
                Instant to = estate.chance(0.5) ? end.plus(Duration.ofDays(3)) : end.minus(Duration.ofDays(4));
                FindingTrend.Request request = new FindingTrend.Request(from, to, interval, dimension);
                List<TrendPoint> points = trend.points(filter.accounts(), filter.filter(), request)
                        .await()
                        .atMost(LIMIT);
                Predicate<Counted> meant = filter.filter().statuses() == null
                        ? filter.meant().and(one -> one.status() == FindingStatus.OPEN)
                        : filter.meant();
                long buckets = Duration.between(interval.begin(from), interval.begin(to))
                                .dividedBy(interval.length())
                        + 1;
                assertThat(points.stream().map(TrendPoint::time).distinct().count())
                        .as("without a gap, unless nothing was ever found")
                        .isIn(points.isEmpty() ? 0L : buckets, buckets);
                assertThat(points)
                        .as("seed %d, %s, %s", seed, filter.filter(), request)
                        .allSatisfy(point -> assertThat(point.value())
                                .isEqualTo(remembered.before(
                                        point.time().plus(interval.length()),
                                        meant.and(one -> dimension == null
                                                || one.key(dimension).equals(point.key())))));
                assertThat(points.stream()
                                .filter(point -> point.time().equals(interval.begin(to)))
                                .mapToInt(TrendPoint::value)
                                .sum())
                        .as("nothing is left out")
                        .isEqualTo(remembered.before(interval.begin(to).plus(interval.length()), meant));
            }
        }
    }
}
