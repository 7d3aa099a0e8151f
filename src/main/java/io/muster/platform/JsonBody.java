package io.muster.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Nullable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads JSON bodies, which are always UTF-8 (RFC 8259 section 8.1). */
public final class JsonBody {

    /** The fault of a body that is compressed. */
    public static final String NOT_COMPRESSED = "A body is sent as it is, without a Content-Encoding";

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

    /** The mark of UTF-8 that some clients put before a text; RFC 8259, section 8.1, allows ignoring it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Whether a body is compressed, which none may be, by its Content-Encoding. */
    public static boolean isCompressed(@Nullable String contentEncoding) {
        return contentEncoding != null
                && !contentEncoding.isBlank()
                && !contentEncoding.strip().equalsIgnoreCase("identity");
    }

    /**
     * The text of a body without a byte order mark; empty where there is none.
     *
     * @throws MusterException a bad request, where it is not UTF-8
     */
    public static String text(@Nullable Buffer body) {
        if (body == null) {
            return "";
        }
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException malformed) {
            throw new MusterException(ErrorCode.BAD_REQUEST, "The body is not UTF-8");
        }
    }
}
