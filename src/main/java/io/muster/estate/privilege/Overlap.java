package io.muster.estate.privilege;

/** How the texts that one pattern means relate to those of another. */
final class Overlap {

    private Overlap() {}

    /**
     * Whether some text is meant by both.
     *
     * @param noColon whether asterisks of the target stand for no colon
     */
    static boolean meets(String target, String pattern, boolean noColon) {
        int literal = 0;
        while (literal < target.length() && literal < pattern.length()) {
            char one = target.charAt(literal);
            char other = pattern.charAt(literal);
            if (one == '*' || other == '*') {
                return meets(target, pattern, literal, noColon);
            }
            if (!same(one, other)) {
                return false;
            }
            literal++;
        }
        return meets(target, pattern, literal, noColon);
    }

    /** Place by place from the end, whether the rests of both have a text in common. */
    private static boolean meets(String target, String pattern, int from, boolean noColon) {
        int width = pattern.length() - from;
        boolean[] next = new boolean[width + 1];
        boolean[] row = new boolean[width + 1];
        for (int i = target.length(); i >= from; i--) {
            for (int j = width; j >= 0; j--) {
                char one = i < target.length() ? target.charAt(i) : 0;
                char other = j < width ? pattern.charAt(from + j) : 0;
                boolean skips = (one == '*' && next[j]) || (other == '*' && row[j + 1]);
                row[j] = skips
                        || (one == 0 && other == 0)
                        || (one != 0 && other != 0 && takes(one, other, noColon, j, row, next));
            }
            boolean[] done = next;
            next = row;
            row = done;
        }
        return next[0];
    }

    private static boolean takes(char one, char other, boolean noColon, int j, boolean[] row, boolean[] next) {
        if (one == '*') {
            return row[j + 1] && !(noColon && other == ':');
        }
        return other == '*' ? next[j] : same(one, other) && next[j + 1];
    }

    private static boolean same(char one, char other) {
        return one == other || one == '?' || other == '?';
    }

    /** Whether the pattern means every text that the target means; some such are not seen. */
    static boolean covers(String pattern, String target) {
        return pattern.equals(PatternText.plain(pattern))
                && pattern.indexOf('?') < 0
                && Wildcards.matches(pattern, target);
    }
}
