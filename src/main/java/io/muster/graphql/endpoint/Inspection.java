package io.muster.graphql.endpoint;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import io.smallrye.graphql.execution.context.SmallRyeContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import jakarta.annotation.Nullable;
import java.util.concurrent.CompletableFuture;

/** The look at one document on a thread that may be held by it. Its execution waits until the event loop takes it up. */
final class Inspection {

    static final String KEY = Inspection.class.getName();

    private final CompletableFuture<PreparsedDocumentEntry> entry = new CompletableFuture<>();
    private @Nullable PreparsedDocumentEntry found;
    private @Nullable SmallRyeContext context;

    /** Notes what was found, on the thread that looked. */
    CompletableFuture<PreparsedDocumentEntry> found(PreparsedDocumentEntry result) {
        found = result;
        context = SmallRyeContextManager.getCurrentSmallRyeContext();
        return entry;
    }

    /** Goes on with the execution on this thread, if it has come to that. */
    void goOn() {
        if (found != null) {
            SmallRyeContextManager.restore(context);
            entry.complete(found);
        }
    }
}
