package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An identity-based policy as the IAM User Guide's grammar of the JSON policy language has it.
 *
 * @param name       its name or ARN
 * @param statements none where the document could not be read or does not follow the grammar
 * @param readable   whether the statements are all of it
 */
record Policy(String name, List<Statement> statements, boolean readable) {

    private static final String ALLOW = "Allow";
    private static final Set<String> EFFECTS = Set.of(ALLOW, "Deny");

    /** Never fails: a document that is missing or makes no sense is one that says something unknown. */
    static Policy of(String name, JsonNode document) {
        List<JsonNode> written = document == null ? List.of() : elements(document.get("Statement"));
        List<Statement> statements = new ArrayList<>(written.size());
        for (JsonNode node : written) {
            statement(name, statements.size() + 1, node).ifPresent(statements::add);
        }
        boolean readable = !written.isEmpty() && statements.size() == written.size();
        return new Policy(name, readable ? List.copyOf(statements) : List.of(), readable);
    }

    private static Optional<Statement> statement(String policy, int number, JsonNode node) {
        String effect = node.path("Effect").asText();
        Optional<Patterns> actions = patterns(node, "Action", "NotAction");
        Optional<Patterns> resources = patterns(node, "Resource", "NotResource");
        if (!EFFECTS.contains(effect) || actions.isEmpty() || resources.isEmpty()) {
            return Optional.empty();
        }
        String position = node.path("Sid").asText(String.valueOf(number));
        return Optional.of(new Statement(
                policy,
                position.isEmpty() ? String.valueOf(number) : position,
                effect.equals(ALLOW),
                actions.get(),
                resources.get(),
                Conditions.hold(node.get("Condition"))));
    }

    private static Optional<Patterns> patterns(JsonNode statement, String element, String negation) {
        boolean negated = !statement.has(element);
        List<JsonNode> values = elements(statement.get(negated ? negation : element));
        return values.isEmpty() || !values.stream().allMatch(JsonNode::isTextual)
                ? Optional.empty()
                : Optional.of(new Patterns(values.stream().map(JsonNode::asText).toList(), negated));
    }

    /** Where the grammar has a list, one element may stand for itself. */
    private static List<JsonNode> elements(JsonNode node) {
        if (node == null) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    /** Whether some statement of the effect speaks of the request; what cannot be read possibly does. */
    Certainty says(boolean allow, String action, String resource) {
        Certainty said = applying(allow, action, resource)
                .map(statement -> statement.appliesTo(action, resource))
                .reduce(Certainty.NO, Certainty::or);
        return readable ? said : Certainty.POSSIBLE;
    }

    /** The statements of the effect that, at least possibly, speak of the request. */
    Stream<Statement> applying(boolean allow, String action, String resource) {
        return statements.stream()
                .filter(statement -> statement.allow() == allow)
                .filter(statement -> statement.appliesTo(action, resource) != Certainty.NO);
    }
}
