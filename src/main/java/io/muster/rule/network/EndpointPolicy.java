package io.muster.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * How far the policy of a VPC endpoint limits who may do what through it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html">Data perimeters</a>
 */
enum EndpointPolicy {
    /** Everybody may do everything with every resource. */
    OPEN,
    /** No statement says so, or one says so for own identities or resources alone. */
    LIMITED,
    /** Only under conditions of which it is not known whom they keep out, or the text is no policy. */
    UNDECIDED;

    /** The keys of a request that tell own identities and resources from foreign ones, in lower case. */
    private static final Set<String> PERIMETER = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:resourceaccount",
            "s3:resourceaccount");

    private static final String EVERYTHING = "*";

    /** All actions, or all of one service. */
    private static final Pattern SERVICE = Pattern.compile("\\*|[a-z0-9-]+:\\*", Pattern.CASE_INSENSITIVE);

    /** Never fails: what is no policy is undecided. */
    static EndpointPolicy of(JsonNode policy) {
        List<JsonNode> statements = elements(policy.path("Statement"));
        if (!policy.isObject() || statements.isEmpty()) {
            return UNDECIDED;
        }
        List<JsonNode> guards = statements.stream()
                .filter(one -> has(one, "Deny") && perimeter(one, EndpointPolicy::keepsOutOthers))
                .toList();
        List<JsonNode> open = statements.stream()
                .filter(one -> has(one, "Allow") && admitsAll(one) && !perimeter(one, EndpointPolicy::names))
                .toList();
        if (open.isEmpty() || guards.stream().anyMatch(EndpointPolicy::ofEveryAction)) {
            return LIMITED;
        }
        return guards.isEmpty()
                        && open.stream().anyMatch(one -> one.path("Condition").isEmpty())
                ? OPEN
                : UNDECIDED;
    }

    private static boolean has(JsonNode statement, String effect) {
        return effect.equals(statement.path("Effect").asText());
    }

    /** A statement by exception ({@code NotAction}) admits all the rest. */
    private static boolean admitsAll(JsonNode statement) {
        return (statement.has("NotPrincipal") || everybody(statement))
                && (statement.has("NotAction") || everything(statement.path("Action")))
                && (statement.has("NotResource") || everything(statement.path("Resource")));
    }

    private static boolean everybody(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return everything(principal) || everything(principal.path("AWS"));
    }

    private static boolean everything(JsonNode values) {
        return elements(values).stream().anyMatch(value -> EVERYTHING.equals(value.asText()));
    }

    /** Whether a denial concerns everybody and all of the endpoint's service: one of some actions leaves the others open. */
    private static boolean ofEveryAction(JsonNode denial) {
        return everybody(denial)
                && elements(denial.path("Action")).stream()
                        .anyMatch(action -> SERVICE.matcher(action.asText()).matches())
                && everything(denial.path("Resource"));
    }

    /** A condition that holds for others alone: by a negation, or by the absence of the key. */
    private static boolean keepsOutOthers(String operator) {
        return operator.contains("not") || operator.equals("null");
    }

    private static boolean names(String operator) {
        return !keepsOutOthers(operator);
    }

    private static boolean perimeter(JsonNode statement, Predicate<String> operators) {
        return statement.path("Condition").properties().stream()
                .filter(operator -> operators.test(operator.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(operator -> operator.getValue().properties().stream())
                .anyMatch(key -> PERIMETER.contains(key.getKey().toLowerCase(Locale.ROOT)));
    }

    /** Where the grammar has a list, one element may stand for itself. */
    private static List<JsonNode> elements(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }
}
