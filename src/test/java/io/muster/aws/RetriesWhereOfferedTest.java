package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.services.dlm.DlmAsyncClient;

/** Retries of a service, with a host in the region or without one. */
class RetriesWhereOfferedTest {

    /** Longer than a label may be (RFC 1035, 2.3.4): the resolver refuses it without asking a name server. */
    private static final String NO_HOST = "d".repeat(64) + ".invalid";

    /** Keeps what the SDK measured of each call. */
    private static final class Meter implements MetricPublisher {
        private final LinkedBlockingQueue<MetricCollection> calls = new LinkedBlockingQueue<>();

        @Override
        public void publish(MetricCollection call) {
            calls.add(call);
        }

        @Override
        public void close() {}

        int attempts() throws InterruptedException {
            MetricCollection call = calls.poll(60, TimeUnit.SECONDS);
            Assertions.assertThat(call).isNotNull();
            return call.children().size();
        }
    }

    /** The adaptive strategy would make the next calls wait, for as long as the client lives. */
    @Test
    void aClientThatWasThrottledIsNotSlowAfterwards() {
        // given
        ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
        try (ClientFactory factory = new ClientFactory(TestClients.config(Map.of()), workers, List.of())) {
            RetryStrategy retries = factory.retries(AwsService.EC2, "eu-central-1");

            // when
            for (int i = 0; i < 20; i++) {
                RetryToken token = retries.acquireInitialToken(AcquireInitialTokenRequest.create("throttled"))
                        .token();
                retries.recordSuccess(
                        RecordSuccessRequest.create(retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                                        .token(token)
                                        .failure(throttled())
                                        .build())
                                .token()));
            }

            // then
            assertThat(retries.acquireInitialToken(AcquireInitialTokenRequest.create("throttled"))
                            .delay())
                    .isZero();
        } finally {
            workers.shutdownNow();
        }
    }

    private static AwsServiceException throttled() {
        return AwsServiceException.builder()
                .statusCode(503)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("RequestLimitExceeded")
                        .build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1, 2", "xx-nowhere-1, 1"})
    void anUnknownHostIsAskedAgainWhereAwsOffersTheService(String region, int attempts) throws Exception {
        // given
        ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
        Meter meter = new Meter();
        AwsConfig config = TestClients.config(Map.of("endpoint", "http://" + NO_HOST, "max-attempts", "2"));

        // one thread is the pool's own, too: a connection that fails at once fails within the call that asks for it
        try (ClientFactory factory = new ClientFactory(config, workers, List.of(), new EventLoops(1));
                DlmAsyncClient client = factory.open(
                        AwsService.DATA_LIFECYCLE_MANAGER,
                        region,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
                        List.of(meter))) {

            // when
            Throwable thrown = Assertions.catchThrowable(
                    () -> client.getLifecyclePolicies(r -> {}).join());

            // then
            assertThat(thrown).isInstanceOf(CompletionException.class);
            assertThat(AwsFailure.of(
                            AwsService.DATA_LIFECYCLE_MANAGER.operation("GetLifecyclePolicies"), thrown.getCause()))
                    .extracting(AwsFailure::operation, AwsFailure::errorCode)
                    .containsExactly("dlm:GetLifecyclePolicies", AwsFailure.UNKNOWN_HOST);
            assertThat(meter.attempts()).isEqualTo(attempts);
        } finally {
            workers.shutdownNow();
        }
    }
}
