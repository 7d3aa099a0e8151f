package io.muster.estate.privilege;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of a statement's conditions.
 *
 * @param operator empty where it is none that AWS documents
 * @param key      in lower case
 */
record Condition(
        Quantifier quantifier,
        Optional<Operator> operator,
        boolean negated,
        boolean ifExists,
        String key,
        List<PatternText> patterns) {

    /** Over the values of a key that has several. */
    enum Quantifier {
        NONE,
        ANY,
        ALL
    }

    private static final String ANY = "foranyvalue:";
    private static final String ALL = "forallvalues:";
    private static final String IF_EXISTS = "ifexists";

    static Condition of(String operator, String key, List<PatternText> patterns) {
        String name = operator.toLowerCase(Locale.ROOT).strip();
        Quantifier quantifier =
                name.startsWith(ANY) ? Quantifier.ANY : name.startsWith(ALL) ? Quantifier.ALL : Quantifier.NONE;
        name = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
        boolean ifExists = name.endsWith(IF_EXISTS);
        name = ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
        Optional<Operator> plain = Operator.named(name);
        boolean ofKey = plain.equals(Optional.of(Operator.NULL));
        boolean negated = plain.isEmpty();
        return new Condition(
                quantifier,
                // Null has no such form, see the IAM User Guide, condition operators, "...IfExists"
                ofKey && ifExists ? Optional.empty() : negated ? Operator.negatedBy(name) : plain,
                negated,
                ifExists,
                key.toLowerCase(Locale.ROOT),
                patterns);
    }

    Certainty hold(Facts facts) {
        if (operator.isEmpty() || patterns.isEmpty() || !takesVariables()) {
            return Certainty.POSSIBLE;
        }
        Fact fact = facts.of(key);
        if (!fact.known()) {
            return fact.some().map(some -> ofSome(some, facts)).orElseGet(() -> ofUnknown(facts));
        }
        List<Certainty> each = fact.alternatives().stream()
                .map(values -> hold(values, facts))
                .distinct()
                .toList();
        return each.size() == 1 ? each.get(0) : Certainty.POSSIBLE;
    }

    /** Whether it holds, or may do so by what no request chooses. */
    boolean mayHoldHoweverAsked(Facts facts) {
        return switch (hold(facts)) {
            case NO -> false;
            case YES -> true;
            case POSSIBLE ->
                facts.of(key).given() || patterns.stream().anyMatch(pattern -> pattern.hangsOnGiven(facts));
        };
    }

    private boolean takesVariables() {
        return operator.get().takesVariables() || patterns.stream().noneMatch(PatternText::variables);
    }

    /** The verdict that holds for every value, and for an absent one as well. */
    private Certainty ofUnknown(Facts facts) {
        Certainty present = operator.get() == Operator.NULL ? ofPresence(true, facts) : ofAnyValue(facts);
        return present == hold(List.of(), facts) ? present : Certainty.POSSIBLE;
    }

    /** Nothing is equal to a variable without a value, or like it: see the IAM User Guide, variables, "Policy variables with no value". */
    private Certainty ofAnyValue(Facts facts) {
        boolean takesNone =
                patterns.stream().allMatch(pattern -> pattern.resolve(facts).isNothing());
        boolean takesAll = operator.get() == Operator.STRING_LIKE
                && patterns.stream().anyMatch(pattern -> pattern.text().matches("\\*+"));
        Certainty named = takesNone ? Certainty.NO : takesAll ? Certainty.YES : Certainty.POSSIBLE;
        return negated ? named.not() : named;
    }

    private Certainty ofSome(Fact.Some some, Facts facts) {
        if (operator.get() == Operator.NULL) {
            return ofPresence(true, facts);
        }
        Certainty named = patterns.stream()
                .map(pattern -> pattern.resolve(facts))
                .map(resolved -> holdsForSome(some, resolved))
                .reduce(Certainty.NO, Certainty::or);
        return negated ? named.not() : named;
    }

    private Certainty holdsForSome(Fact.Some some, PatternText.Resolved resolved) {
        if (resolved.isNothing()) {
            return Certainty.NO;
        }
        return resolved.exact() && resolved.patterns().size() == 1
                ? operator.get().holdsForSome(some, resolved.patterns().get(0))
                : Certainty.POSSIBLE;
    }

    private Certainty hold(List<String> values, Facts facts) {
        if (operator.get() == Operator.NULL) {
            return ofPresence(!values.isEmpty(), facts);
        }
        if (values.isEmpty()) {
            boolean holds = ifExists || quantifier == Quantifier.ALL || (negated && quantifier == Quantifier.NONE);
            return Certainty.certainly(holds);
        }
        List<Certainty> each =
                values.stream().map(value -> holdsFor(value, facts)).toList();
        return switch (quantifier) {
            case ANY -> each.stream().reduce(Certainty.NO, Certainty::or);
            case ALL -> each.stream().reduce(Certainty.YES, Certainty::and);
            // AWS does not say what several values mean to an operator for one
            case NONE -> each.stream().distinct().count() == 1 ? each.get(0) : Certainty.POSSIBLE;
        };
    }

    /**
     * Whether {@code Null} holds: over all or any values of a key, each of which is there, it speaks of none where the key is absent.
     *
     * @see <a href="https://github.com/nccgroup/PMapper/blob/master/tests/test_local_policy_simulation.py">PMapper's tests, which were compared with
     *     AWS's simulator</a>
     */
    private Certainty ofPresence(boolean present, Facts facts) {
        return present || quantifier == Quantifier.NONE
                ? holdsFor(String.valueOf(!present), facts)
                : Certainty.certainly(quantifier == Quantifier.ALL);
    }

    /** Whether what cannot be compared is unlike what it is compared with AWS does not say. */
    private Certainty holdsFor(String value, Facts facts) {
        if (negated && !operator.get().reads(value)) {
            return Certainty.POSSIBLE;
        }
        Certainty named = patterns.stream()
                .map(pattern -> holdsFor(value, pattern.resolve(facts)))
                .reduce(Certainty.NO, Certainty::or);
        return negated ? named.not() : named;
    }

    private Certainty holdsFor(String value, PatternText.Resolved resolved) {
        if (!resolved.exact() || !resolved.patterns().stream().allMatch(operator.get()::reads)) {
            return Certainty.POSSIBLE;
        }
        List<Boolean> each = resolved.patterns().stream()
                .map(pattern -> operator.get().holds(value, pattern))
                .distinct()
                .toList();
        if (each.isEmpty() || (each.size() == 1 && !each.get(0))) {
            return Certainty.NO;
        }
        return each.size() == 1 && !resolved.never() ? Certainty.YES : Certainty.POSSIBLE;
    }
}
