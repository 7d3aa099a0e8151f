package io.muster.graphql.endpoint;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import io.muster.platform.MusterException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Gives the engine documents that keep to the limits. They are checked before they are validated, for validation compares
 * fields with each other; what was found valid once is kept.
 */
final class CheckedDocuments implements PreparsedDocumentProvider {

    private final DocumentLimits limits;
    private final DocumentCache valid = new DocumentCache();

    CheckedDocuments(DocumentLimits limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            return CompletableFuture.completedFuture(checked(input, parseAndValidate));
        } catch (MusterException refusal) {
            return CompletableFuture.completedFuture(new PreparsedDocumentEntry(ErrorCodes.error(refusal)));
        }
    }

    private PreparsedDocumentEntry checked(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        String text = input.getQuery();
        Document known = valid.find(text);
        if (known != null) {
            limits.checkCost(known, input);
            return new PreparsedDocumentEntry(known);
        }
        Document document = ParsedDocument.of(text);
        limits.checkShape(document);
        limits.checkCost(document, input);
        PreparsedDocumentEntry entry = parseAndValidate.apply(input);
        if (!entry.hasErrors()) {
            valid.keep(text, entry.getDocument());
        }
        return entry;
    }
}
