package io.muster.aws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The credentials that Muster itself runs with: the SDK's default chain. Its sources read files and call metadata
 * services while the caller waits, so they are asked on a worker thread.
 */
final class BaseCredentials implements IdentityProvider<AwsCredentialsIdentity> {

    private final AwsCredentialsProvider chain;
    private final Executor workers;

    private BaseCredentials(AwsCredentialsProvider chain, Executor workers) {
        this.chain = chain;
        this.workers = workers;
    }

    static BaseCredentials of(AwsConfig config, Executor workers) {
        return new BaseCredentials(
                config.endpoint().isPresent()
                        ? local()
                        : DefaultCredentialsProvider.builder().build(),
                workers);
    }

    /**
     * Credentials for endpoints that take the place of AWS: these check no signature, and must not get the machine's real
     * credentials.
     */
    private static AwsCredentialsProvider local() {
        return AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("muster", "muster")));
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        return CompletableFuture.supplyAsync(chain::resolveCredentials, workers);
    }
}
