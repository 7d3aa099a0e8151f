package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import java.util.Map;

/** Rules at work, with their verdicts in a word: {@code PASS}, {@code FAIL HIGH}, {@code UNKNOWN}, {@code NOT_APPLICABLE}. */
public final class Judging {

    private Judging() {}

    /** What the rule says of the resource in an estate that holds it and the others. */
    public static <T extends Record> String judge(Rule<T> rule, Estates.Made<T> judged, Estates.Made<?>... others) {
        return word(rule.judge(
                judged.resource(), Estates.estate().with(judged).with(others).build()));
    }

    public static <T extends Record> String judge(Rule<T> rule, Estates.Made<T> judged, Estate estate) {
        return word(rule.judge(judged.resource(), estate));
    }

    /** The evidence of a rule that fires. */
    public static <T extends Record> Map<String, Object> evidence(
            Rule<T> rule, Estates.Made<T> judged, Estates.Made<?>... others) {
        Estate estate = Estates.estate().with(judged).with(others).build();
        return ((Verdict.Fail) rule.judge(judged.resource(), estate)).evidence();
    }

    public static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Fail fail) {
            return "FAIL " + fail.severity();
        }
        if (verdict instanceof Verdict.Unknown) {
            return "UNKNOWN";
        }
        return verdict instanceof Verdict.Pass ? "PASS" : "NOT_APPLICABLE";
    }
}
