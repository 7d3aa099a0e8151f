package io.muster.finding;

import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Settles the findings of one scope while its resources are judged. Findings are written in batches, so that neither all
 * judgements nor all findings of a large region are in memory.
 */
final class ScopeSettlement {

    private static final String STORED = "select " + StoredFinding.COLUMNS + " from finding where id = any($1)";

    /**
     * @param read    how many standing findings are read at once
     * @param written how many findings are written at a time
     */
    record Steps(int read, int written) {

        static final Steps USUAL = new Steps(20_000, 2_000);
    }

    private final SqlConnection connection;
    private final Settlement settlement;
    private final Steps steps;
    private final @Nullable Verdict unjudged;
    private final FindingWrites writes;

    /** The unresolved findings that no judgement has settled yet. */
    private final Map<UUID, StoredFinding> open = new HashMap<>();

    final Tally tally = new Tally();
    final ResultCounts results = new ResultCounts();
    private SettlementBatch batch;
    private int opened;
    private int resolved;

    /** @param unjudged the verdict on a finding that no rule judged; null where that means that its resource is gone */
    ScopeSettlement(
            SqlConnection connection,
            Settlement settlement,
            @Nullable Verdict unjudged,
            JudgedRules judgedRules,
            Steps steps) {
        this.connection = connection;
        this.settlement = settlement;
        this.steps = steps;
        this.unjudged = unjudged;
        this.writes = new FindingWrites(connection, settlement.scope(), settlement.at(), judgedRules);
        this.batch = new SettlementBatch(settlement.before(), tally);
    }

    /** @param all the judgements of each rule */
    Uni<Void> settle(List<Stream<Assessment.Result>> all) {
        return UnresolvedFindings.of(connection, settlement.scope(), settlement.rules(), steps.read())
                .chain(unresolved -> settle(unresolved, all));
    }

    private Uni<Void> settle(UnresolvedFindings unresolved, List<Stream<Assessment.Result>> all) {
        unresolved.few().forEach(this::expect);
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(results -> ofRule(unresolved, results.iterator()))
                .onItem()
                .ignoreAsUni()
                .chain(() -> unresolved.others(settlement.rules()))
                .onItem()
                .transformToMulti(others -> Multi.createFrom().iterable(others))
                .onItem()
                .transformToUniAndConcatenate(rule -> unresolved
                        .ofRule(rule)
                        .invoke(known -> known.forEach(this::expect))
                        .chain(this::rest))
                .onItem()
                .ignoreAsUni()
                .chain(this::rest)
                .chain(this::write);
    }

    private void expect(StoredFinding known) {
        open.put(known.id(), known);
    }

    private Uni<Void> ofRule(UnresolvedFindings unresolved, Iterator<Assessment.Result> judgements) {
        if (!unresolved.byRule()) {
            return take(judgements);
        }
        return onWorker(judgements::hasNext).chain(any -> {
            if (!any) {
                return Uni.createFrom().voidItem();
            }
            Assessment.Result first = judgements.next();
            return unresolved
                    .ofRule(first.rule().ruleId())
                    .invoke(known -> known.forEach(this::expect))
                    .invoke(() -> take(first))
                    .chain(() -> take(judgements))
                    .chain(this::rest);
        });
    }

    /** Takes judgements on a worker, because rules need processor time; writes whenever the batch is full. */
    private Uni<Void> take(Iterator<Assessment.Result> judgements) {
        return Multi.createBy()
                .repeating()
                .uni(() -> onWorker(() -> takeSome(judgements)).call(this::writeIfFull))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }

    private boolean takeSome(Iterator<Assessment.Result> judgements) {
        while (batch.size() < steps.written()) {
            if (!judgements.hasNext()) {
                return false;
            }
            take(judgements.next());
        }
        return true;
    }

    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void take(Assessment.Result judgement) {
        results.take(judgement);
        if (judgement.verdict() instanceof Verdict.Fail fail) {
            FailedRule failed = FailedRule.of(judgement, fail);
            StoredFinding known = open.remove(failed.id());
            if (known == null) {
                batch.fresh(failed);
            } else {
                batch.confirm(known, failed);
            }
        } else if (!open.isEmpty()) {
            StoredFinding known = open.remove(
                    FindingId.of(judgement.rule().ruleId(), judgement.resource().arn()));
            if (known != null) {
                batch.doubt(known, judgement.verdict());
            }
        }
    }

    /** Settles the findings that no rule judged. */
    private Uni<Void> rest() {
        open.values().forEach(known -> batch.doubt(known, unjudged));
        open.clear();
        return writeIfFull();
    }

    private Uni<Void> writeIfFull() {
        return batch.size() < steps.written() ? Uni.createFrom().voidItem() : write();
    }

    private Uni<Void> write() {
        SettlementBatch full = batch;
        batch = new SettlementBatch(settlement.before(), tally);
        return matchStored(full)
                .chain(() -> full.write(writes))
                .chain(() -> FindingEvents.publish(
                        connection, settlement.scope().accountId(), settlement.at(), full.events()))
                .invoke(() -> {
                    opened += full.opened();
                    resolved += full.resolved();
                });
    }

    /** Looks up which of the failures have a resolved finding, to reopen it; opens findings for the others. */
    private Uni<Void> matchStored(SettlementBatch full) {
        UUID[] ids = full.fresh();
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(STORED)
                        .execute(Tuple.tuple().addArrayOfUUID(ids))
                        .invoke(rows -> rows.forEach(row -> full.again(StoredFinding.of(row))))
                        .invoke(full::open)
                        .replaceWithVoid();
    }

    Findings.Settled settled() {
        return new Findings.Settled(opened, resolved);
    }
}
