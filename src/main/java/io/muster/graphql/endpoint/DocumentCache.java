package io.muster.graphql.endpoint;

import graphql.language.Document;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the valid documents that were used last, within a limit on the length of their texts, as their parsed forms are
 * longer than these.
 */
@ApplicationScoped
class DocumentCache {

    private static final int LONGEST_DOCUMENT = 16 << 10;
    private static final int MOST_TEXT = 512 << 10;

    private final Map<String, Document> documents = new LinkedHashMap<>(64, 0.75f, true);
    private int text;

    synchronized @Nullable Document find(String document) {
        return documents.get(document);
    }

    synchronized void keep(String document, Document parsed) {
        if (document.length() > LONGEST_DOCUMENT || documents.put(document, parsed) != null) {
            return;
        }
        text += document.length();
        Iterator<String> oldest = documents.keySet().iterator();
        while (text > MOST_TEXT) {
            text -= oldest.next().length();
            oldest.remove();
        }
    }
}
