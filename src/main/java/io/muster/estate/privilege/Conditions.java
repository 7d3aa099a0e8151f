package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a statement's conditions hold for the session of an instance's role.
 *
 * <p>Only what cannot change is decided: such a session never was authenticated with MFA. Every other key depends on
 * the request, so its condition possibly holds.
 */
final class Conditions {

    private static final String MFA = "aws:multifactorauthpresent";

    private Conditions() {}

    /** @param condition the statement's {@code Condition} element: all of it must hold; null where it has none */
    static Certainty hold(JsonNode condition) {
        if (condition == null) {
            return Certainty.YES;
        }
        return condition.isObject()
                ? condition.properties().stream()
                        .map(operator -> holds(operator.getKey().toLowerCase(Locale.ROOT), operator.getValue()))
                        .reduce(Certainty.YES, Certainty::and)
                : Certainty.POSSIBLE;
    }

    private static Certainty holds(String operator, JsonNode keys) {
        return keys.isObject()
                ? keys.properties().stream().map(key -> holds(operator, key)).reduce(Certainty.YES, Certainty::and)
                : Certainty.POSSIBLE;
    }

    /** The key is absent from the session, or false: AWS documents both, and only {@code IfExists} treats them alike. */
    private static Certainty holds(String operator, Map.Entry<String, JsonNode> key) {
        if (!key.getKey().toLowerCase(Locale.ROOT).equals(MFA)) {
            return Certainty.POSSIBLE;
        }
        boolean wanted = key.getValue().asText().equalsIgnoreCase("true");
        if (operator.equals("bool") && wanted) {
            return Certainty.NO;
        }
        return operator.equals("boolifexists") && !wanted ? Certainty.YES : Certainty.POSSIBLE;
    }
}
