package io.muster.graphql.endpoint;

/** Records the time of an answer as that of the operation's execution is recorded. */
@FunctionalInterface
public interface Timed {

    void record(long nanoseconds);
}
