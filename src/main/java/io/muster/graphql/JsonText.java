package io.muster.graphql;

import jakarta.annotation.Nullable;
import java.time.OffsetDateTime;

/** Writes values as JSON (RFC 8259). */
final class JsonText {

    private static final int FIRST_PLAIN = 0x20;
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** The value of a column of any type but JSON's own. */
    static void value(StringBuilder json, @Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            json.append(value);
        } else if (value instanceof OffsetDateTime time) {
            json.append('"').append(time.toInstant()).append('"');
        } else {
            text(json, value.toString());
        }
    }

    static void text(StringBuilder json, String text) {
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PLAIN || c == '"' || c == '\\') {
                json.append(text, written, i).append('\\');
                written = i + 1;
                if (c < FIRST_PLAIN) {
                    json.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                } else {
                    json.append(c);
                }
            }
        }
        if (written == 0) {
            json.append(text); // a copy of the whole is one of bytes, of a part one of characters
        } else {
            json.append(text, written, text.length());
        }
        json.append('"');
    }
}
