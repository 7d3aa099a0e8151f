package io.muster.estate.privilege;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The {@code Action} or {@code Resource} element of a statement, or its negation {@code NotAction} or
 * {@code NotResource}: everything but what is named, including what AWS has not made yet.
 */
record Patterns(List<PatternText> texts, boolean negated) {

    /** The colons of a whole ARN that part its six fields. */
    private static final int SEPARATORS = 5;

    /** The name of a key has a colon of its own. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private static Patterns of(List<String> values, boolean negated, boolean variables) {
        return new Patterns(
                values.stream().map(value -> new PatternText(value, variables)).toList(), negated);
    }

    /**
     * Those of resources: what is missing of an ARN is anything.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns">IAM User Guide, IAM ARNs,
     *     incomplete ARNs</a>
     */
    static Patterns ofResources(List<String> values, boolean negated, boolean variables) {
        return of(values.stream().map(Patterns::completed).toList(), negated, variables);
    }

    private static String completed(String resource) {
        if (!resource.startsWith("arn:")) {
            return resource;
        }
        int separators =
                VARIABLE.matcher(resource).replaceAll("").replaceAll("[^:]", "").length();
        return resource + ":*".repeat(Math.max(0, SEPARATORS - separators));
    }

    /** Patterns of actions, which hold no variables, and whose case does not count. */
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

    /** Whether actions of the service are named by its own prefix. */
    boolean names(String service) {
        return !negated && texts.stream().anyMatch(pattern -> pattern.text().startsWith(service + ":"));
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

    /** Whether a resource is meant, or may be by what no request chooses. */
    boolean mayMatchHoweverAsked(String arn, Facts facts) {
        return switch (matchesResource(arn, facts)) {
            case NO -> false;
            case YES -> true;
            case POSSIBLE ->
                texts.stream()
                        .anyMatch(text ->
                                text.hangsOnGiven(facts) && text.resolve(facts).matches(arn) != Certainty.NO);
        };
    }

    /** Whether some resource that the target means may be meant. Patterns that together are all of it are not seen. */
    boolean meetSomeOf(String target, Facts facts) {
        List<String> resolved = texts.stream()
                .flatMap(text -> text.resolve(facts).patterns().stream())
                .toList();
        return negated
                ? resolved.stream().noneMatch(pattern -> Overlap.covers(pattern, target))
                : resolved.stream().anyMatch(pattern -> Overlap.meets(target, pattern, false));
    }
}
