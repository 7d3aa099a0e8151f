package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A policy as the IAM User Guide's grammar of the JSON policy language has it, of an identity or, with principals, of a resource.
 *
 * @param name       its name or ARN
 * @param statements none where the document could not be read or does not follow the grammar
 * @param readable   whether the statements are all of it
 * @param services   the services whose actions are named by a plain prefix; empty where a statement may mean any service's
 */
record Policy(String name, List<Statement> statements, boolean readable, Optional<Set<String>> services) {

    private static final String ALLOW = "Allow";
    private static final String WITH_VARIABLES = "2012-10-17";
    private static final Set<String> EFFECTS = Set.of(ALLOW, "Deny");

    /** Never fails: a document that is missing or makes no sense is one that says something unknown. */
    static Policy of(String name, JsonNode document) {
        List<JsonNode> written = document == null ? List.of() : elements(document.get("Statement"));
        boolean variables =
                document != null && document.path("Version").asText().equals(WITH_VARIABLES);
        List<Statement> statements = new ArrayList<>(written.size());
        for (JsonNode node : written) {
            statement(name, statements.size() + 1, node, variables).ifPresent(statements::add);
        }
        boolean readable = !written.isEmpty() && statements.size() == written.size();
        return new Policy(name, readable ? List.copyOf(statements) : List.of(), readable, services(statements));
    }

    private static Optional<Statement> statement(String policy, int number, JsonNode node, boolean variables) {
        String effect = node.path("Effect").asText();
        JsonNode principal = node.has("Principal")
                ? node.get("Principal")
                : node.has("NotPrincipal") ? node : MissingNode.getInstance();
        Optional<List<String>> actions = texts(node, "Action", "NotAction");
        Optional<List<String>> resources = texts(node, "Resource", "NotResource");
        if (resources.isEmpty() && !principal.isMissingNode() && !node.has("Resource")) {
            // a policy of a role speaks of the role
            resources = Optional.of(List.of("*"));
        }
        if (!EFFECTS.contains(effect) || actions.isEmpty() || resources.isEmpty()) {
            return Optional.empty();
        }
        String position = node.path("Sid").asText(String.valueOf(number));
        return Optional.of(new Statement(
                policy,
                position.isEmpty() ? String.valueOf(number) : position,
                effect.equals(ALLOW),
                Patterns.ofActions(actions.get(), !node.has("Action")),
                Patterns.of(resources.get(), !node.has("Resource") && node.has("NotResource"), variables),
                Conditions.of(node.get("Condition"), variables),
                principal));
    }

    private static Optional<List<String>> texts(JsonNode statement, String element, String negation) {
        List<JsonNode> values = elements(statement.get(statement.has(element) ? element : negation));
        return values.isEmpty() || !values.stream().allMatch(JsonNode::isTextual)
                ? Optional.empty()
                : Optional.of(values.stream().map(JsonNode::asText).toList());
    }

    /** Where the grammar has a list, one element may stand for itself. */
    static List<JsonNode> elements(JsonNode node) {
        if (node == null) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    private static Optional<Set<String>> services(List<Statement> statements) {
        Set<String> services = new HashSet<>();
        for (Statement statement : statements) {
            for (String pattern : statement.actions().values()) {
                String service = pattern.substring(0, Math.max(0, pattern.indexOf(':')));
                if (statement.actions().negated()
                        || service.isEmpty()
                        || service.contains("*")
                        || service.contains("?")) {
                    return Optional.empty();
                }
                services.add(service);
            }
        }
        return Optional.of(Set.copyOf(services));
    }

    /** Whether it may name actions of the service. */
    boolean names(String service) {
        return services.isEmpty() || services.get().contains(service);
    }

    /** Whether it allows some action of the service on something; what it denies under a condition counts as allowed. */
    boolean allowsSomeOf(String service) {
        return names(service)
                && statements.stream()
                        .anyMatch(statement ->
                                statement.allow() && statement.actions().matchesSomeOf(service))
                && statements.stream().noneMatch(statement -> statement.deniesAllOf(service));
    }

    /** The statements, of both effects, that name the action, which is in lower case. */
    List<Statement> about(String action) {
        return names(action.substring(0, Math.max(0, action.indexOf(':'))))
                ? statements.stream()
                        .filter(statement -> statement.actions().matchesAction(action))
                        .toList()
                : List.of();
    }
}
