package io.muster.platform;

import java.util.Set;

/**
 * Failures that mean no more than that this process has closed its own connections, as it does when it stops or when its
 * start fails, while work is under way. The libraries have no types for them.
 */
public final class OwnClose {

    private static final int DEPTH = 20;

    /** Of the Vert.x pool, Hibernate Reactive's client, the JDBC pool, and Quartz's thread that is ended while it waits for one. */
    private static final Set<String> MESSAGES = Set.of(
            "Pool closed",
            "Client is closed",
            "This pool is closed and does not handle any more connections!",
            "Received interrupted exception");

    private OwnClose() {}

    /** Whether the failure, or a cause of it, is such a one. */
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
