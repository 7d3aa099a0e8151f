package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

class RetriesOfCallTest {

    private static final AwsOperation VPCS = AwsService.EC2.operation("DescribeVpcs");
    private static final int MOST_ATTEMPTS = 3;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final CountedBudget budget = new CountedBudget(TestClients.config(Map.of()));
    private final RetriesOfCall retries = new RetriesOfCall(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(MOST_ATTEMPTS)
                    .build(),
            budget,
            new RequestMetrics(registry));

    @Test
    void failuresOfOneAccountDoNotTakeTheRetriesOfAnother() {
        // given an account whose calls fail until its quota is used up
        while (attempts("111111111111") == MOST_ATTEMPTS) {
            assertThat(budget.repetitions()).as("the quota has an end").isLessThan(10_000);
        }

        // when, then
        assertThat(attempts("111111111111")).isEqualTo(1);
        assertThat(attempts("222222222222")).isEqualTo(MOST_ATTEMPTS);
    }

    @Test
    void eachRequestCountsAgainstTheBudgetOfItsAccount() {
        // when
        RetryToken first = first("111111111111");
        retries.recordSuccess(RecordSuccessRequest.create(again(first, failure(503, "RequestLimitExceeded"))));
        retries.recordSuccess(RecordSuccessRequest.create(first("222222222222")));

        // then
        assertThat(budget.repetitions()).isEqualTo(1);
        assertThat(budget.throttles()).isEqualTo(1);
    }

    @Test
    void aRefusalThatIsNotTriedAgainCountsToo() {
        // given
        RetryToken token = first("111111111111");
        for (int i = 1; i < MOST_ATTEMPTS; i++) {
            token = again(token, failure(503, "RequestLimitExceeded"));
        }
        RetryToken last = token;

        // when, then
        assertThatThrownBy(() -> again(last, failure(503, "RequestLimitExceeded")))
                .isInstanceOf(TokenAcquisitionFailedException.class);
        assertThat(budget.throttles()).isEqualTo(MOST_ATTEMPTS);
        assertThat(budget.repetitions()).isEqualTo(MOST_ATTEMPTS - 1);
    }

    @ParameterizedTest
    @MethodSource
    void eachRequestHasAnOutcome(Throwable failure, String outcome) {
        // when
        RetryToken token = first("111111111111");
        try {
            again(token, failure);
        } catch (TokenAcquisitionFailedException notTriedAgain) {
            assertThat(notTriedAgain).hasCause(failure);
        }

        // then
        assertThat(registry.get("muster.aws.requests")
                        .tag("operation", "DescribeVpcs")
                        .counters())
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactly(outcome);
    }

    static Stream<Arguments> eachRequestHasAnOutcome() {
        return Stream.of(
                arguments(failure(503, "RequestLimitExceeded"), "THROTTLED"),
                arguments(failure(400, "Throttling"), "THROTTLED"),
                arguments(failure(500, "InternalError"), "SERVER_ERROR"),
                arguments(failure(403, "UnauthorizedOperation"), "REFUSED"),
                arguments(ApiCallAttemptTimeoutException.create(1), "TIMEOUT"),
                arguments(
                        RetryableException.create("An answer could not be read", new UnreadableAnswer("It ends early")),
                        "UNREADABLE"),
                arguments(SdkClientException.create("Refused", new ConnectException()), "CONNECTION"));
    }

    @Test
    void aClientIsNotCalledOutsideOfASession() {
        assertThatThrownBy(() -> retries.acquireInitialToken(AcquireInitialTokenRequest.create("any")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new CredentialsOfCall().resolveIdentity()).isInstanceOf(IllegalStateException.class);
    }

    /** How often a call is sent that fails each time. */
    private int attempts(String accountId) {
        long before = budget.repetitions();
        RetryToken token = first(accountId);
        try {
            while (true) {
                token = again(token, failure(500, "InternalError"));
            }
        } catch (TokenAcquisitionFailedException last) {
            return 1 + Math.toIntExact(budget.repetitions() - before);
        }
    }

    private RetryToken first(String accountId) {
        return TestClients.call(accountId, VPCS)
                .make(() -> CompletableFuture.completedFuture(
                        retries.acquireInitialToken(AcquireInitialTokenRequest.create("GLOBAL"))))
                .join()
                .token();
    }

    private RetryToken again(RetryToken token, Throwable failure) {
        return retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                        .token(token)
                        .failure(failure)
                        .build())
                .token();
    }

    private static AwsServiceException failure(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
