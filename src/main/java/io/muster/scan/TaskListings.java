package io.muster.scan;

import io.muster.account.Organization;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsSession;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collectors;
import io.muster.inventory.CellState;
import io.muster.inventory.Cells;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.TaskSpans.Trace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Lists the kinds of a task's scope. */
@ApplicationScoped
class TaskListings {

    private final AwsClients aws;
    private final Organization organization;
    private final Collectors collectors;
    private final TaskSpans spans;
    private final ScanConfig config;
    private final Pool pool;
    private final Clock clock;

    TaskListings(
            AwsClients aws,
            Organization organization,
            Collectors collectors,
            TaskSpans spans,
            ScanConfig config,
            Pool pool,
            Clock clock) {
        this.aws = aws;
        this.organization = organization;
        this.collectors = collectors;
        this.spans = spans;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
    }

    /** The listings by kind; one that AWS refuses is a failed one. */
    Uni<Map<ResourceKind, Collection<?>>> of(ScanTask task, AwsSession session, Trace trace) {
        Optional<AwsSession> management = organization
                .management()
                .map(access -> aws.session(access, task.scanId(), task.behind()).tracedIn(trace.span()));
        AwsScope scope = new AwsScope(task.scope(), session, management.orElse(session))
                .recalling(new StoredRecall(
                        pool,
                        task.scope(),
                        task.clock(clock).instant(),
                        task.full() ? Duration.ZERO : config.recheckInterval(),
                        task.outdated()));
        return cells(task)
                .onItem()
                .transformToMulti(cells -> Multi.createFrom()
                        .iterable(task.collectors(collectors, management.isPresent()))
                        .onItem()
                        .transformToUni(collector -> spans.listing(
                                trace,
                                collector.kind().name(),
                                span -> KindListing.of(
                                        collector, task.idsOf(collector.kind(), cells), scope.tracedIn(span))))
                        .merge(config.kindsAtOnce()))
                .collect()
                .in(
                        () -> new EnumMap<ResourceKind, Collection<?>>(ResourceKind.class),
                        (all, one) -> all.put(one.kind(), one.collection()))
                .<Map<ResourceKind, Collection<?>>>map(all -> all)
                .onTermination()
                .invoke(scope.listings()::forget);
    }

    /** The state of the scope's cells, which only tasks about single resources ask for. */
    private Uni<Map<ResourceKind, CellState>> cells(ScanTask task) {
        return task.concerned() == null
                ? Uni.createFrom().item(Map.of())
                : pool.withConnection(connection -> Cells.states(connection, task.scope()));
    }
}
