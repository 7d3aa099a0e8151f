package io.muster.aws;

import io.muster.platform.SeldomLog;
import io.muster.platform.StructuredLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Credentials that are fetched when they are first needed and again shortly before they expire, but a minute after that at the earliest: once, however many calls
 * wait for them. A failure is told to those that wait and not kept, but for a refusal, which AWS would repeat for each call of the
 * same piece of work: it is kept for that work for a short time. Credentials that AWS refuses before they expire can be renewed. Unlike the SDK's {@code StsAssumeRoleCredentialsProvider} it never blocks a thread.
 */
final class CachedCredentials implements IdentityProvider<AwsCredentialsIdentity> {

    private static final StructuredLog LOG = StructuredLog.of(CachedCredentials.class);
    private static final SeldomLog EXPIRED = new SeldomLog(Clock.systemUTC());

    /** A call that begins now must still be valid when AWS checks it, after all its attempts. */
    private static final Duration MARGIN = Duration.ofMinutes(5);
    /** How long credentials without an end are trusted to be unchanged. */
    private static final Duration UNDATED = Duration.ofMinutes(15);

    /** How long credentials count as just fetched. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** How long a refusal stands for the piece of work that met it. */
    private static final Duration REFUSED = Duration.ofSeconds(30);

    /** For how many pieces of work it is remembered that they had a renewal. */
    private static final int RENEWALS_KEPT = 32;

    private static final Fetched NONE =
            new Fetched(CompletableFuture.failedFuture(new IllegalStateException()), Instant.MIN, new Object());

    /** @param work that asked for them */
    private record Fetched(CompletableFuture<ProvenCredentials> credentials, Instant fetchedAt, Object work) {}

    private final Supplier<CompletableFuture<ProvenCredentials>> source;
    private final Clock clock;
    private final Deque<Object> renewedFor = new ArrayDeque<>();
    private Fetched fetched = NONE;

    CachedCredentials(Supplier<CompletableFuture<ProvenCredentials>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        return current(new Object()).thenApply(ProvenCredentials::identity);
    }

    /**
     * The credentials, and their expiry as AWS stated it.
     *
     * @param work the piece of work that needs them
     */
    CompletableFuture<ProvenCredentials> proven(Object work) {
        // A copy, so that a caller that cancels its call does not cancel the request of the other callers.
        return current(work).copy();
    }

    /**
     * Forgets credentials that AWS refuses, once for each piece of work, so that a role is not assumed over and over if all of
     * its sessions are refused.
     *
     * @return whether there may be others now
     */
    synchronized boolean renew(ProvenCredentials refused, Object work) {
        if (!holds(refused)) {
            return true;
        }
        if (renewedFor.contains(work)) {
            return false;
        }
        if (renewedFor.size() == RENEWALS_KEPT) {
            renewedFor.remove();
        }
        renewedFor.add(work);
        fetched = NONE;
        return true;
    }

    private boolean holds(ProvenCredentials refused) {
        CompletableFuture<ProvenCredentials> held = fetched.credentials();
        return held.isDone() && !held.isCompletedExceptionally() && held.join().equals(refused);
    }

    /** Whether it holds no valid credentials and no call for them, so that it may be dropped. */
    synchronized boolean idle() {
        return fetched.credentials().isDone() && !valid(fetched);
    }

    private synchronized CompletableFuture<ProvenCredentials> current(Object work) {
        if (fetched.credentials().isDone() && !valid(fetched) && !refused(fetched, work)) {
            fetched = new Fetched(source.get(), clock.instant(), work);
        }
        return fetched.credentials();
    }

    private boolean refused(Fetched done, Object work) {
        return done.work().equals(work)
                && clock.instant().isBefore(done.fetchedAt().plus(REFUSED))
                && done.credentials()
                        .handle((none, failure) -> AwsFailure.isLastingRefusal(failure))
                        .join();
    }

    /** Those that were just fetched are valid whatever the clock here says: others would not be any fresher. */
    private boolean valid(Fetched done) {
        if (done.credentials().isCompletedExceptionally()) {
            return false;
        }
        Instant now = clock.instant();
        Instant expiry = done.credentials()
                .join()
                .identity()
                .expirationTime()
                .orElseGet(() -> done.fetchedAt().plus(UNDATED).plus(MARGIN));
        if (now.isBefore(expiry.minus(MARGIN))) {
            return true;
        }
        boolean fresh = now.isBefore(done.fetchedAt().plus(FRESH));
        if (fresh && expiry.isBefore(done.fetchedAt())) {
            EXPIRED.due("")
                    .ifPresent(
                            passedOver -> LOG.with("expiry", expiry)
                                    .warn(
                                            "Credentials that were just fetched have expired: the clock of this host may be wrong"));
        }
        return fresh;
    }
}
