package io.muster.estate.privilege;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The {@code Action} or {@code Resource} element of a statement, or its negation {@code NotAction} or
 * {@code NotResource}: everything but what is named, including what AWS has not made yet.
 */
record Patterns(List<String> values, boolean negated) {

    /** A policy variable: its value is known only when a request is made. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    /** Whether an action is meant; case does not count in actions. */
    Certainty matchesAction(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        boolean named = values.stream().anyMatch(value -> Wildcards.matches(value.toLowerCase(Locale.ROOT), lower));
        return Certainty.certainly(named != negated);
    }

    /** Whether a resource is meant; possibly so where that hangs on a policy variable. */
    Certainty matchesResource(String arn) {
        Certainty named =
                values.stream().map(value -> matchesResource(value, arn)).reduce(Certainty.NO, Certainty::or);
        return negated ? not(named) : named;
    }

    private static Certainty matchesResource(String value, String arn) {
        if (!value.contains("${")) {
            return Certainty.certainly(Wildcards.matches(value, arn));
        }
        boolean atWorst = Wildcards.matches(VARIABLE.matcher(value).replaceAll("*"), arn);
        return atWorst ? Certainty.POSSIBLE : Certainty.NO;
    }

    private static Certainty not(Certainty certainty) {
        return switch (certainty) {
            case NO -> Certainty.YES;
            case POSSIBLE -> Certainty.POSSIBLE;
            case YES -> Certainty.NO;
        };
    }
}
