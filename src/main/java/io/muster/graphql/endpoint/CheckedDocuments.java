package io.muster.graphql.endpoint;

import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;
import io.muster.platform.MusterException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Gives the engine documents that are within the limits. They are checked before they are validated, for validation compares
 * fields with each other; valid documents are kept.
 */
final class CheckedDocuments implements PreparsedDocumentProvider {

    private final GraphQLSchema schema;
    private final DocumentLimits limits;
    private final DocumentCache valid;

    CheckedDocuments(GraphQLSchema schema, DocumentLimits limits, DocumentCache valid) {
        this.schema = schema;
        this.limits = limits;
        this.valid = valid;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        PreparsedDocumentEntry entry = entry(input, parseAndValidate);
        Inspection inspection = input.getGraphQLContext().get(Inspection.KEY);
        return inspection == null ? CompletableFuture.completedFuture(entry) : inspection.found(entry);
    }

    private PreparsedDocumentEntry entry(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            return checked(input, parseAndValidate);
        } catch (MusterException refusal) {
            return new PreparsedDocumentEntry(ErrorCodes.error(refusal));
        }
    }

    private PreparsedDocumentEntry checked(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        String text = input.getQuery();
        Document known = valid.find(text);
        if (known != null) {
            limits.checkCost(known, input);
            GivenVariables.check(schema, known, input);
            return new PreparsedDocumentEntry(known);
        }
        Document document = ParsedDocument.of(text);
        limits.checkShape(document);
        limits.checkCost(document, input);
        limits.checkMerging(document);
        PreparsedDocumentEntry entry = parseAndValidate.apply(input);
        if (!entry.hasErrors()) {
            valid.keep(text, entry.getDocument());
            GivenVariables.check(schema, entry.getDocument(), input);
        }
        return entry;
    }
}
