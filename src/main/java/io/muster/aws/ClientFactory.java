package io.muster.aws;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Builds the clients of all services in the style of Quarkus Amazon Services, which has no extension for most of them. All
 * share one HTTP client and one set of threads.
 */
final class ClientFactory implements AutoCloseable {

    /** As in the AWS SDK's own strategies. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final AwsConfig config;
    private final ScheduledExecutorService workers;
    private final List<ExecutionInterceptor> interceptors;
    private final RequestBudget budget;
    private final RequestMetrics metrics;
    private final EventLoops threads;
    private final SdkAsyncHttpClient http;
    private final ExecutionInterceptor bounded = new BoundedAnswers(BodySpace.ofMemory());

    ClientFactory(
            AwsConfig config,
            ScheduledExecutorService workers,
            List<ExecutionInterceptor> interceptors,
            RequestBudget budget,
            RequestMetrics metrics) {
        this(config, workers, interceptors, budget, metrics, new EventLoops());
    }

    ClientFactory(
            AwsConfig config,
            ScheduledExecutorService workers,
            List<ExecutionInterceptor> interceptors,
            RequestBudget budget,
            RequestMetrics metrics,
            EventLoops threads) {
        this.budget = budget;
        this.metrics = metrics;
        this.threads = threads;
        this.config = config;
        this.workers = workers;
        this.interceptors = interceptors;
        this.http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(config.maxConcurrency())
                .maxPendingConnectionAcquires(config.maxPendingCalls())
                .connectionAcquisitionTimeout(config.requestTimeout())
                .eventLoopGroup(SdkEventLoopGroup.create(threads, NioSocketChannel::new))
                .build();
    }

    /**
     * A client of the service, for the calls of all accounts: each is made within its {@link AwsCall}.
     *
     * @param place the region; the partition where the service has no regions
     */
    <C extends AwsClient> C open(AwsService<C> service, String place) {
        return service.open(
                new ClientSettings(config, region(service, place), http, workers, overrides(service, place)));
    }

    /** Calls that are under way end as broken off. The HTTP client would wait two seconds for others to come. */
    @Override
    public void close() {
        http.close();
        long most = LONGEST_STOP.toMillis();
        threads.shutdownGracefully(0, most, TimeUnit.MILLISECONDS).awaitUninterruptibly(most);
    }

    private Region region(AwsService<?> service, String place) {
        return service.regional()
                ? Region.of(place)
                : service.onlyRegion()
                        .map(Region::of)
                        .or(() -> AwsRegions.globalIn(place))
                        .orElseGet(() -> Region.of(config.defaultRegion()));
    }

    private ClientOverrideConfiguration overrides(AwsService<?> service, String place) {
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(config.requestTimeout())
                .retryStrategy(new RetriesOfCall(retries(service, place), budget, metrics))
                .scheduledExecutorService(workers)
                .executionInterceptors(interceptors);
        if (service.telling()) {
            overrides.addExecutionInterceptor(new OwnAnswers());
        }
        overrides.addExecutionInterceptor(bounded); // the last one added is the first to see an answer
        return overrides.build();
    }

    /**
     * Exponential back-off with jitter, as AWS recommends ("Retry behavior", AWS SDKs and Tools Reference Guide). Not the adaptive strategy: its
     * client has a rate of its own, which stays low long after a few refusals, while {@link RequestBudget} knows AWS's rates.
     */
    RetryStrategy retries(AwsService<?> service, String place) {
        StandardRetryStrategy.Builder usual = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(config.maxAttempts())
                .retryOnException(thrown -> retried(service, thrown));
        config.retryPause()
                .ifPresent(pause -> usual.backoffStrategy(BackoffStrategy.exponentialDelay(pause, LONGEST_PAUSE)));
        return service.offeredIn(place) ? usual.build() : new RetriesWhereOffered(usual.build());
    }

    private static boolean retried(AwsService<?> service, Throwable thrown) {
        return thrown instanceof AwsServiceException answered
                && answered.awsErrorDetails() != null
                && answered.awsErrorDetails().errorCode() != null
                && service.retries(answered.awsErrorDetails().errorCode());
    }
}
