package io.muster.aws;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/**
 * Builds EC2 and IAM clients in the style of Quarkus Amazon Services, which has no extension for EC2 and none for IAM
 * that fits this Quarkus. All share one HTTP client and one set of threads; each keeps its own measure of throttling.
 */
final class ClientFactory implements AutoCloseable {

    private final AwsConfig config;
    private final ScheduledExecutorService workers;
    private final List<ExecutionInterceptor> interceptors;
    private final SdkAsyncHttpClient http;

    ClientFactory(AwsConfig config, ScheduledExecutorService workers, List<ExecutionInterceptor> interceptors) {
        this.config = config;
        this.workers = workers;
        this.interceptors = interceptors;
        this.http = NettyNioAsyncHttpClient.builder()
                .maxConcurrency(config.maxConcurrency())
                .maxPendingConnectionAcquires(config.maxPendingCalls())
                .connectionAcquisitionTimeout(config.requestTimeout())
                .build();
    }

    Ec2AsyncClient ec2(
            String region, IdentityProvider<AwsCredentialsIdentity> credentials, List<MetricPublisher> meters) {
        return configured(Ec2AsyncClient.builder(), credentials, meters)
                .region(Region.of(region))
                .build();
    }

    IamAsyncClient iam(
            String partition, IdentityProvider<AwsCredentialsIdentity> credentials, List<MetricPublisher> meters) {
        return configured(IamAsyncClient.builder(), credentials, meters)
                .region(AwsRegions.globalIn(partition).orElseGet(() -> Region.of(config.defaultRegion())))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B configured(
            B builder, IdentityProvider<AwsCredentialsIdentity> credentials, List<MetricPublisher> meters) {
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(credentials)
                .httpClient(http)
                .asyncConfiguration(
                        async -> async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, workers))
                .overrideConfiguration(overrides(meters));
    }

    private ClientOverrideConfiguration overrides(List<MetricPublisher> meters) {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(config.requestTimeout())
                .retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(config.maxAttempts())
                        .build())
                .scheduledExecutorService(workers)
                .metricPublishers(meters)
                .executionInterceptors(interceptors)
                .addExecutionInterceptor(new OwnAnswers())
                .build();
    }
}
