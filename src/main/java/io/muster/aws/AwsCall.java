package io.muster.aws;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * One call of an account by a client that all accounts share. The SDK asks for the credentials, for the first token of the retry strategy and
 * its interceptors before it leaves the caller's thread: all of them learn by {@link #current} for which account they work.
 *
 * @param key         the account, region and operation
 * @param credentials of the account, proven to be its own
 * @param behind      how far the call's clock is behind the present
 * @param span        the parent of the spans of the call's requests
 */
record AwsCall(RequestBudget.Key key, AwsCredentialsIdentity credentials, Duration behind, Context span) {

    private static final ThreadLocal<AwsCall> MAKING = new ThreadLocal<>();

    /** Makes the call on this thread. */
    <T> CompletableFuture<T> make(Supplier<CompletableFuture<T>> call) {
        MAKING.set(this);
        try {
            return call.get();
        } finally {
            MAKING.remove();
        }
    }

    /** The call that this thread is making. Fails with {@link IllegalStateException} where it makes none. */
    static AwsCall current() {
        AwsCall call = MAKING.get();
        if (call == null) {
            throw new IllegalStateException("A client of AWS was called outside of a session");
        }
        return call;
    }
}
