package io.muster.aws;

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
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** Opens sessions in accounts, over shared clients, credentials and budgets. */
@ApplicationScoped
public class AwsClients implements AutoCloseable {

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

    /**
     * One client.
     *
     * @param access the account, as it is entered
     * @param place  the region; the partition where the service has no regions
     */
    private record Key(AwsService<?> service, AwsAccess access, String place) {}

    /** The account's credentials of the moment: those that a client was opened with may be forgotten before it is closed. */
    private record Current(AwsClients clients, AwsAccess access) implements IdentityProvider<AwsCredentialsIdentity> {
        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return clients.credentials(access).resolveIdentity(request);
        }
    }

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
        this.verified = new VerifiedCredentials(config, sts, BaseCredentials.of(config, workers), budget, metrics);
        this.factory = new ClientFactory(config, workers, interceptors(config, tracing));
        this.pool = new ClientPool<>(this::open, Clock.systemUTC());
        this.sweeping = workers.scheduleWithFixedDelay(
                this::sweep, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A session in one account. AWS is not called before the session's first call. */
    public AwsSession session(AwsAccess access) {
        return new AccountSession(access, this, new Object(), Duration.ZERO);
    }

    /** A session in one account for a scan. */
    public AwsSession session(AwsAccess access, long scanId) {
        return new AccountSession(access, this, scanId, Duration.ZERO);
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

    VerifiedCredentials verified() {
        return verified;
    }

    /**
     * Makes one call with a client of the service.
     *
     * @param place the region; the partition where the service has no regions
     */
    @SuppressWarnings("unchecked") // the key's service opened the client
    <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, AwsAccess access, String place, Function<C, CompletableFuture<T>> call) {
        return pool.call(new Key(service, access, place), client -> call.apply((C) client));
    }

    CachedCredentials credentials(AwsAccess access) {
        return credentials.computeIfAbsent(
                access, asked -> new CachedCredentials(() -> verified.fetch(asked), Clock.systemUTC()));
    }

    private void sweep() {
        pool.sweep(config.clientIdleTime());
        credentials.values().removeIf(CachedCredentials::idle);
        budget.sweep();
    }

    private AwsClient open(Key key) {
        String region = key.service().regional() ? key.place() : AwsService.NO_REGION;
        return factory.open(
                key.service(),
                key.place(),
                new Current(this, key.access()),
                List.of(
                        new AttemptMeter(budget, key.access().accountId(), region, key.service()),
                        metrics.of(key.service())));
    }
}
