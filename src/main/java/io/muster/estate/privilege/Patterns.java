package io.muster.estate.privilege;

import java.util.List;
import java.util.Locale;

/**
 * The {@code Action} or {@code Resource} element of a statement, or its negation {@code NotAction} or
 * {@code NotResource}: everything but what is named, including what AWS has not made yet.
 */
record Patterns(List<PatternText> texts, boolean negated) {

    static Patterns of(List<String> values, boolean negated, boolean variables) {
        return new Patterns(
                values.stream().map(value -> new PatternText(value, variables)).toList(), negated);
    }

    /** Those of actions: they hold no variables, and case does not count. */
    static Patterns ofActions(List<String> values, boolean negated) {
        return of(values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList(), negated, false);
    }

    List<String> values() {
        return texts.stream().map(PatternText::text).toList();
    }

    /** Whether an action is meant, written in lower case. */
    boolean matchesAction(String action) {
        for (PatternText pattern : texts) {
            if (Wildcards.matches(pattern.text(), action)) {
                return !negated;
            }
        }
        return negated;
    }

    /** Whether some action of a service is meant, by the prefix of its actions. Names that together are all of them are not seen. */
    boolean matchesSomeOf(String service) {
        return negated ? !namesAllOf(service) : namesSomeOf(service);
    }

    /** Whether every action of a service is meant. Names that together are all of them are not seen. */
    boolean matchesAllOf(String service) {
        return negated ? !namesSomeOf(service) : namesAllOf(service);
    }

    private boolean namesSomeOf(String service) {
        return texts.stream().anyMatch(pattern -> Overlap.meets(service + ":*", pattern.text(), false));
    }

    private boolean namesAllOf(String service) {
        return texts.stream().anyMatch(pattern -> Overlap.covers(pattern.text(), service + ":*"));
    }

    /** Whether a resource is meant; possibly so where that hangs on a policy variable. */
    Certainty matchesResource(String arn, Facts facts) {
        Certainty named = Certainty.NO;
        for (PatternText pattern : texts) {
            named = named.or(
                    pattern.variables()
                            ? pattern.resolve(facts).matches(arn)
                            : Certainty.certainly(Wildcards.matches(/* pattern= */ pattern.text(), /* text= */ arn)));
        }
        return negated ? named.not() : named;
    }
}
