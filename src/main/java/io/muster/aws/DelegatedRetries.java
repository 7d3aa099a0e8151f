package io.muster.aws;

import software.amazon.awssdk.retries.api.RetryStrategy;

/** Retries that add to those of another strategy, of which the limit of attempts is kept. */
abstract class DelegatedRetries implements RetryStrategy {

    protected final RetryStrategy usual;

    DelegatedRetries(RetryStrategy usual) {
        this.usual = usual;
    }

    @Override
    public final int maxAttempts() {
        return usual.maxAttempts();
    }

    @Override
    public final Builder<?, ?> toBuilder() {
        return usual.toBuilder();
    }

    @Override
    public final void close() {
        usual.close();
    }
}
