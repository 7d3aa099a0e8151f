package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A demo cloud that listens, and the SDK's own clients for it. */
final class Demo implements AutoCloseable {

    static final String REGION = "eu-central-1";
    static final String OTHER_REGION = "us-east-1";

    private static final AwsCredentials HUB = AwsBasicCredentials.create("AKIAHUB", "secret");

    private final Vertx vertx = Vertx.vertx();
    /** Of all, for as long as the JVM lives: closing one takes two seconds. */
    private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.builder()
            .readTimeout(Duration.ofSeconds(30))
            .build();

    private final DemoCloud cloud;
    private final DemoFaults faults = new DemoFaults();
    private final DemoServer server;
    private final URI endpoint;

    Demo(DemoSize size) {
        cloud = new DemoCloud(size);
        server = new DemoServer(vertx, cloud, faults, "127.0.0.1");
        endpoint = server.start(0).join();
    }

    static Demo ofInstances(int instancesPerRegion) {
        return new Demo(new DemoSize(3, List.of(REGION, OTHER_REGION), instancesPerRegion, 42));
    }

    DemoCloud cloud() {
        return cloud;
    }

    DemoFaults faults() {
        return faults;
    }

    DemoAccount hub() {
        return cloud.accounts().get(0);
    }

    int port() {
        return endpoint.getPort();
    }

    StsAsyncClient sts() {
        return sts(HUB);
    }

    StsAsyncClient sts(AwsCredentials credentials) {
        return configured(StsAsyncClient.builder(), credentials, REGION)
                .httpClient(HTTP)
                .build();
    }

    /** The hub account's EC2. */
    Ec2AsyncClient ec2() {
        return ec2(HUB, REGION);
    }

    Ec2AsyncClient ec2(AwsCredentials credentials, String region) {
        return configured(Ec2AsyncClient.builder(), credentials, region)
                .httpClient(HTTP)
                .build();
    }

    IamAsyncClient iam() {
        return iam(HUB);
    }

    IamAsyncClient iam(AwsCredentials credentials) {
        return configured(IamAsyncClient.builder(), credentials, "aws-global")
                .httpClient(HTTP)
                .build();
    }

    AwsCredentials assume(DemoAccount account) {
        Credentials session = sts().assumeRole(r ->
                        r.roleArn(account.roleArn()).roleSessionName("test").externalId(account.externalId()))
                .join()
                .credentials();
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, AwsCredentials credentials, String region) {
        RetryStrategy never = AwsRetryStrategy.doNotRetry();
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(never)
                        .build());
    }

    /** The hub's resources of the type in {@link #REGION}. */
    <T> List<T> generated(Class<T> type) {
        return cloud.list(hub().accountId(), REGION, type);
    }

    /** All pages of the operation together hold the hub's resources of the type. */
    <T> void assertListed(Class<T> type, Function<String, CompletableFuture<Page<T>>> operation) {
        assertThat(walk(operation)).isNotEmpty().isEqualTo(generated(type));
    }

    record Page<T>(List<T> items, String token) {}

    static <T> Page<T> page(List<T> items, String token) {
        return new Page<>(items, token);
    }

    /** The items of all pages of an operation. */
    static <T> List<T> walk(Function<String, CompletableFuture<Page<T>>> operation) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            Page<T> page = operation.apply(token).join();
            all.addAll(page.items());
            token = page.token();
        } while (token != null);
        return all;
    }

    @Override
    public void close() {
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
