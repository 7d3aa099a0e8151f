package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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

    /** The adaptive strategy would make the next calls wait, for as long as the client lives. */
    @Test
    void aClientThatWasThrottledIsNotSlowAfterwards() {
        // given
        ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
        AwsConfig config = TestClients.config(Map.of());
        try (ClientFactory factory =
                TestClients.factory(config, new CountedBudget(config), workers, new EventLoops(1))) {
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
    @CsvSource({"eu-central-1, 1", "xx-nowhere-1, 0"})
    void anUnknownHostIsAskedAgainWhereAwsOffersTheService(String region, int repetitions) throws Exception {
        // given
        ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
        AwsConfig config = TestClients.config(Map.of("endpoint", "http://" + NO_HOST, "max-attempts", "2"));

        CountedBudget budget = new CountedBudget(config);
        AwsOperation operation = AwsService.DATA_LIFECYCLE_MANAGER.operation("GetLifecyclePolicies");

        // one thread is the pool's own, too: a connection that fails at once fails within the call that asks for it
        try (ClientFactory factory = TestClients.factory(config, budget, workers, new EventLoops(1));
                DlmAsyncClient client = factory.open(AwsService.DATA_LIFECYCLE_MANAGER, region)) {

            // when
            Throwable thrown = catchThrowable(() -> TestClients.call("111111111111", operation)
                    .make(() -> client.getLifecyclePolicies(r -> {}))
                    .join());

            // then
            assertThat(thrown).isInstanceOf(CompletionException.class);
            assertThat(AwsFailure.of(operation, thrown.getCause()))
                    .extracting(AwsFailure::operation, AwsFailure::errorCode)
                    .containsExactly("dlm:GetLifecyclePolicies", AwsFailure.UNKNOWN_HOST);
            assertThat(budget.repetitions()).isEqualTo(repetitions);
        } finally {
            workers.shutdownNow();
        }
    }
}
