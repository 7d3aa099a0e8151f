package io.muster.inventory;

import jakarta.annotation.Nullable;

/**
 * Text that PostgreSQL can store. PostgreSQL accepts neither the character NUL nor half of a surrogate pair, which AWS passes on
 * in tags and policies. Each is written as its code ({@code u0000}, {@code ud83d}) behind Unicode's replacement character, which
 * marks it; all other text stays as it is.
 */
public final class StorableText {

    private static final char MARK = 0xFFFD;
    private static final String NUL_IN_JSON = "\\u0000";

    private StorableText() {}

    /** The text, or its escaped form. */
    @Nullable
    public static String of(@Nullable String text) {
        if (text == null || isStorable(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            escape(text, i, escaped);
        }
        return escaped.toString();
    }

    /** A JSON text, in which NUL is an escape sequence that PostgreSQL refuses. */
    static String ofJson(String json) {
        String text = json.contains(NUL_IN_JSON) ? withoutNul(json) : json;
        return of(text);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mustBeEscaped(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mustBeEscaped(String text, int i) {
        char c = text.charAt(i);
        if (c == 0) {
            return true;
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static void escape(String text, int i, StringBuilder escaped) {
        char c = text.charAt(i);
        if (mustBeEscaped(text, i)) {
            escaped.append(MARK).append("u%04x".formatted((int) c));
        } else {
            escaped.append(c);
        }
    }

    /** A backslash and the character after it are read together: an escaped backslash begins no sequence. */
    private static String withoutNul(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        int i = 0;
        while (i < json.length()) {
            if (json.startsWith(NUL_IN_JSON, i)) {
                escaped.append(MARK).append("u0000");
                i += NUL_IN_JSON.length();
            } else {
                int length = json.charAt(i) == '\\' ? 2 : 1;
                escaped.append(json, i, Math.min(i + length, json.length()));
                i += length;
            }
        }
        return escaped.toString();
    }
}
