package io.muster.finding;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.Lifetimes.Event;
import io.muster.finding.Lifetimes.Seen;
import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.launch.Truncation;
import io.muster.platform.AccountScope;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of openings, reopenings, resolutions and ages is what somebody saw who looked at all findings all the time. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class FindingFlowTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int STEPS = 80;
    private static final List<String> SOME = EstateHistory.ACCOUNTS.subList(0, 2);

    @Inject
    Pool pool;

    @Inject
    Database database;

    @Inject
    FindingFlow flow;

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series, exemption cascade");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void flowsAndAgesAreThoseOfTheFindingsLifetimes(long seed) {
        // given
        EstateHistory estate = new EstateHistory(seed);
        Lifetimes lifetimes = new Lifetimes();
        for (int step = 0; step < STEPS; step++) {
            live(estate, lifetimes, step);
        }
        assertThat(lifetimes.events().map(Event::what))
                .contains(Transition.OPENING, Transition.RESOLUTION, Transition.REOPENING);

        // when, then
        for (Asked asked : Asked.all()) {
            flowsAreThoseOf(lifetimes, asked, estate);
            agesAreThoseOf(lifetimes, asked, estate);
        }
    }

    private void live(EstateHistory estate, Lifetimes lifetimes, int step) {
        if (step % 30 == 29) {
            String gone = estate.any(EstateHistory.ACCOUNTS);
            pool.withTransaction(connection -> FindingPurge.purge(connection, gone))
                    .await()
                    .atMost(LIMIT);
            estate.forget(gone);
            lifetimes.forget(gone);
        } else {
            Scope scope = estate.anyScope();
            Instant at = estate.later();
            pool.withTransaction(connection -> Settlements.settle(connection, scope, at, estate.scan(scope)))
                    .await()
                    .atMost(LIMIT);
            RowSet<Row> all = pool.query(Lifetimes.LOOK).execute().await().atMost(LIMIT);
            lifetimes.look(at, all);
        }
    }

    private void flowsAreThoseOf(Lifetimes lifetimes, Asked asked, EstateHistory estate) {
        List<FindingDimension> dimensions = new ArrayList<>(List.of(FindingDimension.values()));
        dimensions.remove(FindingDimension.STATUS);
        dimensions.add(null);
        for (FindingDimension dimension : dimensions) {
            TrendInterval interval = estate.any(List.of(TrendInterval.values()));
            Instant from = estate.now().minus(Duration.ofDays(estate.any(List.of(1, 9, 30))));
            Instant to = estate.chance(0.5) ? estate.now() : estate.now().minus(Duration.ofHours(20));
            FindingTrend.Request request = new FindingTrend.Request(from, to, interval, dimension);

            // when
            List<FlowPoint> points =
                    flow.points(asked.accounts, asked.filter, request).await().atMost(LIMIT);

            // then
            Map<String, List<Event>> expected = lifetimes
                    .events()
                    .filter(event -> asked.meant.test(event.finding()))
                    .filter(event -> !event.at().isBefore(interval.begin(from))
                            && event.at().isBefore(interval.begin(to).plus(interval.length())))
                    .collect(groupingBy(event -> place(
                            interval.begin(event.at()),
                            dimension == null ? null : event.finding().value(dimension))));
            assertThat(points).as("%s %s", asked, request).allSatisfy(point -> {
                List<Event> happened = expected.getOrDefault(place(point.time(), point.key()), List.of());
                assertThat(List.of(point.opened(), point.reopened(), point.resolved()))
                        .containsExactly(
                                count(happened, Transition.OPENING),
                                count(happened, Transition.REOPENING),
                                count(happened, Transition.RESOLUTION));
            });
            assertThat(points.stream().map(point -> place(point.time(), point.key())))
                    .as("nothing is left out or told twice: %s %s", asked, request)
                    .doesNotHaveDuplicates()
                    .containsAll(expected.keySet());
        }
    }

    private static String place(Instant bucket, String key) {
        return bucket + " " + key;
    }

    private static int count(List<Event> events, Transition what) {
        return (int) events.stream().filter(event -> event.what() == what).count();
    }

    private void agesAreThoseOf(Lifetimes lifetimes, Asked asked, EstateHistory estate) {
        for (int days : List.of(0, 5, 30, 75)) {
            Instant now = estate.now().plus(Duration.ofDays(days)).plusSeconds(1);
            FindingAges ages = new FindingAges(database, Clock.fixed(now, ZoneOffset.UTC));

            // when
            List<FindingAge> rows = ages.ages(asked.accounts, asked.filter, Set.of(FindingDimension.ACCOUNT))
                    .await()
                    .atMost(LIMIT);

            // then
            Map<String, List<Long>> expected = new TreeMap<>();
            lifetimes
                    .standing()
                    .filter(standing -> asked.meant.test(standing.getKey()))
                    .forEach(standing -> expected.computeIfAbsent(
                                    standing.getKey().value(FindingDimension.ACCOUNT), account -> new ArrayList<>())
                            .add(Duration.between(standing.getValue(), now).toSeconds()));
            assertThat(rows).extracting(FindingAge::accountId).containsExactlyElementsOf(expected.keySet());
            assertThat(rows).as("%s", asked).allSatisfy(row -> isOf(row, expected.get(row.accountId()), now));
        }
    }

    private static void isOf(FindingAge row, List<Long> seconds, Instant now) {
        assertThat(row.count()).isEqualTo(seconds.size());
        assertThat(List.of(
                        row.underOneDay(),
                        row.underSevenDays(),
                        row.underThirtyDays(),
                        row.underNinetyDays(),
                        row.ninetyDaysOrMore()))
                .containsExactly(
                        between(seconds, 0, 1),
                        between(seconds, 1, 7),
                        between(seconds, 7, 30),
                        between(seconds, 30, 90),
                        between(seconds, 90, 100_000));
        long oldest = seconds.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(row.oldestAgeSeconds()).isEqualTo(oldest);
        assertThat(row.oldestSince()).isEqualTo(now.minusSeconds(oldest));
    }

    private static int between(List<Long> seconds, int fromDays, int toDays) {
        return (int) seconds.stream()
                .filter(age -> age >= fromDays * 86_400L && age < toDays * 86_400L)
                .count();
    }

    /** A filter, for somebody who sees these accounts, and what it means. */
    private record Asked(AccountScope accounts, FindingFilter filter, Predicate<Seen> meant) {

        static List<Asked> all() {
            Predicate<Seen> seen = finding -> SOME.contains(finding.value(FindingDimension.ACCOUNT));
            return List.of(
                    new Asked(AccountScope.EVERY_ACCOUNT, FindingFilter.none(), finding -> true),
                    new Asked(AccountScope.of(SOME), FindingFilter.none(), seen),
                    new Asked(AccountScope.of(Set.of()), FindingFilter.none(), finding -> false),
                    new Asked(
                            AccountScope.EVERY_ACCOUNT,
                            FindingFilter.none().withSeverities(List.of(Severity.CRITICAL, Severity.LOW)),
                            finding -> Set.of("CRITICAL", "LOW").contains(finding.value(FindingDimension.SEVERITY))),
                    new Asked(
                            AccountScope.of(SOME),
                            FindingFilter.ofAccounts(EstateHistory.ACCOUNTS.subList(1, 3)),
                            seen.and(finding ->
                                    finding.value(FindingDimension.ACCOUNT).equals(EstateHistory.ACCOUNTS.get(1)))));
        }
    }
}
