package io.muster.aws;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Gets the credentials for an account and proves that they are of that account before any call is made with them: a
 * wrong role or profile would otherwise fill one account's inventory with another's resources.
 */
final class VerifiedCredentials {

    private final AwsConfig config;
    private final StsCalls sts;
    private final IdentityProvider<AwsCredentialsIdentity> base;

    VerifiedCredentials(AwsConfig config, StsCalls sts, IdentityProvider<AwsCredentialsIdentity> base) {
        this.config = config;
        this.sts = sts;
        this.base = base;
    }

    /** Assumes the role, or takes the base credentials where there is none, and checks whose they are. */
    CompletableFuture<ProvenCredentials> fetch(AwsAccess access) {
        CompletableFuture<AwsCredentialsIdentity> own = base.resolveIdentity().thenApply(identity -> identity);
        CompletableFuture<AwsCredentialsIdentity> unproven =
                access.roleArn() == null ? own : own.thenCompose(identity -> assume(access, identity));
        return unproven.thenCompose(identity -> proven(access, identity));
    }

    private CompletableFuture<AwsCredentialsIdentity> assume(AwsAccess access, AwsCredentialsIdentity own) {
        return sts.make(StsCalls.OWN_ACCOUNT, "AssumeRole", own, client -> client.assumeRole(request(access)))
                .thenApply(answer -> StsCalls.identity(answer.credentials()));
    }

    /** The identity of the credentials' holder by AWS: the answer has both the account and the ARN. */
    private CompletableFuture<GetCallerIdentityResponse> caller(AwsAccess access, AwsCredentialsIdentity credentials) {
        return sts.make(
                access.accountId(),
                "GetCallerIdentity",
                credentials,
                client -> client.getCallerIdentity(r -> r.overrideConfiguration(sts::prepare)));
    }

    private AssumeRoleRequest request(AwsAccess access) {
        return AssumeRoleRequest.builder()
                .roleArn(access.roleArn())
                .externalId(access.externalId())
                .roleSessionName(config.sessionName())
                .durationSeconds(Math.toIntExact(config.roleSessionDuration().toSeconds()))
                .overrideConfiguration(sts::prepare)
                .build();
    }

    private CompletableFuture<ProvenCredentials> proven(AwsAccess access, AwsCredentialsIdentity identity) {
        return caller(access, identity).thenApply(caller -> {
            if (caller.account() == null) {
                throw new UnreadableAnswer("It does not say whose account the caller is of");
            }
            ProvenCredentials proven = ProvenCredentials.of(identity, caller.arn());
            if (!access.accountId().equals(caller.account())) {
                throw new WrongAccount();
            }
            return proven;
        });
    }

    /** The credentials are another account's. */
    static final class WrongAccount extends RuntimeException {
        private WrongAccount() {
            super("The credentials are of another account than the registered one");
        }
    }
}
