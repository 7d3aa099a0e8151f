package io.muster.platform;

import io.muster.platform.MusterException.Violation;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of texts and lists that callers send. PostgreSQL's texts hold neither U+0000 nor half of a surrogate pair. */
public final class Texts {

    /** The fault of a text that is not {@link #storable}. */
    public static final String UNSTORABLE_TEXT = "neither U+0000 nor half of a surrogate pair can be part of it";

    private static final int MOST_REPEATED = 64;
    private static final Pattern UNSTORABLE = Pattern.compile("\0|\\p{Cs}");

    /** The longest text that lists are searched for. A database compares it with every row. */
    private static final int LONGEST_SEARCHED = 2_048;

    private Texts() {}

    /**
     * A text that a list is searched for, itself.
     *
     * @throws MusterException a bad request, where it is longer than 2,048 characters
     */
    @Nullable
    public static String searched(String field, @Nullable String text) {
        List<Violation> violations = new ArrayList<>();
        checkLength(field, text, LONGEST_SEARCHED, violations);
        MusterException.refuse(violations);
        return text;
    }

    public static boolean storable(String text) {
        return !UNSTORABLE.matcher(text).find();
    }

    /** The text in quotation marks, as messages repeat it: not more of it than a reader wants. */
    public static String quoted(@Nullable String text) {
        return "\"" + (text == null ? null : cut(text, MOST_REPEATED)) + "\"";
    }

    /** The text, cut to so many characters where it is longer, and never through the middle of one. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Adds a violation where the text is longer; null is not. */
    public static void checkLength(String field, @Nullable String text, int longest, List<Violation> violations) {
        if (text != null && text.length() > longest) {
            violations.add(new Violation(field, "has " + text.length() + " characters; at most " + longest));
        }
    }

    /** Adds a violation where the list has more entries; null has none. */
    public static void checkCount(String field, @Nullable List<?> list, int most, List<Violation> violations) {
        if (list != null && list.size() > most) {
            violations.add(new Violation(field, "has " + list.size() + " entries; at most " + most));
        }
    }
}
