package io.muster.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Gets the credentials for an account and proves that they are of that account before any call is made with them: a
 * wrong role or profile would otherwise fill one account's inventory with another's resources.
 */
final class VerifiedCredentials {

    private final AwsConfig config;
    private final StsAsyncClient sts;
    private final IdentityProvider<AwsCredentialsIdentity> base;
    private final MetricPublisher meter;

    VerifiedCredentials(
            AwsConfig config,
            StsAsyncClient sts,
            IdentityProvider<AwsCredentialsIdentity> base,
            MetricPublisher meter) {
        this.config = config;
        this.sts = sts;
        this.base = base;
        this.meter = meter;
    }

    /** Assumes the role, or takes the base credentials where there is none, and checks whose they are. */
    CompletableFuture<AwsCredentialsIdentity> fetch(AwsAccess access) {
        CompletableFuture<AwsCredentialsIdentity> own = base.resolveIdentity().thenApply(identity -> identity);
        CompletableFuture<AwsCredentialsIdentity> unproven =
                access.roleArn() == null ? own : own.thenCompose(identity -> assume(access, new Fixed(identity)));
        return unproven.thenCompose(identity -> proven(access, identity));
    }

    private CompletableFuture<AwsCredentialsIdentity> assume(AwsAccess access, Fixed own) {
        return sts.assumeRole(request(access, own)).thenApply(VerifiedCredentials::credentials);
    }

    /** Who AWS says the holder of the credentials is. */
    CompletableFuture<GetCallerIdentityResponse> caller(IdentityProvider<AwsCredentialsIdentity> credentials) {
        return sts.getCallerIdentity(r ->
                r.overrideConfiguration(o -> o.credentialsProvider(credentials).addMetricPublisher(meter)));
    }

    private AssumeRoleRequest request(AwsAccess access, Fixed own) {
        return AssumeRoleRequest.builder()
                .roleArn(access.roleArn())
                .externalId(access.externalId())
                .roleSessionName(config.sessionName())
                .durationSeconds(Math.toIntExact(config.roleSessionDuration().toSeconds()))
                .overrideConfiguration(o -> o.credentialsProvider(own).addMetricPublisher(meter))
                .build();
    }

    private CompletableFuture<AwsCredentialsIdentity> proven(AwsAccess access, AwsCredentialsIdentity identity) {
        return caller(new Fixed(identity)).thenApply(caller -> {
            if (!access.accountId().equals(caller.account())) {
                throw new WrongAccount();
            }
            return identity;
        });
    }

    private static AwsCredentialsIdentity credentials(AssumeRoleResponse answer) {
        return AwsSessionCredentials.builder()
                .accessKeyId(answer.credentials().accessKeyId())
                .secretAccessKey(answer.credentials().secretAccessKey())
                .sessionToken(answer.credentials().sessionToken())
                .expirationTime(answer.credentials().expiration())
                .build();
    }

    /** Credentials that are already there. */
    private record Fixed(AwsCredentialsIdentity identity) implements IdentityProvider<AwsCredentialsIdentity> {
        @Override
        public Class<AwsCredentialsIdentity> identityType() {
            return AwsCredentialsIdentity.class;
        }

        @Override
        public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
            return CompletableFuture.completedFuture(identity);
        }
    }

    /** The credentials are another account's. */
    static final class WrongAccount extends RuntimeException {
        private WrongAccount() {
            super("The credentials are of another account than the registered one");
        }
    }
}
