package io.muster.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Retries for a service in a region in which AWS is not known to offer it: an unknown host is not retried there, because there
 * may be no server. Everywhere else an unknown host may be a temporary fault of the name servers.
 */
final class RetriesWhereOffered extends DelegatedRetries {

    RetriesWhereOffered(RetryStrategy usual) {
        super(usual);
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return usual.acquireInitialToken(request);
    }

    @Override
    public CompletableFuture<AcquireInitialTokenResponse> acquireInitialTokenAsync(AcquireInitialTokenRequest request) {
        return usual.acquireInitialTokenAsync(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (AwsFailure.unknownHost(request.failure())) {
            throw notOffered(request);
        }
        return usual.refreshRetryToken(request);
    }

    @Override
    public CompletableFuture<RefreshRetryTokenResponse> refreshRetryTokenAsync(RefreshRetryTokenRequest request) {
        return AwsFailure.unknownHost(request.failure())
                ? CompletableFuture.failedFuture(notOffered(request))
                : usual.refreshRetryTokenAsync(request);
    }

    private static TokenAcquisitionFailedException notOffered(RefreshRetryTokenRequest request) {
        return new TokenAcquisitionFailedException("The service has no host there", request.token(), request.failure());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return usual.recordSuccess(request);
    }
}
