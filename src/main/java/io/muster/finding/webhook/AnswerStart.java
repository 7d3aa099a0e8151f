package io.muster.finding.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import jakarta.annotation.Nullable;
import java.time.Duration;

/** Reads the beginning of an answer, so that a long answer can neither fill the memory nor block the connection. */
final class AnswerStart {

    private static final int MOST_BYTES = 4_096;

    private AnswerStart() {}

    /** The text up to the limit; what is longer is broken off, with its connection. */
    static Future<String> of(HttpClientResponse response) {
        Promise<String> read = Promise.promise();
        Buffer start = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        response.endHandler(end -> read.tryComplete(start.toString(UTF_8)));
        response.handler(part -> {
            start.appendBuffer(part, 0, Math.min(part.length(), MOST_BYTES - start.length()));
            if (start.length() >= MOST_BYTES && read.tryComplete(start.toString(UTF_8))) {
                response.request().reset();
            }
        });
        return read.future();
    }

    /** The pause in seconds that a target asks for, RFC 9110 section 10.2.3; null where it names none, or a date. */
    static @Nullable Duration retryAfter(HttpClientResponse response) {
        String text = response.getHeader(HttpHeaders.RETRY_AFTER);
        return text != null && text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
}
