package io.muster.aws;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Gets the credentials for an account and proves that they are of that account before any call is made with them: a
 * wrong role or profile would otherwise fill one account's inventory with another's resources.
 */
final class VerifiedCredentials {

    /** See the IAM User Guide, "IAM identifiers": the partition comes first. */
    private static final Pattern ARN = Pattern.compile("arn:([a-z0-9-]+):");

    /** Stands for the account of the base credentials, whichever it is. */
    private static final String OWN_ACCOUNT = "own";

    private final AwsConfig config;
    private final StsAsyncClient sts;
    private final IdentityProvider<AwsCredentialsIdentity> base;
    private final RequestBudget budget;
    private final RequestMetrics metrics;
    private final RetriesOfCall retries;
    private final BoundedAnswers bounded = new BoundedAnswers(BodySpace.ofShortAnswers());

    VerifiedCredentials(
            AwsConfig config,
            StsAsyncClient sts,
            IdentityProvider<AwsCredentialsIdentity> base,
            RequestBudget budget,
            RequestMetrics metrics) {
        this.config = config;
        this.sts = sts;
        this.base = base;
        this.budget = budget;
        this.metrics = metrics;
        this.retries = new RetriesOfCall(
                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(config.maxAttempts())
                        .build(),
                budget,
                metrics);
    }

    /** Assumes the role, or takes the base credentials where there is none, and checks whose they are. */
    CompletableFuture<ProvenCredentials> fetch(AwsAccess access) {
        CompletableFuture<AwsCredentialsIdentity> own = base.resolveIdentity().thenApply(identity -> identity);
        CompletableFuture<AwsCredentialsIdentity> unproven =
                access.roleArn() == null ? own : own.thenCompose(identity -> assume(access, identity));
        return unproven.thenCompose(identity -> proven(access, identity));
    }

    private CompletableFuture<AwsCredentialsIdentity> assume(AwsAccess access, AwsCredentialsIdentity own) {
        return within(OWN_ACCOUNT, "AssumeRole", own, () -> sts.assumeRole(request(access)))
                .thenApply(VerifiedCredentials::credentials);
    }

    /** STS's limits are those of the account whose credentials a request carries. */
    private <T> CompletableFuture<T> within(
            String account, String operation, AwsCredentialsIdentity credentials, Supplier<CompletableFuture<T>> call) {
        RequestBudget.Key key =
                new RequestBudget.Key(account, config.defaultRegion(), AwsService.STS.operation(operation));
        AwsCall made = new AwsCall(key, credentials, Duration.ZERO, Context.root());
        return budget.take(key).subscribeAsCompletionStage().thenCompose(admitted -> {
            long begun = System.nanoTime();
            return made.make(call)
                    .whenComplete((answer, failure) ->
                            metrics.called(key.operation(), Duration.ofNanos(System.nanoTime() - begun)));
        });
    }

    /** The identity of the credentials' holder by AWS: the answer has both the account and the ARN. */
    private CompletableFuture<GetCallerIdentityResponse> caller(AwsAccess access, AwsCredentialsIdentity credentials) {
        return within(
                        access.accountId(),
                        "GetCallerIdentity",
                        credentials,
                        () -> sts.getCallerIdentity(r -> r.overrideConfiguration(this::withMuster)))
                .thenApply(caller -> {
                    if (caller.account() == null
                            || !ARN.matcher(String.valueOf(caller.arn())).lookingAt()) {
                        throw new UnreadableAnswer("It does not say who the caller is");
                    }
                    return caller;
                });
    }

    private AssumeRoleRequest request(AwsAccess access) {
        return AssumeRoleRequest.builder()
                .roleArn(access.roleArn())
                .externalId(access.externalId())
                .roleSessionName(config.sessionName())
                .durationSeconds(Math.toIntExact(config.roleSessionDuration().toSeconds()))
                .overrideConfiguration(this::withMuster)
                .build();
    }

    /** The client of STS is not built here. */
    private void withMuster(AwsRequestOverrideConfiguration.Builder request) {
        request.credentialsProvider(new CredentialsOfCall())
                .addPlugin(client -> client.overrideConfiguration(overrides -> overrides
                        .addExecutionInterceptor(new OwnAnswers())
                        .addExecutionInterceptor(bounded)
                        .retryStrategy(retries)));
    }

    private CompletableFuture<ProvenCredentials> proven(AwsAccess access, AwsCredentialsIdentity identity) {
        return caller(access, identity).thenApply(caller -> {
            if (!access.accountId().equals(caller.account())) {
                throw new WrongAccount();
            }
            return new ProvenCredentials(identity, partition(caller.arn()));
        });
    }

    private static String partition(String arn) {
        return ARN.matcher(arn).results().findFirst().orElseThrow().group(1);
    }

    private static AwsCredentialsIdentity credentials(AssumeRoleResponse answer) {
        Credentials given = answer.credentials();
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

    /** The credentials are another account's. */
    static final class WrongAccount extends RuntimeException {
        private WrongAccount() {
            super("The credentials are of another account than the registered one");
        }
    }
}
