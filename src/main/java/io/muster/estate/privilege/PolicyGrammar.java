package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what IAM would refuse a policy document for.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM User Guide, Grammar of the IAM JSON
 *     policy language</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html">IAM User Guide, IAM policy
 *     validation check reference</a>
 */
public final class PolicyGrammar {

    /** What a policy is for. */
    public enum Use {
        /** It says what its role may do. */
        IDENTITY,
        /** It says who may assume its role. */
        TRUST
    }

    /**
     * A fault.
     *
     * @param pointer the JSON pointer to the part at fault
     */
    public record Fault(String pointer, String message) {}

    private static final List<String> VERSIONS = List.of("2012-10-17", "2008-10-17");
    private static final List<String> EFFECTS = List.of("Allow", "Deny");
    private static final Set<String> OF_A_DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated", "CanonicalUser");

    private final Use use;

    @Nullable
    private Fault fault;

    private PolicyGrammar(Use use) {
        this.use = use;
    }

    /**
     * The first fault of the document.
     *
     * @param document an object
     * @return null for none
     */
    @Nullable
    public static Fault of(JsonNode document, Use use) {
        PolicyGrammar grammar = new PolicyGrammar(use);
        grammar.document(document);
        return grammar.fault;
    }

    private void fault(String pointer, String message) {
        if (fault == null) {
            fault = new Fault(pointer, message);
        }
    }

    private void document(JsonNode document) {
        elements(document, "", OF_A_DOCUMENT);
        requireText(document, "", "Id");
        choice(document, "", "Version", VERSIONS);
        JsonNode statements = document.path("Statement");
        if (statements.isMissingNode()) {
            fault("/Statement", "is missing");
        } else if (statements.isArray()) {
            for (int i = 0; i < statements.size(); i++) {
                statement(statements.get(i), "/Statement/" + i);
            }
        } else {
            statement(statements, "/Statement");
        }
    }

    private void statement(JsonNode statement, String at) {
        if (!statement.isObject()) {
            fault(at, "must be a JSON object");
            return;
        }
        elements(statement, at, Policy.ELEMENTS);
        requireText(statement, at, "Sid");
        if (!statement.has("Effect")) {
            fault(at + "/Effect", "is missing");
        }
        choice(statement, at, "Effect", EFFECTS);
        requireOne(statement, at, "Action");
        for (String element : List.of("Action", "NotAction", "Resource", "NotResource")) {
            requireTexts(statement.path(element), at + "/" + element);
        }
        if (use == Use.IDENTITY) {
            requireNone(statement, at, "Principal", "a policy of what a role may do names no principals");
            requireOne(statement, at, "Resource");
        } else {
            requireNone(statement, at, "Resource", "a policy of who may assume a role names no resources");
            requireOne(statement, at, "Principal");
            principal(statement.path("Principal"), at + "/Principal");
            if (statement.has("NotPrincipal")) {
                fault(at + "/NotPrincipal", "IAM takes none in a policy of who may assume a role");
            }
        }
        condition(statement.path("Condition"), at + "/Condition");
    }

    private void elements(JsonNode object, String at, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(at + "/" + escaped(name), "IAM has no such element" + Nearest.suggestion(name, known));
            }
        });
    }

    private void requireText(JsonNode object, String at, String name) {
        if (object.has(name) && !object.path(name).isTextual()) {
            fault(at + "/" + name, "must be a text");
        }
    }

    private void choice(JsonNode object, String at, String name, List<String> choices) {
        requireText(object, at, name);
        String text = object.path(name).asText();
        if (object.has(name) && !choices.contains(text)) {
            fault(at + "/" + name, Texts.quoted(text) + " is none of " + choices + Nearest.suggestion(text, choices));
        }
    }

    private void requireOne(JsonNode statement, String at, String element) {
        boolean negated = statement.has("Not" + element);
        if (statement.has(element) == negated) {
            fault(at + "/" + element, negated ? "must not be there beside Not" + element : "is missing");
        }
    }

    private void requireNone(JsonNode statement, String at, String element, String why) {
        Stream.of(element, "Not" + element)
                .filter(statement::has)
                .forEach(name -> fault(at + "/" + name, "must not be there: " + why));
    }

    private void principal(JsonNode principal, String at) {
        if (principal.isMissingNode()
                || (principal.isTextual() && principal.textValue().equals("*"))) {
            return;
        }
        if (!principal.isObject()) {
            fault(
                    at,
                    "must be * or a JSON object with some of "
                            + PRINCIPALS.stream().sorted().toList());
            return;
        }
        elements(principal, at, PRINCIPALS);
        principal.properties().forEach(one -> requireTexts(one.getValue(), at + "/" + one.getKey()));
    }

    private void requireTexts(JsonNode value, String at) {
        boolean list = value.isArray();
        for (int i = 0; list && i < value.size(); i++) {
            if (!value.get(i).isTextual()) {
                fault(at + "/" + i, "must be a text");
            }
        }
        if (!list && !value.isTextual() && !value.isMissingNode()) {
            fault(at, "must be a text or a list of texts");
        }
    }

    private void condition(JsonNode condition, String at) {
        if (!condition.isObject() && !condition.isMissingNode()) {
            fault(at, "must be a JSON object");
        }
        condition.properties().forEach(operator -> {
            String within = at + "/" + escaped(operator.getKey());
            if (!operator.getValue().isObject()) {
                fault(within, "must be a JSON object");
            }
            operator.getValue()
                    .properties()
                    .forEach(key -> values(key.getValue(), within + "/" + escaped(key.getKey())));
        });
    }

    private void values(JsonNode value, String at) {
        boolean list = value.isArray();
        for (int i = 0; list && i < value.size(); i++) {
            if (!isPlain(value.get(i))) {
                fault(at + "/" + i, "must be a text, a number, true or false");
            }
        }
        if (!list && !isPlain(value)) {
            fault(at, "must be a text, a number, true or false, or a list of such");
        }
    }

    private static boolean isPlain(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isBoolean();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
