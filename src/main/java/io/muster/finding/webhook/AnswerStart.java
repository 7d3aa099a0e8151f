package io.muster.finding.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import jakarta.annotation.Nullable;
import java.time.Duration;

/**
 * Reads the beginning of an answer whose status is known, so that an answer that is long, slow or breaks off can neither fill the
 * memory nor block the connection.
 */
final class AnswerStart {

    private static final int MOST_BYTES = 4_096;
    private static final long MOST_MILLIS = 2_000;

    private AnswerStart() {}

    /** The text of the answer up to the limits of size and time; a longer answer is broken off with its connection. The future does not fail. */
    static Future<String> of(HttpClientResponse response, Vertx vertx) {
        Promise<String> read = Promise.promise();
        Buffer start = Buffer.buffer();
        Runnable done = () -> read.tryComplete(start.toString(UTF_8));
        Runnable brokenOff = () -> {
            done.run();
            response.request().reset();
        };
        long timer = vertx.setTimer(MOST_MILLIS, late -> brokenOff.run());
        response.exceptionHandler(broken -> done.run());
        response.endHandler(end -> done.run());
        response.handler(part -> {
            start.appendBuffer(part, 0, Math.min(part.length(), MOST_BYTES - start.length()));
            if (start.length() >= MOST_BYTES) {
                brokenOff.run();
            }
        });
        return read.future().onComplete(end -> vertx.cancelTimer(timer));
    }

    /** The pause in seconds that a target asks for, RFC 9110 section 10.2.3; null where it names none, or a date. */
    static @Nullable Duration retryAfter(HttpClientResponse response) {
        String text = response.getHeader(HttpHeaders.RETRY_AFTER);
        return text != null && text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
}
