package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy as the IAM User Guide's grammar of the JSON policy language has it, of an identity or, with principals, of a resource.
 *
 * @param name       its name or ARN
 * @param statements those that follow the grammar and name some action and resource
 * @param readable   whether the statements are all of it
 * @param services   the services whose actions are named by a plain prefix; empty where a statement may mean any service's
 */
record Policy(String name, List<Statement> statements, boolean readable, Optional<Set<String>> services) {

    private static final String ALLOW = "Allow";
    private static final String WITH_VARIABLES = "2012-10-17";
    private static final Set<String> EFFECTS = Set.of(ALLOW, "Deny");
    private static final Set<String> NEGATED = Set.of("Principal", "Action", "Resource");
    /** Of a statement. */
    static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    /** Never fails: a document that is missing or makes no sense is one that says something unknown. */
    static Policy of(String name, JsonNode document) {
        return of(name, document, node -> true);
    }

    /**
     * As {@link #of}, of a KMS key: a statement without an {@code Action} or a {@code Resource} has no effect, and KMS takes it nonetheless.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">KMS API Reference, PutKeyPolicy</a>
     */
    static Policy ofKey(String name, JsonNode document) {
        return of(name, document, Policy::hasEffectOnKey);
    }

    private static Policy of(String name, JsonNode document, Predicate<JsonNode> hasEffect) {
        List<JsonNode> written = document == null ? List.of() : elements(document.get("Statement"));
        boolean variables =
                document != null && document.path("Version").asText().equals(WITH_VARIABLES);
        List<Statement> statements = new ArrayList<>(written.size());
        boolean readable = !written.isEmpty();
        for (int number = 1; number <= written.size(); number++) {
            JsonNode node = written.get(number - 1);
            if (hasEffect.test(node)) {
                Optional<Statement> statement = statement(name, number, node, variables);
                statement.ifPresent(statements::add);
                readable &= statement.isPresent() || namesNothing(node);
            }
        }
        return new Policy(name, List.copyOf(statements), readable, services(statements));
    }

    private static boolean hasEffectOnKey(JsonNode node) {
        boolean whole =
                Stream.of("Action", "Resource").allMatch(element -> node.has(element) || node.has("Not" + element));
        return whole || !EFFECTS.contains(node.path("Effect").asText()) || !followsGrammar(node);
    }

    /**
     * Whether the statement has an empty list of actions or resources, by which it says nothing: see the IAM User Guide, IAM policy
     * validation check reference, "Empty array action" and "Empty array resource".
     */
    private static boolean namesNothing(JsonNode node) {
        return Stream.of("Action", "Resource")
                .map(node::path)
                .anyMatch(element -> element.isArray() && element.isEmpty());
    }

    /**
     * The decision of the policy, given that of its readable statements: an unreadable statement may allow or deny
     * anything.
     */
    Certainty whole(Certainty decided) {
        return readable ? decided : Certainty.POSSIBLE;
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
        if (!EFFECTS.contains(effect) || actions.isEmpty() || resources.isEmpty() || !followsGrammar(node)) {
            return Optional.empty();
        }
        String position = node.path("Sid").asText(String.valueOf(number));
        return Optional.of(new Statement(
                policy,
                position.isEmpty() ? String.valueOf(number) : position,
                effect.equals(ALLOW),
                Patterns.ofActions(actions.get(), !node.has("Action")),
                Patterns.ofResources(resources.get(), !node.has("Resource") && node.has("NotResource"), variables),
                Conditions.of(node.get("Condition"), variables),
                principal));
    }

    /** AWS takes no other elements, also not such in another case, and of an element and its negation but one. */
    private static boolean followsGrammar(JsonNode statement) {
        return statement.properties().stream().allMatch(element -> ELEMENTS.contains(element.getKey()))
                && NEGATED.stream().noneMatch(element -> statement.has(element) && statement.has("Not" + element));
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
