package io.muster.aws;

import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Retries by a client that all accounts share: each account has its own quota, so that failures of one do not take the retries of the
 * others, and each request counts against the budget of its account, and in the metrics of its operation.
 */
final class RetriesOfCall extends DelegatedRetries {

    private final RequestBudget budget;
    private final RequestMetrics metrics;

    RetriesOfCall(RetryStrategy usual, RequestBudget budget, RequestMetrics metrics) {
        super(usual);
        this.budget = budget;
        this.metrics = metrics;
    }

    /** The account's token of the usual strategy. */
    private record Token(RetryToken usual, RequestBudget.Key key) implements RetryToken {}

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        RequestBudget.Key key = AwsCall.current().key();
        AcquireInitialTokenResponse first =
                usual.acquireInitialToken(AcquireInitialTokenRequest.create(key.accountId()));
        return AcquireInitialTokenResponse.create(new Token(first.token(), key), first.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Token token = (Token) request.token();
        metrics.failed(token.key().operation(), request.failure());
        if (request.failure() instanceof SdkServiceException refused && refused.isThrottlingException()) {
            budget.throttled(token.key());
        }
        RefreshRetryTokenResponse next = refreshed(request, token);
        budget.repeated(token.key());
        return RefreshRetryTokenResponse.create(new Token(next.token(), token.key()), next.delay());
    }

    private RefreshRetryTokenResponse refreshed(RefreshRetryTokenRequest request, Token token) {
        try {
            return usual.refreshRetryToken(
                    request.toBuilder().token(token.usual()).build());
        } catch (TokenAcquisitionFailedException last) {
            throw new TokenAcquisitionFailedException(
                    last.getMessage(),
                    new Token(last.token(), token.key()),
                    last.getCause(),
                    last.delay().orElse(null));
        }
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        Token token = (Token) request.token();
        metrics.answered(token.key().operation());
        RecordSuccessResponse last = usual.recordSuccess(RecordSuccessRequest.create(token.usual()));
        return RecordSuccessResponse.create(new Token(last.token(), token.key()));
    }
}
