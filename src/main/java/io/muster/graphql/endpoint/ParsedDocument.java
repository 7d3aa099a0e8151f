package io.muster.graphql.endpoint;

import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import io.muster.platform.ErrorCode;
import java.util.Locale;

/** Parses documents; the limits of that are set for the whole process, for SmallRye parses them, too. */
final class ParsedDocument {

    private ParsedDocument() {}

    static void limit(GraphQlConfig limits) {
        ParserOptions.setDefaultOperationParserOptions(ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.maxTokens())
                        .maxWhitespaceTokens(10 * limits.maxTokens())
                        .maxCharacters((int) Math.min(limits.maxBodySize().asLongValue(), Integer.MAX_VALUE))));
    }

    static Document of(String text) {
        return new Parser()
                .parseDocument(ParserEnvironment.newParserEnvironment()
                        .document(text)
                        .parserOptions(ParserOptions.getDefaultOperationParserOptions())
                        .locale(Locale.ENGLISH)
                        .build());
    }

    static ErrorCode code(InvalidSyntaxException failure) {
        if (failure instanceof ParseCancelledException) {
            return ErrorCode.TOO_MANY_TOKENS;
        }
        if (failure instanceof ParseCancelledTooDeepException) {
            return ErrorCode.QUERY_TOO_DEEP;
        }
        return failure instanceof ParseCancelledTooManyCharsException ? ErrorCode.TOO_LARGE : ErrorCode.BAD_REQUEST;
    }
}
