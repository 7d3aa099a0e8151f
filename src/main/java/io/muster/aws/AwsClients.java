package io.muster.aws;

import io.muster.platform.Tracing;
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
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** Opens the way into accounts. */
@ApplicationScoped
public class AwsClients implements AutoCloseable {

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

    /** One EC2 client: an account, as it is entered, and a region. */
    record Ec2Key(AwsAccess access, String region) {}

    /** One IAM client: an account, as it is entered, and the partition that it turned out to be in. */
    record IamKey(AwsAccess access, String partition) {}

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
    private final ClientPool<Ec2Key, Ec2AsyncClient> ec2;
    private final ClientPool<IamKey, IamAsyncClient> iam;
    private final Future<?> sweeping;

    /**
     * Opens the way by the given STS client.
     *
     * @param sts its own credentials do not matter: each request carries Muster's base credentials */
    @Inject
    public AwsClients(
            AwsConfig config, RequestBudget budget, RequestMetrics metrics, Tracing tracing, StsAsyncClient sts) {
        ScheduledExecutorService workers = Infrastructure.getDefaultWorkerPool();
        this.config = config;
        this.budget = budget;
        this.metrics = metrics;
        this.spans = new CallSpans(tracing);
        this.verified = new VerifiedCredentials(config, sts, BaseCredentials.of(config, workers), metrics.of("sts"));
        this.factory = new ClientFactory(config, workers, interceptors(config, tracing));
        this.ec2 = new ClientPool<>(this::openEc2, Clock.systemUTC());
        this.iam = new ClientPool<>(this::openIam, Clock.systemUTC());
        this.sweeping = workers.scheduleWithFixedDelay(
                this::sweep, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The way into one account. Nothing is asked of AWS before the session's first call. */
    public AwsSession session(AwsAccess access) {
        return new AccountSession(access, this, new Object(), Duration.ZERO);
    }

    /** The way into one account for a scan. */
    public AwsSession session(AwsAccess access, long scanId) {
        return new AccountSession(access, this, scanId, Duration.ZERO);
    }

    /**
     * The way into one account for a scan whose clock is behind the present. Where it is, each call tells so in the header
     * {@link CallClock#HEADER}, and takes nothing of the budget.
     *
     * @param behind fails with {@link IllegalStateException} for more than zero where the calls would go to AWS, which has no
     *     past that could be listed
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
        ec2.close();
        iam.close();
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

    ClientPool<Ec2Key, Ec2AsyncClient> ec2() {
        return ec2;
    }

    ClientPool<IamKey, IamAsyncClient> iam() {
        return iam;
    }

    CachedCredentials credentials(AwsAccess access) {
        return credentials.computeIfAbsent(
                access, asked -> new CachedCredentials(() -> verified.fetch(asked), Clock.systemUTC()));
    }

    private void sweep() {
        ec2.sweep(config.clientIdleTime());
        iam.sweep(config.clientIdleTime());
        credentials.values().removeIf(CachedCredentials::idle);
        budget.sweep();
    }

    private Ec2AsyncClient openEc2(Ec2Key key) {
        String account = key.access().accountId();
        return factory.ec2(
                key.region(),
                new Current(this, key.access()),
                List.of(new AttemptMeter(budget, account, key.region(), "ec2"), metrics.of("ec2")));
    }

    private IamAsyncClient openIam(IamKey key) {
        return factory.iam(
                key.partition(),
                new Current(this, key.access()),
                List.of(
                        new AttemptMeter(budget, key.access().accountId(), AccountSession.IAM_REGION, "iam"),
                        metrics.of("iam")));
    }
}
