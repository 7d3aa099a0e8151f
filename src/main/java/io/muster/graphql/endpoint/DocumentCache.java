package io.muster.graphql.endpoint;

import graphql.language.Document;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the valid documents that were used last, within a limit on the length of their texts, as their parsed forms are
 * longer than these.
 */
@ApplicationScoped
class DocumentCache {

    private static final int LONGEST_DOCUMENT = 16 << 10;
    private static final int MOST_TEXT = 512 << 10;

    private final RecentlyUsed<String, Document> documents =
            new RecentlyUsed<>(MOST_TEXT, (text, parsed) -> text.length());

    @Nullable
    Document find(String document) {
        return documents.find(document);
    }

    void keep(String document, Document parsed) {
        if (document.length() <= LONGEST_DOCUMENT) {
            documents.keep(document, parsed);
        }
    }
}
