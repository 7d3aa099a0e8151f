package io.muster.aws;

import io.muster.platform.SeldomLog;
import io.muster.platform.StructuredLog;
import io.muster.platform.Texts;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
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
import software.amazon.awssdk.utils.SystemSetting;

/**
 * The credentials that Muster itself runs with: by the web identity of its process where it was given one, and by no other source then;
 * else by the SDK's default chain. The chain's sources read files and call metadata services while the caller waits, so they are asked
 * on a worker thread.
 */
final class BaseCredentials implements IdentityProvider<AwsCredentialsIdentity> {

    private static final StructuredLog LOG = StructuredLog.of(BaseCredentials.class);
    private static final int LONGEST_REASON = 4_000;

    private final Supplier<CompletableFuture<AwsCredentialsIdentity>> source;
    private final SeldomLog seldom = new SeldomLog(Clock.systemUTC());

    private BaseCredentials(Supplier<CompletableFuture<AwsCredentialsIdentity>> source) {
        this.source = source;
    }

    /**
     * The credentials that the process has.
     *
     * @param settings of the process, as the SDK reads them
     */
    static BaseCredentials of(
            AwsConfig config, Function<SystemSetting, Optional<String>> settings, StsCalls sts, Executor workers) {
        if (config.endpoint().isPresent()) {
            return new BaseCredentials(chain(local(), workers));
        }
        return new BaseCredentials(WebIdentity.of(settings, config.sessionName(), sts, workers)
                .map(BaseCredentials::kept)
                .orElseGet(() -> chain(DefaultCredentialsProvider.builder().build(), workers)));
    }

    private static Supplier<CompletableFuture<AwsCredentialsIdentity>> chain(
            AwsCredentialsProvider chain, Executor workers) {
        return () -> CompletableFuture.supplyAsync(chain::resolveCredentials, workers);
    }

    /** Fetched once for all that need them. A refusal stands for all, too: they ask for the same. */
    private static Supplier<CompletableFuture<AwsCredentialsIdentity>> kept(WebIdentity identity) {
        CachedCredentials kept = new CachedCredentials(identity::fetch, Clock.systemUTC());
        return () -> kept.proven(identity).thenApply(ProvenCredentials::identity);
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
        return source.get().whenComplete((identity, failure) -> {
            if (failure != null) {
                tell(failure);
            }
        });
    }

    /** For the operator alone: the SDK's words name each source with its reason, hosts and files among them. */
    private void tell(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        seldom.due("credentials")
                .ifPresent(passedOver -> LOG.with(
                                "reason", Texts.cut(String.valueOf(cause.getMessage()), LONGEST_REASON))
                        .with("passedOver", passedOver)
                        .warn("Muster has no credentials to call AWS with"));
    }
}
