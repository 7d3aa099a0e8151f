package io.muster.finding;

import io.muster.inventory.CellState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Settles the findings of one scope while its resources are judged: what has been found is written part by part, so that neither
 * all judgements nor all findings of a large region are in memory.
 */
final class Settling {

    private static final String STORED = "select " + Known.COLUMNS + " from finding where id = any($1)";

    /** So many findings are written at a time. */
    static final int AT_A_TIME = 2_000;

    private final SqlConnection connection;
    private final Scope scope;
    private final Instant at;
    private final Map<ResourceKind, CellState> before;
    private final @Nullable Verdict unsaid;
    private final FindingWrites writes;
    private final int most;

    /** Those of which nothing has been said yet. */
    private final Map<UUID, Known> open = new HashMap<>();

    final Tally tally = new Tally();
    final ResultCounts results = new ResultCounts();
    private Settlement part;
    private int opened;
    private int resolved;

    /**
     * @param before the cells as they were before
     * @param unsaid the verdict on a finding of which nothing is said; null where its resource is then gone
     */
    Settling(
            SqlConnection connection,
            Scope scope,
            Instant at,
            Map<ResourceKind, CellState> before,
            @Nullable Verdict unsaid,
            JudgedRules judgedRules,
            int most) {
        this.connection = connection;
        this.scope = scope;
        this.at = at;
        this.before = before;
        this.unsaid = unsaid;
        this.writes = new FindingWrites(connection, scope, at, judgedRules);
        this.most = most;
        this.part = new Settlement(before, tally);
    }

    /** @param all the judgements of each rule */
    Uni<Void> settle(Standing standing, @Nullable Set<String> rules, List<Stream<Assessment.Result>> all) {
        standing.few().forEach(this::expect);
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(results -> ofRule(standing, results.iterator()))
                .onItem()
                .ignoreAsUni()
                .chain(() -> standing.others(rules))
                .onItem()
                .transformToMulti(others -> Multi.createFrom().iterable(others))
                .onItem()
                .transformToUniAndConcatenate(rule -> standing.ofRule(rule)
                        .invoke(known -> known.forEach(this::expect))
                        .chain(this::rest))
                .onItem()
                .ignoreAsUni()
                .chain(this::rest)
                .chain(this::write);
    }

    private void expect(Known known) {
        open.put(known.id(), known);
    }

    private Uni<Void> ofRule(Standing standing, Iterator<Assessment.Result> judgements) {
        if (!standing.byRule()) {
            return take(judgements);
        }
        return onWorker(judgements::hasNext).chain(any -> {
            if (!any) {
                return Uni.createFrom().voidItem();
            }
            Assessment.Result first = judgements.next();
            return standing.ofRule(first.rule().ruleId())
                    .invoke(known -> known.forEach(this::expect))
                    .invoke(() -> take(first))
                    .chain(() -> take(judgements))
                    .chain(this::rest);
        });
    }

    /** Rules take a processor's time: they judge on a worker, as far as there is room for what they find. */
    private Uni<Void> take(Iterator<Assessment.Result> judgements) {
        return Multi.createBy()
                .repeating()
                .uni(() -> onWorker(() -> takeSome(judgements)).call(this::writeIfFull))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }

    private boolean takeSome(Iterator<Assessment.Result> judgements) {
        while (part.size() < most) {
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
            Known known = open.remove(failed.id());
            if (known == null) {
                part.fresh(failed);
            } else {
                part.confirm(known, failed);
            }
        } else if (!open.isEmpty()) {
            Known known = open.remove(
                    FindingId.of(judgement.rule().ruleId(), judgement.resource().arn()));
            if (known != null) {
                part.doubt(known, judgement.verdict());
            }
        }
    }

    /** Nothing was said of those that are left. */
    private Uni<Void> rest() {
        open.values().forEach(known -> part.doubt(known, unsaid));
        open.clear();
        return writeIfFull();
    }

    private Uni<Void> writeIfFull() {
        return part.size() < most ? Uni.createFrom().voidItem() : write();
    }

    private Uni<Void> write() {
        Settlement full = part;
        part = new Settlement(before, tally);
        return known(full)
                .chain(() -> full.write(writes))
                .chain(() -> FindingEvents.publish(connection, scope.accountId(), at, full.events()))
                .invoke(() -> {
                    opened += full.opened();
                    resolved += full.resolved();
                });
    }

    /** Tells those that were resolved and fail again from those that are new. */
    private Uni<Void> known(Settlement full) {
        UUID[] ids = full.fresh();
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(STORED)
                        .execute(Tuple.tuple().addArrayOfUUID(ids))
                        .invoke(rows -> rows.forEach(row -> full.again(Known.of(row))))
                        .invoke(full::open)
                        .replaceWithVoid();
    }

    Findings.Settled settled() {
        return new Findings.Settled(opened, resolved);
    }
}
