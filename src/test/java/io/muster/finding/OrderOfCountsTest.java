package io.muster.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.graphql.ReadsOnly;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.launch.Truncation;
import io.muster.rule.Area;
import io.muster.rule.Assessment;
import io.muster.rule.CollectionGap;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The counts that scopes share are locked in the order of their keys, by one statement of each transaction: otherwise two could wait for each other. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class OrderOfCountsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Instant AT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Scope ONE = Scope.of("111111111111", "eu-central-1");
    private static final Scope OTHER = Scope.of("222222222222", "eu-central-1");
    private static final Counts EARLIER = new Counts("a-rule", Verdict.pass(), "PASSED");
    private static final Counts GAP =
            new Counts(CollectionGap.ID, Verdict.fail(Severity.HIGH, "A listing is missing.", Map.of()), "OPEN");
    private static final Counts LATER = new Counts("z-rule", Verdict.pass(), "PASSED");

    private static final String SHARED = """
            select 1 from finding_series where level = 'ESTATE' and rule_id = $1 and status = $2 for update
            """;

    private static final String WAITING = """
            select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%finding_series%'
            """;

    private record Nothing() {}

    /** A rule's verdict, and the status that its shared count has. */
    private record Counts(String ruleId, Verdict verdict, String status) {

        Assessment.Result in(Scope scope, Verdict said) {
            Resource<?> resource = new Resource<>(
                    scope.arn(ResourceKind.VOLUME, "r"),
                    ResourceKind.VOLUME,
                    scope,
                    "r",
                    null,
                    Map.of(),
                    new Nothing());
            RuleMetadata rule = new RuleMetadata(
                    ruleId, "A", Severity.MEDIUM, Area.STORAGE, ResourceKind.VOLUME, "r.", "r.", List.of(), List.of());
            return new Assessment.Result(rule, resource, said);
        }
    }

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series cascade");
    }

    /** What changes the counts of all three rules, with two of them in their order. */
    static Stream<Arguments> works() {
        Settlement failed = new Settlement(ONE, AT.plusSeconds(60), Map.of(), null, Map.of());
        Function<SqlConnection, Uni<Void>> doubt =
                connection -> Findings.doubt(connection, failed, Stream.of(GAP.in(ONE, Verdict.pass())));
        Function<SqlConnection, Uni<Void>> leave =
                connection -> StaleFindings.mark(connection, ONE, AT.plusSeconds(60));
        return Stream.of(
                Arguments.argumentSet("a task fails, the gap's counts first", doubt, GAP, LATER),
                Arguments.argumentSet("a task fails, the gap's counts last", doubt, EARLIER, GAP),
                Arguments.argumentSet("a region is left, the gap's counts first", leave, GAP, LATER),
                Arguments.argumentSet("a region is left, the gap's counts last", leave, EARLIER, GAP));
    }

    @ParameterizedTest
    @MethodSource("works")
    void noneIsLockedBeforeAnEarlierOne(Function<SqlConnection, Uni<Void>> work, Counts first, Counts second) {
        // given
        settle(ONE);
        settle(OTHER);

        // when another transaction holds the first counts, and goes on to the second ones while the work waits for the
        // first
        CompletableFuture<Void> done = pool.withTransaction(connection -> lock(connection, first)
                        .invoke(locked -> assertThat(locked).isOne())
                        .map(locked -> pool.withTransaction(work)
                                .subscribeAsCompletionStage()
                                .toCompletableFuture())
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(this::awaitTheOther)
                        .call(waits -> connection
                                .query("set local lock_timeout = '1s'")
                                .execute())
                        .call(waits -> lock(connection, second)))
                .await()
                .atMost(LIMIT);

        // then neither waits for the other
        assertThat(done).succeedsWithin(LIMIT);
    }

    private static Uni<Integer> lock(SqlConnection connection, Counts counts) {
        return connection
                .preparedQuery(SHARED)
                .execute(Tuple.of(counts.ruleId, counts.status))
                .map(rows -> rows.rowCount());
    }

    private void awaitTheOther() {
        await().atMost(LIMIT)
                .until(() -> pool.query(WAITING)
                                .execute()
                                .await()
                                .atMost(LIMIT)
                                .iterator()
                                .next()
                                .getLong(0)
                        > 0);
    }

    private void settle(Scope scope) {
        List<Assessment.Result> results = Stream.of(EARLIER, GAP, LATER)
                .map(counts -> counts.in(scope, counts.verdict))
                .toList();
        pool.withTransaction(connection -> Settlements.settle(connection, scope, AT, results))
                .await()
                .atMost(LIMIT);
    }
}
