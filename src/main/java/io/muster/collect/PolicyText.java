package io.muster.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.annotation.Nullable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Policy documents as IAM hands them out. */
final class PolicyText {

    /** Rejects duplicate elements instead of dropping one: the meaning of such a document is not known. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private PolicyText() {}

    /**
     * The document. IAM answers with documents that are URL-encoded by RFC 3986 (IAM API Reference, {@code PolicyDetail}), moto
     * at times with raw ones; JSON's first character tells them apart. A text that is not a JSON object is kept as a JSON string,
     * which is never a valid policy.
     */
    static JsonNode parse(String text) {
        String raw = text.strip();
        if (raw.startsWith("{")) {
            return object(raw).orElseGet(() -> TextNode.valueOf(raw));
        }
        String decoded = decoded(raw);
        return object(decoded).orElseGet(() -> TextNode.valueOf(decoded));
    }

    /** Parses the text; null where there is none. */
    static @Nullable JsonNode parseIfAny(@Nullable String text) {
        return text == null ? null : parse(text);
    }

    private static Optional<JsonNode> object(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** The text decoded by RFC 3986, where a plus is a plus; Java's decoder for HTML forms would make it a space. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return encoded;
        }
    }
}
