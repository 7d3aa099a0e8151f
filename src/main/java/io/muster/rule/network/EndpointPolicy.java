package io.muster.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** Never fails: what is no policy is undecided. */
    static EndpointPolicy of(JsonNode policy) {
        List<JsonNode> statements = elements(policy.path("Statement"));
        if (!policy.isObject() || statements.isEmpty()) {
            return UNDECIDED;
        }
        boolean guarded = statements.stream().anyMatch(one -> has(one, "Deny") && perimeter(one));
        List<JsonNode> open = statements.stream()
                .filter(one -> has(one, "Allow") && admitsAll(one) && !perimeter(one))
                .toList();
        if (guarded || open.isEmpty()) {
            return LIMITED;
        }
        return open.stream().anyMatch(one -> one.path("Condition").isEmpty()) ? OPEN : UNDECIDED;
    }

    private static boolean has(JsonNode statement, String effect) {
        return effect.equals(statement.path("Effect").asText());
    }

    /** A statement by exception ({@code NotAction}) admits all the rest. */
    private static boolean admitsAll(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return (statement.has("NotPrincipal") || everything(principal) || everything(principal.path("AWS")))
                && (statement.has("NotAction") || everything(statement.path("Action")))
                && (statement.has("NotResource") || everything(statement.path("Resource")));
    }

    private static boolean everything(JsonNode values) {
        return elements(values).stream().anyMatch(value -> EVERYTHING.equals(value.asText()));
    }

    private static boolean perimeter(JsonNode statement) {
        return statement.path("Condition").properties().stream()
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
