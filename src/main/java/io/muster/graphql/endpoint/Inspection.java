package io.muster.graphql.endpoint;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import io.smallrye.graphql.execution.context.SmallRyeContext;
import io.smallrye.graphql.execution.context.SmallRyeContextManager;
import jakarta.annotation.Nullable;
import java.util.concurrent.CompletableFuture;

/** The inspection of one document on a worker thread. Its execution waits for the event loop. */
final class Inspection {

    static final String KEY = Inspection.class.getName();

    private final CompletableFuture<PreparsedDocumentEntry> entry = new CompletableFuture<>();
    private @Nullable PreparsedDocumentEntry found;
    private @Nullable SmallRyeContext context;

    /** Notes the findings, on the thread that inspected. */
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
