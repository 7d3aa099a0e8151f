package io.muster.rule.own;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the instructions of a regular expression of RE2, about. Counted repetitions are written out, so that
 * {@code ((a{100}){100}){100}} has a million of them; RE2 itself refuses such an expression, its Java edition compiles it.
 */
final class RepeatedPattern {

    /** The most instructions of an expression. */
    static final int MOST = 10_000;

    private static final Pattern TIMES = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
    private static final Pattern CLASS =
            Pattern.compile("\\[\\^?]?(?:\\\\.|\\[:[^\\]]*:]|[^\\]\\\\])*+]", Pattern.DOTALL);
    private static final Pattern ESCAPED =
            Pattern.compile("\\\\(?:Q.*?(?:\\\\E|\\z)|[pPx]\\{[^}]*}|.)", Pattern.DOTALL);

    /** A group that is open: its instructions, and those of its last part. */
    private static final class Group {
        private double all = 1;
        private double last;

        private void add(double part) {
            all += part;
            last = part;
        }

        private void repeat(double times) {
            all += last * (Math.max(1, times) - 1);
            last *= Math.max(1, times);
        }
    }

    private final String text;
    private final Deque<Group> open = new ArrayDeque<>();
    private int at;

    private RepeatedPattern(String text) {
        this.text = text;
        open.push(new Group());
    }

    /** Whether the expression has no more than {@link #MOST} instructions; an invalid one is left to RE2. */
    static boolean isBounded(String text) {
        return new RepeatedPattern(text).size() <= MOST;
    }

    private double size() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '(' -> {
                    open.push(new Group());
                    at++;
                }
                case ')' -> close();
                case '{' -> repeat();
                case '[' -> skip(CLASS);
                case '\\' -> skip(ESCAPED);
                default -> {
                    open.element().add(1);
                    at++;
                }
            }
        }
        return open.stream().mapToDouble(group -> group.all).sum();
    }

    private void close() {
        double closed = open.element().all;
        if (open.size() > 1) {
            open.pop();
        }
        open.element().add(closed);
        at++;
    }

    private void repeat() {
        Matcher times = TIMES.matcher(text).region(at, text.length());
        if (times.lookingAt()) {
            double least = Integer.parseInt(times.group(1));
            boolean bounded = times.group(2) != null && !times.group(2).isEmpty();
            open.element().repeat(bounded ? Integer.parseInt(times.group(2)) : least + 1);
            at = times.end();
        } else {
            open.element().add(1);
            at++;
        }
    }

    private void skip(Pattern part) {
        Matcher skipped = part.matcher(text).region(at, text.length());
        open.element().add(1);
        at = skipped.lookingAt() ? skipped.end() : at + 1;
    }
}
