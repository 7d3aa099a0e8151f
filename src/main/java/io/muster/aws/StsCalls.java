package io.muster.aws;

import io.opentelemetry.context.Context;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;

/**
 * Calls of STS by a client that is not built here: within the request budget, with Muster's retries, and with answers that are bounded
 * and the operation's own.
 */
final class StsCalls {

    /** Stands for the account of the base credentials, whichever it is. */
    static final String OWN_ACCOUNT = "own";

    private final AwsConfig config;
    private final StsAsyncClient sts;
    private final RequestBudget budget;
    private final RequestMetrics metrics;
    private final RetriesOfCall retries;
    private final BoundedAnswers bounded = new BoundedAnswers(BodySpace.ofShortAnswers());

    StsCalls(AwsConfig config, StsAsyncClient sts, RequestBudget budget, RequestMetrics metrics) {
        this.config = config;
        this.sts = sts;
        this.budget = budget;
        this.metrics = metrics;
        this.retries = new RetriesOfCall(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(config.maxAttempts())
                        .retryOnException(IdpCommunicationErrorException.class)
                        .build(),
                budget,
                metrics);
    }

    /**
     * Makes one call, whose request is to be {@linkplain #prepare prepared}. STS's limits are those of the account whose credentials a
     * request carries.
     */
    <T> CompletableFuture<T> make(
            String account,
            String operation,
            AwsCredentialsIdentity credentials,
            Function<StsAsyncClient, CompletableFuture<T>> call) {
        RequestBudget.Key key =
                new RequestBudget.Key(account, config.defaultRegion(), AwsService.STS.operation(operation));
        AwsCall made = new AwsCall(key, credentials, Duration.ZERO, Context.root());
        return budget.take(key).subscribeAsCompletionStage().thenCompose(admitted -> {
            long begun = System.nanoTime();
            return made.make(() -> call.apply(sts))
                    .whenComplete((answer, failure) ->
                            metrics.called(key.operation(), Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    /** Lets a request carry the call's credentials, its retries and the checks of answers. */
    void prepare(AwsRequestOverrideConfiguration.Builder request) {
        request.credentialsProvider(new CredentialsOfCall())
                .addPlugin(client -> client.overrideConfiguration(overrides -> overrides
                        .addExecutionInterceptor(new OwnAnswers())
                        .addExecutionInterceptor(bounded)
                        .retryStrategy(retries)));
    }

    /** The credentials of an answer, which STS names in the same way in each. */
    static AwsCredentialsIdentity identity(@Nullable Credentials given) {
        if (given == null
                || given.accessKeyId() == null
                || given.secretAccessKey() == null
                || given.sessionToken() == null) {
            throw new UnreadableAnswer("It has no credentials");
        }
        return AwsSessionCredentials.builder()
                .accessKeyId(given.accessKeyId())
                .secretAccessKey(given.secretAccessKey())
                .sessionToken(given.sessionToken())
                .expirationTime(given.expiration())
                .build();
    }
}
