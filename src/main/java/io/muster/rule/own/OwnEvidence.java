package io.muster.rule.own;

import io.muster.estate.NotRead;
import io.muster.rule.own.Expression.Undecided;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evidence of a failure: values of expressions by the names that the rule gives them. */
record OwnEvidence(Map<String, Expression> expressions) {

    /** The known facts, as JSON values. */
    Map<String, Object> of(Map<String, Object> resource, Instant now) {
        Map<String, Object> facts = new LinkedHashMap<>();
        expressions.forEach(
                (name, expression) -> known(expression, resource, now).ifPresent(value -> facts.put(name, value)));
        return facts;
    }

    static Optional<Object> known(Expression expression, Map<String, Object> resource, Instant now) {
        try {
            return Optional.of(json(expression.value(resource, now)));
        } catch (Undecided | NotRead unknown) {
            return Optional.empty();
        }
    }

    private static Object json(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), json(entry)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(OwnEvidence::json).toList();
        }
        return value instanceof Instant || value instanceof Duration || !isJson(value) ? value.toString() : value;
    }

    private static boolean isJson(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean;
    }
}
