package io.muster.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Policy documents as IAM hands them out. */
final class PolicyText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyText() {}

    /**
     * The document. IAM answers with documents that are URL-encoded by RFC 3986 (IAM API Reference, {@code PolicyDetail}),
     * moto at times with raw ones; JSON's first character tells them apart.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static JsonNode parse(String text) {
        String raw = text.strip();
        try {
            JsonNode document = JSON.readTree(raw.startsWith("{") ? raw : decoded(raw));
            if (document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException unreadable) {
            // Told below; the parser's own message would quote the document.
        }
        throw new IllegalArgumentException("A policy document is not a JSON object");
    }

    /** By RFC 3986 a plus is a plus; Java's decoder, made for HTML forms, would make it a space. */
    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
