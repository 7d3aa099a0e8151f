package io.muster.estate.privilege;

import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a policy that may hold wildcards and policy variables. What a variable stands for is literal, wildcards in it included.
 *
 * @param variables whether {@code ${...}} has a meaning: not so in documents of the version 2008-10-17, which is also that of a
 *     document without one
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM User Guide, variables</a>
 */
record PatternText(String text, boolean variables) {

    /** Stand for an asterisk and a question mark that are no wildcards. */
    private static final char STAR = '\uE000';

    private static final char ANY_ONE = '\uE001';

    private static final String BEGIN = "${";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{},]*)(?:,\\s*'([^']*)')?\\s*}");

    /** More combinations of what variables may stand for are taken for unknown. */
    private static final int MOST = 64;

    PatternText(String text, boolean variables) {
        this.text = text;
        this.variables = variables && text.contains(BEGIN);
    }

    /**
     * The patterns that it may come to.
     *
     * @param patterns without one where a variable has no value: the text then matches nothing
     * @param exact    whether it comes to one of these; else they are the widest that is possible
     * @param never    whether it may also come to nothing
     */
    record Resolved(List<String> patterns, boolean exact, boolean never) {

        /** Whether it matches nothing for certain. */
        boolean isNothing() {
            return exact && patterns.isEmpty();
        }

        Certainty matches(String text) {
            boolean any = false;
            boolean all = exact && !never && !patterns.isEmpty();
            for (String pattern : patterns) {
                boolean matches = Wildcards.matches(pattern, text);
                any |= matches;
                all &= matches;
            }
            return all ? Certainty.YES : any ? Certainty.POSSIBLE : Certainty.NO;
        }
    }

    Resolved resolve(Facts facts) {
        return variables ? substituted(facts) : new Resolved(List.of(text), true, false);
    }

    /** Whether a variable in it stands for what no request chooses, and is not known. */
    boolean hangsOnGiven(Facts facts) {
        return variables
                && VARIABLE.matcher(text)
                        .results()
                        .anyMatch(
                                variable -> fact(variable.group(1), null, facts).given());
    }

    /** What looks like a variable and is none stands for anything: AWS does not say what it means. */
    private Resolved substituted(Facts facts) {
        List<StringBuilder> results = new ArrayList<>(List.of(new StringBuilder()));
        boolean exact = true;
        boolean never = false;
        Matcher matcher = VARIABLE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            append(results, literally(text.substring(from, matcher.start())));
            from = matcher.end();
            Fact fact = fact(matcher.group(1), matcher.group(2), facts);
            List<String> values = fact.alternatives().stream()
                    .filter(alternative -> alternative.size() == 1)
                    .map(alternative -> literal(alternative.get(0)))
                    .toList();
            never |= values.size() < fact.alternatives().size();
            boolean unknown = !fact.known() || values.size() * results.size() > MOST;
            exact &= !unknown;
            results = unknown ? append(results, "*") : each(results, values);
        }
        append(results, literally(text.substring(from)));
        exact &= !VARIABLE.matcher(text).replaceAll(" ").contains(BEGIN);
        return new Resolved(results.stream().map(StringBuilder::toString).toList(), exact, never);
    }

    private static String literally(String part) {
        int begin = part.indexOf(BEGIN);
        return begin < 0 ? part : part.substring(0, begin) + "*";
    }

    private static Fact fact(String name, @Nullable String otherwise, Facts facts) {
        if (name.length() == 1 && "*?$".contains(name)) {
            return Fact.of(name);
        }
        Fact fact = facts.of(name.strip().toLowerCase(Locale.ROOT));
        return otherwise == null
                ? fact
                : new Fact(fact.alternatives().stream()
                        .map(values -> values.isEmpty() ? List.of(otherwise) : values)
                        .toList());
    }

    private static List<StringBuilder> append(List<StringBuilder> results, String more) {
        results.forEach(result -> result.append(more));
        return results;
    }

    private static List<StringBuilder> each(List<StringBuilder> results, List<String> values) {
        List<StringBuilder> all = new ArrayList<>();
        results.forEach(result -> values.forEach(value -> all.add(new StringBuilder(result).append(value))));
        return all;
    }

    /** A text in which no wildcard has a meaning. */
    static String literal(String text) {
        return text.replace('*', STAR).replace('?', ANY_ONE);
    }

    /** The literal text of which an exact pattern was made. */
    static String plain(String text) {
        return text.replace(STAR, '*').replace(ANY_ONE, '?');
    }

    static boolean matches(char pattern, char text) {
        return pattern == text || (pattern == STAR && text == '*') || (pattern == ANY_ONE && text == '?');
    }
}
