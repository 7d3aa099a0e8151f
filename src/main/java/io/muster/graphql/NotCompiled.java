package io.muster.graphql;

/** A selection that is not answered by one statement. The message is the reason; fetchers of its fields answer it. */
final class NotCompiled extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotCompiled(String reason) {
        super(reason, null, false, false);
    }
}
