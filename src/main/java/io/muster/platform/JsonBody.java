package io.muster.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Nullable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads bodies that are JSON, which is UTF-8 (RFC 8259 section 8.1), whatever a Content-Type calls it. */
public final class JsonBody {

    private static final String CHARSET = "charset=";

    /** The names of UTF-8, and of a part of it. */
    private static final List<String> NAMES = List.of("utf-8", "utf8", "us-ascii");

    private JsonBody() {}

    /** Whether a Content-Type says that the body is in another encoding. */
    public static boolean isInAnotherEncoding(String contentType) {
        return Arrays.stream(contentType.toLowerCase(Locale.ROOT).split("[;,]", -1))
                .map(String::strip)
                .filter(parameter -> parameter.startsWith(CHARSET))
                .map(parameter -> parameter.substring(CHARSET.length()).replace("\"", ""))
                .anyMatch(charset -> !NAMES.contains(charset));
    }

    /**
     * The text of a body; empty where there is none.
     *
     * @throws MusterException a bad request, where it is not UTF-8
     */
    public static String text(@Nullable Buffer body) {
        if (body == null) {
            return "";
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        } catch (CharacterCodingException malformed) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "The body is not UTF-8");
        }
    }
}
