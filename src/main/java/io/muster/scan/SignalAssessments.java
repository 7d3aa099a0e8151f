package io.muster.scan;

import io.muster.inventory.Cells;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.signal.SignalChanges;
import io.muster.inventory.signal.SignalChanges.Place;
import io.muster.platform.StructuredLog;
import io.muster.rule.Assessment;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Requests an assessment where signals of other products changed: by the rules that read signals, or by all rules where attack
 * paths may depend on a signal. Changes gather while such an assessment is under way, so that many imports need few assessments.
 */
@ApplicationScoped
class SignalAssessments {

    private static final StructuredLog LOG = StructuredLog.of(SignalAssessments.class);

    private static final String UNDER_WAY =
            "select exists (select 1 from scan where purpose = 'ASSESSMENT' and trigger = 'EVENT' and status in ('QUEUED', 'RUNNING'))";

    /** The scopes to assess: signals of a role concern all regions, and those of a region also the account as a whole. */
    private static final String SCOPES = """
            select distinct c.account_id, c.region
            from cell c join account a on a.account_id = c.account_id
                 join unnest($1::text[], $2::text[]) as changed (account_id, region) on changed.account_id = c.account_id
                     and (changed.region = c.region or changed.region = 'global' or c.region = 'global')
            where a.enabled and c.error_code is distinct from '%s'
            order by c.account_id, c.region
            """.formatted(Cells.OUT_OF_SCOPE);

    private final Pool pool;
    private final Assessment assessment;
    private final Assessments assessments;
    private final ScanWorker worker;

    SignalAssessments(Pool pool, Assessment assessment, Assessments assessments, ScanWorker worker) {
        this.pool = pool;
        this.assessment = assessment;
        this.assessments = assessments;
        this.worker = worker;
    }

    /** Looks for changes, and asks for the assessment. */
    @Scheduled(
            identity = "signal-assessments",
            every = "30s",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> tick() {
        return pool.withConnection(SignalChanges::any)
                .chain(any -> any ? request() : Uni.createFrom().item(List.<Scans.Requested>of()))
                .replaceWithVoid();
    }

    /**
     * Asks for assessments of what changed.
     *
     * @return one by all rules of where attack paths may rest on it, one by those that read signals of the other places; neither where
     *     nothing rests on what changed, or such an assessment is under way already
     */
    Uni<List<Scans.Requested>> request() {
        return pool.withTransaction(connection -> connection
                        .query(Scans.ONE_AT_A_TIME)
                        .execute()
                        .chain(() -> connection.query(UNDER_WAY).execute())
                        .chain(rows -> rows.iterator().next().getBoolean(0)
                                ? Uni.createFrom().item(List.<Scans.Requested>of())
                                : SignalChanges.take(connection).chain(places -> assess(connection, places))))
                .invoke(worker::look);
    }

    private Uni<List<Scans.Requested>> assess(SqlConnection connection, List<Place> places) {
        Set<String> ofRegions = assessment.signalReaders(false);
        Set<String> ofAccounts = assessment.signalReaders(true);
        List<Place> exploits = places.stream().filter(Place::exploit).toList();
        return tasks(connection, exploits, true, !ofAccounts.isEmpty())
                .chain(byAll -> tasks(connection, places, !ofRegions.isEmpty(), !ofAccounts.isEmpty())
                        .map(read -> without(read, byAll))
                        .chain(byReaders -> ask(connection, byAll, null)
                                .chain(one -> ask(connection, byReaders, union(ofRegions, ofAccounts))
                                        .map(other -> Stream.concat(one.stream(), other.stream())
                                                .toList()))));
    }

    private static List<NewTask> without(List<NewTask> tasks, List<NewTask> others) {
        return tasks.stream().filter(task -> !others.contains(task)).toList();
    }

    private static List<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return List.copyOf(all);
    }

    private static Uni<List<NewTask>> tasks(
            SqlConnection connection, List<Place> places, boolean ofRegions, boolean ofAccounts) {
        return connection
                .preparedQuery(SCOPES)
                .execute(Tuple.tuple()
                        .addArrayOfString(places.stream().map(Place::accountId).toArray(String[]::new))
                        .addArrayOfString(places.stream().map(Place::region).toArray(String[]::new)))
                .map(rows -> {
                    List<NewTask> tasks = new ArrayList<>();
                    rows.forEach(row -> {
                        if (row.getString("region").equals(Scope.GLOBAL) ? ofAccounts : ofRegions) {
                            tasks.add(Assessments.task(row));
                        }
                    });
                    return tasks;
                });
    }

    private Uni<Optional<Scans.Requested>> ask(
            SqlConnection connection, List<NewTask> tasks, @Nullable List<String> rules) {
        if (tasks.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        AssessmentRequest request = new AssessmentRequest(
                null, null, rules, ScanTrigger.EVENT, "Signals of other products that changed", null);
        return assessments
                .joinOrCreate(connection, tasks, request)
                .invoke(requested -> LOG.with("scanId", requested.scanId())
                        .with("scopes", tasks.size())
                        .info("Signals changed: the rules that read them judge again"))
                .map(Optional::of);
    }
}
