package io.muster.aws;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.platform.Tracing;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** The way to a stand-in of AWS, put together without CDI. */
public final class TestClients implements AutoCloseable {

    /** Stands before the account in the access key of {@link #call}. */
    static final String ACCESS_KEY = "AKIA";

    /** Of all, for as long as the JVM lives: closing one takes two seconds. */
    public static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

    private final StsAsyncClient sts;
    private final CountedBudget budget;
    private final AwsClients clients;

    private TestClients(AwsConfig config) {
        this.sts = StsAsyncClient.builder()
                .httpClient(HTTP)
                .region(Region.of(config.defaultRegion()))
                .endpointOverride(config.endpoint().orElseThrow())
                // As in the application: the requests bring their own.
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        RequestMetrics metrics = new RequestMetrics(new SimpleMeterRegistry());
        this.budget = new CountedBudget(config);
        this.clients = new AwsClients(config, budget, metrics, Tracing.NONE, sts);
    }

    static ClientFactory factory(
            AwsConfig config, RequestBudget budget, ScheduledExecutorService workers, EventLoops threads) {
        return new ClientFactory(
                config, workers, List.of(), budget, new RequestMetrics(new SimpleMeterRegistry()), threads);
    }

    /** A call of the account, with credentials that nobody checks. */
    static AwsCall call(String accountId, AwsOperation operation) {
        return new AwsCall(
                new RequestBudget.Key(accountId, "eu-central-1", operation),
                AwsBasicCredentials.create(ACCESS_KEY + accountId, "secret"),
                Duration.ZERO,
                Context.root());
    }

    public static TestClients at(URI endpoint) {
        return at(endpoint, Map.of());
    }

    /**
     * Clients with settings of their own.
     *
     * @param settings of {@code muster.aws}, without the prefix */
    public static TestClients at(URI endpoint, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("endpoint", endpoint.toString());
        return new TestClients(config(all));
    }

    static AwsConfig config(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put("muster.aws." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(AwsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(AwsConfig.class);
    }

    public AwsClients clients() {
        return clients;
    }

    public CountedBudget budget() {
        return budget;
    }

    @Override
    public void close() {
        clients.close();
        sts.close();
    }
}
