package io.muster.aws;

import io.muster.platform.StructuredLog;
import io.muster.platform.Tracing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.utils.SystemSetting;

/** Opens sessions in accounts, over shared clients, credentials and budgets. */
@ApplicationScoped
public class AwsClients implements AutoCloseable {

    private static final StructuredLog LOG = StructuredLog.of(AwsClients.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

    /**
     * One client. It has no account: of 500 accounts in 17 regions, each with its own, there would be 170,000 of 26 kB each.
     *
     * @param place the region; the partition where the service has no regions
     */
    private record Key(AwsService<?> service, String place) {}

    private final AwsConfig config;
    private final RequestBudget budget;
    private final RequestMetrics metrics;
    private final CallSpans spans;
    private final VerifiedCredentials verified;
    private final ClientFactory factory;
    private final Map<AwsAccess, CachedCredentials> credentials = new ConcurrentHashMap<>();
    private final ClientPool<Key, AwsClient> pool;
    private final Future<?> sweeping;

    /**
     * Assumes roles with the given STS client.
     *
     * @param sts its own credentials do not matter: each request carries Muster's base credentials
     */
    @Inject
    public AwsClients(
            AwsConfig config, RequestBudget budget, RequestMetrics metrics, Tracing tracing, StsAsyncClient sts) {
        ScheduledExecutorService workers = Infrastructure.getDefaultWorkerPool();
        this.config = config;
        this.budget = budget;
        this.metrics = metrics;
        this.spans = new CallSpans(tracing);
        StsCalls calls = new StsCalls(config, sts, budget, metrics);
        this.verified = new VerifiedCredentials(
                config, calls, BaseCredentials.of(config, SystemSetting::getStringValue, calls, workers));
        this.factory = new ClientFactory(config, workers, interceptors(config, tracing), budget, metrics);
        this.pool = new ClientPool<>(this::open, Clock.systemUTC());
        this.sweeping = workers.scheduleWithFixedDelay(
                this::sweep, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A session in one account. AWS is not called before the session's first call. */
    public AwsSession session(AwsAccess access) {
        return new AccountSession(access, this, new Object(), Duration.ZERO);
    }

    /**
     * A session in one account for a scan whose clock may be behind the present. If it is, each call says so in the header
     * {@link CallClock#HEADER}, and takes nothing from the budget.
     *
     * @param behind fails with {@link IllegalStateException} for more than zero where the calls would go to AWS, which has no
     *               past that could be listed
     */
    public AwsSession session(AwsAccess access, long scanId, Duration behind) {
        if (!behind.isZero() && config.endpoint().isEmpty()) {
            throw new IllegalStateException(
                    "A scan of a past day needs an endpoint in place of AWS: set muster.aws.endpoint, or cancel the scan");
        }
        return new AccountSession(access, this, scanId, behind);
    }

    private static List<ExecutionInterceptor> interceptors(AwsConfig config, Tracing tracing) {
        List<ExecutionInterceptor> interceptors = new ArrayList<>();
        if (!tracing.isOff()) {
            interceptors.add(new AttemptSpans(tracing));
        }
        if (config.endpoint().isPresent()) {
            interceptors.add(new CallClock());
        }
        return interceptors;
    }

    @Override
    @PreDestroy
    public void close() {
        sweeping.cancel(false);
        pool.close();
        factory.close();
    }

    AwsConfig config() {
        return config;
    }

    RequestBudget budget() {
        return budget;
    }

    CallSpans spans() {
        return spans;
    }

    /**
     * Makes one call with the client of the service.
     *
     * @param place the region; the partition where the service has no regions
     */
    @SuppressWarnings("unchecked") // the key's service opened the client
    <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, String place, AwsCall made, Function<C, CompletableFuture<T>> call) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return pool.call(new Key(service, place), client -> made.make(() -> call.apply((C) client)))
                    .onTermination()
                    .invoke(() -> metrics.called(made.key().operation(), Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    CachedCredentials credentials(AwsAccess access) {
        return credentials.computeIfAbsent(
                access, asked -> new CachedCredentials(() -> verified.fetch(asked), Clock.systemUTC()));
    }

    private void sweep() {
        swept(() -> pool.sweep(config.clientIdleTime()));
        swept(() -> credentials.values().removeIf(CachedCredentials::idle));
        swept(budget::sweep);
    }

    /** A sweep that throws must not be the last: the executor does not repeat work that throws. */
    static void swept(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("What is not used any more could not be closed, trying again", e);
        }
    }

    private AwsClient open(Key key) {
        return factory.open(key.service(), key.place());
    }
}
