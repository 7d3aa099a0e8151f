package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A statement's conditions: all of them must hold.
 *
 * @param readable whether they follow the grammar; else whether they hold is not known
 */
record Conditions(List<Condition> all, boolean readable) {

    static final Conditions NONE = new Conditions(List.of(), true);

    /** @param element the statement's {@code Condition}; null where it has none */
    static Conditions of(JsonNode element, boolean variables) {
        if (element == null) {
            return NONE;
        }
        if (!element.isObject()) {
            return new Conditions(List.of(), false);
        }
        List<Condition> all = new ArrayList<>();
        boolean readable = true;
        for (var operator : element.properties()) {
            readable &= operator.getValue().isObject();
            for (var key : operator.getValue().properties()) {
                if (Policy.elements(key.getValue()).stream().allMatch(Conditions::isValue)) {
                    all.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue(), variables)));
                } else {
                    readable = false;
                }
            }
        }
        return new Conditions(List.copyOf(all), readable);
    }

    private static boolean isValue(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    private static List<PatternText> texts(JsonNode values, boolean variables) {
        return values.isArray()
                ? StreamSupport.stream(values.spliterator(), false)
                        .map(value -> new PatternText(value.asText(), variables))
                        .toList()
                : List.of(new PatternText(values.asText(), variables));
    }

    Certainty hold(Facts facts) {
        Certainty hold = readable ? Certainty.YES : Certainty.POSSIBLE;
        for (Condition condition : all) {
            hold = hold.and(condition.hold(facts));
        }
        return hold;
    }

    /** Whether they hold, or may do so by what no request chooses. */
    boolean mayHoldHoweverAsked(Facts facts) {
        return readable && all.stream().allMatch(condition -> condition.mayHoldHoweverAsked(facts));
    }

    boolean areNone() {
        return all.isEmpty() && readable;
    }

    /** The keys that they ask for, in lower case. */
    List<String> keys() {
        return all.stream().map(Condition::key).distinct().toList();
    }
}
