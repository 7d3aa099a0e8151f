package io.muster.finding.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.EstateHistory;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingFlow;
import io.muster.finding.FindingReads;
import io.muster.finding.FindingTrend;
import io.muster.finding.FlowPoint;
import io.muster.finding.Recount;
import io.muster.finding.Settlements;
import io.muster.finding.TrendInterval;
import io.muster.graphql.ReadsOnly;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.query.Database;
import io.muster.inventory.query.WriteLimit;
import io.muster.launch.Truncation;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever order scans, exemptions, their ends, tags and moves of accounts come in: what stands is suppressed if and only if an
 * exemption means it, by the oldest that does, and counts are those of a recount.
 */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class ExemptionLawsTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int STEPS = 120;
    private static final List<String> UNITS = List.of("/Production", "/Production/Shop", "/Staging");
    private static final List<String> TEAMS = List.of("red", "blue");

    private static final String LOOK =
            "select id::text, rule_id, resource_arn, account_id, region, status, exemption_id from finding";

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    Database database;

    @Inject
    FindingReads findings;

    @Inject
    WriteLimit limit;

    private final ExemptionModel model = new ExemptionModel();
    private final Map<String, String> statuses = new HashMap<>();
    private int suppressed;
    private int returned;

    private EstateHistory estate;
    private Exemptions exemptions;
    private ExemptionJob job;

    @BeforeEach
    @AfterEach
    void clear() {
        Truncation.of(pool, "finding, finding_series, exemption cascade");
        pool.query("delete from resource; delete from account")
                .execute()
                .await()
                .atMost(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void whatIsMeantIsSuppressedAndCountsAreExact(long seed) {
        // given
        begin(seed);

        // when, then
        for (int step = 0; step < STEPS; step++) {
            live();
            call(() -> job.tick());
            model.expire(estate.now());
            lookAround("seed " + seed + ", step " + step);
        }
        flowsAreThoseThatWereSeen();
        assertThat(suppressed).isGreaterThan(20);
        assertThat(returned).isGreaterThan(5);
    }

    private void begin(long seed) {
        estate = new EstateHistory(seed);
        Clock clock = estate.clock();
        ExemptionsConfig small = smallBatches();
        ExemptionReads reads = new ExemptionReads(database, small, clock);
        ExemptionSettlement settlement = new ExemptionSettlement(pool, limit, small, clock);
        exemptions = new Exemptions(sessions, new ExemptionTarget(findings, database), settlement, reads, small, clock);
        job = new ExemptionJob(sessions, pool, settlement, small, clock);
        EstateHistory.ACCOUNTS.forEach(account -> model.units().put(account, estate.any(UNITS)));
        model.units()
                .forEach((account, unit) -> update(
                        "insert into account (account_id, registered_at, organization_path) values ($1, now(), $2)",
                        account,
                        unit));
    }

    /** So that each exemption takes several transactions. */
    private static ExemptionsConfig smallBatches() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ExemptionsConfig.class)
                .withDefaultValue("muster.exemptions.batch", "3")
                .withDefaultValue("muster.exemptions.patience", "1m")
                .build()
                .getConfigMapping(ExemptionsConfig.class);
    }

    private void live() {
        if (estate.chance(0.5)) {
            scan(estate.anyScope());
        } else if (estate.chance(0.6)) {
            exempt();
        } else if (estate.chance(0.6)) {
            lift();
        } else if (estate.chance(0.5)) {
            String account = estate.any(EstateHistory.ACCOUNTS);
            model.units().put(account, estate.any(UNITS));
            update(
                    "update account set organization_path = $2 where account_id = $1",
                    account,
                    model.units().get(account));
        } else {
            estate.later();
        }
    }

    /** Tags are read by scans, and take effect with them. */
    private void scan(Scope scope) {
        Instant at = estate.later();
        var results = estate.scan(scope);
        results.forEach(result -> {
            String arn = result.resource().arn();
            if (!model.teams().containsKey(arn) || estate.chance(0.1)) {
                model.teams().put(arn, estate.any(TEAMS));
                update(
                        "insert into resource (arn, kind, account_id, region, resource_id, tags, attributes, content_hash,"
                                + " first_seen_at, changed_at) values ($1, $2, $3, $4, 'r', jsonb_build_object('team', $5::text),"
                                + " '{}', '', now(), now()) on conflict (arn) do update set tags = excluded.tags",
                        arn,
                        result.resource().kind().name(),
                        scope.accountId(),
                        scope.region(),
                        model.teams().get(arn));
            }
        });
        pool.withTransaction(connection -> Settlements.settle(connection, scope, at, results))
                .await()
                .atMost(LIMIT);
    }

    private void exempt() {
        String arn = model.teams().isEmpty() || estate.chance(0.8)
                ? null
                : estate.any(List.copyOf(new TreeMap<>(model.teams()).keySet()));
        ExemptionScope scope = new ExemptionScope(
                estate.chance(0.6) || arn != null ? estate.any(EstateHistory.RULES) : null,
                arn == null && estate.chance(0.3) ? estate.any(EstateHistory.ACCOUNTS) : null,
                arn == null && estate.chance(0.3)
                        ? estate.any(List.copyOf(model.units().values()))
                        : null,
                arn == null && estate.chance(0.3) ? estate.any(EstateHistory.REGIONS) : null,
                arn,
                arn == null && estate.chance(0.4) ? "team" : null,
                null);
        if (scope.tagKey() != null && estate.chance(0.7)) {
            scope = new ExemptionScope(
                    scope.ruleId(), scope.accountId(), scope.ouPath(), scope.region(), null, "team", estate.any(TEAMS));
        }
        if (scope.isEmpty()) {
            return;
        }
        Instant until = estate.chance(0.5) ? null : estate.now().plus(Duration.ofHours(estate.any(List.of(1, 12, 60))));
        boolean attested = arn != null && until != null && estate.chance(0.5);
        AttestedVerdict verdict = attested ? estate.any(List.of(AttestedVerdict.values())) : null;
        ExemptionScope wanted = scope;
        ExemptionView made = call(() -> exemptions.request(
                new ExemptionDraft(
                        attested ? ExemptionType.ATTESTATION : ExemptionType.SUPPRESSION,
                        null,
                        wanted,
                        verdict,
                        attested ? "https://example.com/1" : null,
                        "so it is",
                        null,
                        until,
                        false),
                Caller.ANYBODY));
        assertThat(made.settled()).isTrue();
        model.add(Long.valueOf(made.id()), scope, until, verdict != AttestedVerdict.FAIL);
    }

    private void lift() {
        List<Long> standing = model.covering();
        if (!standing.isEmpty()) {
            Long id = estate.any(standing);
            ExemptionType type = ExemptionType.valueOf(
                    rows("select type from exemption where id = " + id).get(0).getString("type"));
            call(() -> exemptions.lift(type, id.toString(), Caller.ANYBODY, version -> {}));
            model.end(id);
        }
    }

    /** On a context as calls have it. */
    private <T> T call(Supplier<Uni<T>> work) {
        Context context = VertxContext.getOrCreateDuplicatedContext(vertx);
        return Uni.createFrom()
                .deferred(work::get)
                .runSubscriptionOn(task -> context.runOnContext(ready -> task.run()))
                .await()
                .atMost(LIMIT);
    }

    private void lookAround(String where) {
        assertThat(rows(Recount.DIFFERENCES)).as(where).isEmpty();
        for (Row finding : rows(LOOK)) {
            Long cover = finding.getString("status").equals("RESOLVED") ? null : model.cover(finding);
            assertThat(finding.getLong("exemption_id"))
                    .as("%s: %s", where, finding.toJson())
                    .isEqualTo(cover);
            if (!finding.getString("status").equals("RESOLVED")) {
                assertThat(finding.getString("status"))
                        .as("%s: %s", where, finding.toJson())
                        .isEqualTo(cover == null ? "OPEN" : "SUPPRESSED");
            }
            count(statuses.put(finding.getString("id"), finding.getString("status")), finding.getString("status"));
        }
    }

    private void count(String before, String now) {
        if (now.equals("SUPPRESSED") && !now.equals(before)) {
            suppressed++;
        } else if (now.equals("OPEN") && "SUPPRESSED".equals(before)) {
            returned++;
        }
    }

    private void flowsAreThoseThatWereSeen() {
        FindingTrend.Request request =
                new FindingTrend.Request(EstateHistory.BEGIN, estate.now(), TrendInterval.DAY, null);
        List<FlowPoint> points = new FindingFlow(database, Clock.fixed(estate.now(), ZoneOffset.UTC))
                .points(AccountScope.EVERY_ACCOUNT, FindingFilter.none(), request)
                .await()
                .atMost(LIMIT);
        assertThat(points.stream().mapToInt(FlowPoint::suppressed).sum()).isEqualTo(suppressed);
        assertThat(points.stream().mapToInt(FlowPoint::returned).sum()).isEqualTo(returned);
        int standing = points.stream()
                .mapToInt(point -> point.opened() + point.reopened() - point.resolved())
                .sum();
        assertThat(rows("select 1 from finding where status <> 'RESOLVED'")).hasSize(standing);
    }

    private void update(String sql, Object... values) {
        pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(LIMIT);
    }

    private List<Row> rows(String sql) {
        return new ArrayList<>(StreamSupport.stream(
                        pool.query(sql).execute().await().atMost(LIMIT).spliterator(), false)
                .toList());
    }
}
