package io.muster.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Credentials that are fetched when they are first needed and again shortly before they expire: once, however many calls
 * wait for them. A failure is told to those that wait and not kept. Unlike the SDK's {@code
 * StsAssumeRoleCredentialsProvider} it never blocks a thread.
 */
final class CachedCredentials implements IdentityProvider<AwsCredentialsIdentity> {

    /** A call that begins now must still be valid when AWS checks it, after all its attempts. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** How long credentials without an end are trusted to be unchanged. */
    private static final Duration UNDATED = Duration.ofMinutes(15);

    private record Fetched(CompletableFuture<AwsCredentialsIdentity> identity, Instant fetchedAt) {}

    private final Supplier<CompletableFuture<AwsCredentialsIdentity>> source;
    private final Clock clock;
    private Fetched fetched = new Fetched(CompletableFuture.failedFuture(new IllegalStateException()), Instant.MIN);

    CachedCredentials(Supplier<CompletableFuture<AwsCredentialsIdentity>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        // A copy, so that a caller that cancels its call does not cancel everybody's credentials.
        return current().copy();
    }

    /** Whether it holds nothing that would be lost with it. */
    synchronized boolean idle() {
        return fetched.identity().isDone() && !valid(fetched);
    }

    private synchronized CompletableFuture<AwsCredentialsIdentity> current() {
        if (fetched.identity().isDone() && !valid(fetched)) {
            fetched = new Fetched(source.get(), clock.instant());
        }
        return fetched.identity();
    }

    private boolean valid(Fetched done) {
        if (done.identity().isCompletedExceptionally()) {
            return false;
        }
        Instant end = done.identity()
                .join()
                .expirationTime()
                .map(expiry -> expiry.minus(MARGIN))
                .orElseGet(() -> done.fetchedAt().plus(UNDATED));
        return clock.instant().isBefore(end);
    }
}
