package io.muster.estate.privilege;

/** IAM's patterns: {@code *} is any text, {@code ?} any one character, wherever they stand. */
public final class Wildcards {

    private Wildcards() {}

    /** Whether the whole text matches; case counts. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && matches(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // the last star takes one character more; earlier ones need not be tried again
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return onlyStars(pattern, p);
    }

    private static boolean matches(char pattern, char text) {
        return pattern == '?' || PatternText.matches(pattern, text);
    }

    private static boolean onlyStars(String pattern, int from) {
        for (int at = from; at < pattern.length(); at++) {
            if (pattern.charAt(at) != '*') {
                return false;
            }
        }
        return true;
    }
}
