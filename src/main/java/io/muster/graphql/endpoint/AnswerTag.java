package io.muster.graphql.endpoint;

import io.muster.platform.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.Nullable;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The entity tag of an answer (RFC 9110, section 8.8.3): of its text, so that it is the same on every replica. It is a weak one, for a proxy
 * may compress the answer.
 */
final class AnswerTag {

    /** The request headers that decide the answer or its form. */
    private static final String VARY = "Authorization, Cookie, Accept";

    private AnswerTag() {}

    /**
     * Writes the headers of an answer for caches: it may be kept for the one caller alone, and is to be asked about each time.
     *
     * @param text the answer; null for one that nothing may keep
     * @return whether the client has this answer already
     */
    static boolean put(HttpServerRequest request, HttpServerResponse response, @Nullable Buffer text) {
        response.headers().add(HttpHeaders.VARY, VARY);
        if (text == null) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return false;
        }
        String tag = "\"" + digest(text) + "\"";
        response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache").putHeader(HttpHeaders.ETAG, "W/" + tag);
        return matches(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), tag);
    }

    /** Weak comparison, as If-None-Match has it. */
    private static boolean matches(List<String> given, String tag) {
        return given.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(value -> value.equals("*") || value.equals(tag) || value.equals("W/" + tag));
    }

    private static String digest(Buffer text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text.getBytes()));
    }
}
