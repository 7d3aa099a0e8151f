package io.muster.scan;

import io.muster.finding.RuleChanges;
import io.muster.inventory.kind.Scope;
import io.muster.platform.StructuredLog;
import io.muster.rule.Catalogue;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Requests an assessment after rules changed: by the rules that were added, changed or withdrawn, and only of scopes that were
 * judged by other versions.
 */
@ApplicationScoped
public class RuleUpgrades {

    private static final StructuredLog LOG = StructuredLog.of(RuleUpgrades.class);

    /** The scopes judged by other versions, without those that an assessment under way will judge by the changed rules. */
    private static final String OUTDATED = """
            select j.account_id, j.region, d.rules
            from judged_rules j
                     join account a on a.account_id = j.account_id,
                 lateral (select case when j.region = $1 then $2::jsonb else $3::jsonb end as versions) n,
                 lateral (select array_agg(rule_id order by rule_id) as rules
                          from jsonb_each_text(j.versions) as was (rule_id, version)
                                   full join jsonb_each_text(n.versions) as now (rule_id, version) using (rule_id)
                          where was.version is distinct from now.version) d
            where a.enabled and j.versions <> n.versions
              and not exists (select 1 from scan_task t join scan s on s.id = t.scan_id
                              where s.purpose = 'ASSESSMENT' and t.account_id = j.account_id and t.region = j.region
                                and t.status in ('QUEUED', 'RUNNING') and (s.rule_ids is null or s.rule_ids @> d.rules))
            order by j.account_id, j.region
            """;

    private final Pool pool;
    private final Clock clock;
    private final Catalogue catalogue;
    private final Assessments assessments;
    private final ScanWorker worker;

    RuleUpgrades(Pool pool, Clock clock, Catalogue catalogue, Assessments assessments, ScanWorker worker) {
        this.pool = pool;
        this.clock = clock;
        this.catalogue = catalogue;
        this.assessments = assessments;
        this.worker = worker;
    }

    /**
     * Requests it at the start of Muster. A failure does not stop the start: the next start tries again, and each scan judges by
     * the current rules.
     */
    public Uni<Void> atStart() {
        return request()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure ->
                        LOG.error("The stored resources could not be judged by the rules that changed", failure))
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Stores which rules changed, and requests the assessment. Of replicas that start at the same time, one requests it.
     *
     * @return empty where every scope was judged by these very rules, or is about to be
     */
    public Uni<Optional<Scans.Requested>> request() {
        return pool.withTransaction(connection -> connection
                        .query(Scans.ONE_AT_A_TIME)
                        .execute()
                        .chain(() -> RuleChanges.note(connection, catalogue.versions(), clock.instant()))
                        .chain(() -> outdated(connection))
                        .chain(outdated -> outdated.tasks.isEmpty()
                                ? Uni.createFrom().item(Optional.<Scans.Requested>empty())
                                : assess(connection, outdated).map(Optional::of)))
                .invoke(worker::look);
    }

    private record Outdated(List<NewTask> tasks, Set<String> rules) {

        Outdated() {
            this(new ArrayList<>(), new TreeSet<>());
        }

        void add(Row row) {
            tasks.add(Assessments.task(row));
            rules.addAll(List.of(row.getArrayOfStrings("rules")));
        }
    }

    private Uni<Outdated> outdated(SqlConnection connection) {
        return connection
                .preparedQuery(OUTDATED)
                .execute(Tuple.of(Scope.GLOBAL, json(catalogue.versions(true)), json(catalogue.versions(false))))
                .map(rows -> {
                    Outdated outdated = new Outdated();
                    rows.forEach(outdated::add);
                    return outdated;
                });
    }

    private static JsonObject json(Map<String, String> versions) {
        return new JsonObject(new HashMap<>(versions));
    }

    private Uni<Scans.Requested> assess(SqlConnection connection, Outdated outdated) {
        AssessmentRequest request = new AssessmentRequest(
                null, null, List.copyOf(outdated.rules), ScanTrigger.START_UP, reason(outdated.rules), null);
        return assessments
                .joinOrCreate(connection, outdated.tasks, request)
                .invoke(requested -> LOG.with("scanId", requested.scanId())
                        .with("scopes", outdated.tasks.size())
                        .with("rules", outdated.rules)
                        .info("Rules changed: the stored resources are judged by them again"));
    }

    private static String reason(Collection<String> rules) {
        return "Rules that were added, changed or withdrawn: " + rules.size();
    }
}
