package io.muster.rest.export;

import io.smallrye.mutiny.Multi;
import java.util.concurrent.atomic.AtomicBoolean;

/** The head of an export's format, which goes out with the first page: before that is read, the answer may still be a refusal. */
final class ExportHead {

    private ExportHead() {}

    /** @param head empty for none: then an export without findings has no part */
    static Multi<String> before(Multi<String> pages, String head) {
        return head.isEmpty() ? pages : withHead(pages, head);
    }

    private static Multi<String> withHead(Multi<String> pages, String head) {
        return Multi.createFrom().deferred(() -> {
            AtomicBoolean sent = new AtomicBoolean();
            return pages.map(page -> sent.getAndSet(true) ? page : head + page)
                    .onCompletion()
                    .ifEmpty()
                    .continueWith(head);
        });
    }
}
