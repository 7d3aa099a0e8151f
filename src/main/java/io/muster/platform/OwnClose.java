package io.muster.platform;

import java.util.Set;

/**
 * Failures that only mean that this process closed its own connections while work was under way, because it stops or its start
 * failed. The libraries have no exception types for them.
 */
public final class OwnClose {

    private static final int DEPTH = 20;

    /**
     * The messages of the Vert.x pool, Hibernate Reactive's client, the JDBC pool, and Quartz's thread that is interrupted while
     * it waits for a connection.
     */
    private static final Set<String> MESSAGES = Set.of(
            "Pool closed",
            "Client is closed",
            "This pool is closed and does not handle any more connections!",
            "Received interrupted exception");

    private OwnClose() {}

    /** Whether the failure, or one of its causes, is such a failure. */
    public static boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause.getMessage() != null && MESSAGES.contains(cause.getMessage())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
