package io.muster.platform;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionException;

/** Work that runs in a context of Vert.x, as that of a call does, while the test waits. */
public final class OnVertx {

    private OnVertx() {}

    /** The outcome of the work; its failure is the cause of what is thrown. */
    public static <T> T run(Uni<T> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> work);
        } catch (Throwable e) {
            throw new CompletionException(e);
        }
    }
}
