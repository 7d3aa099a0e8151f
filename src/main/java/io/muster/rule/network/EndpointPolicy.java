package io.muster.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.rule.NarrowingConditions;
import io.muster.rule.PolicyElements;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far the policy of a VPC endpoint limits who may do what through it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html">Data perimeters</a>
 */
enum EndpointPolicy {
    /** All principals may perform all actions on all resources. */
    OPEN,
    /** No statement allows everything, or only for the owner's identities or resources. */
    LIMITED,
    /** Everything is allowed under conditions whose effect is not known, or the text is not a policy. */
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

    /** A denial by these concerns the identities and resources that it names, and no others. */
    private static final Set<String> DIRECT =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

    private static final String EVERYTHING = "*";

    /**
     * Never fails: what is no policy is undecided.
     *
     * @param service the service of the endpoint, as its actions begin
     */
    static EndpointPolicy of(JsonNode policy, String service) {
        List<JsonNode> statements = PolicyElements.of(policy.path("Statement"));
        if (!policy.isObject() || statements.isEmpty()) {
            return UNDECIDED;
        }
        List<JsonNode> open = statements.stream()
                .filter(one -> has(one, "Allow") && admitsAll(one))
                .filter(one -> NarrowingConditions.of(one).noneMatch(PERIMETER::contains))
                .toList();
        if (open.isEmpty() || statements.stream().anyMatch(one -> keepsOutOthers(one, service))) {
            return LIMITED;
        }
        return statements.stream().noneMatch(EndpointPolicy::mayKeepOutOthers)
                        && open.stream().anyMatch(one -> one.path("Condition").isEmpty())
                ? OPEN
                : UNDECIDED;
    }

    private static boolean has(JsonNode statement, String effect) {
        return effect.equals(statement.path("Effect").asText());
    }

    /** A statement by exception ({@code NotAction}) admits all the rest. */
    private static boolean admitsAll(JsonNode statement) {
        return (statement.has("NotPrincipal") || PolicyElements.isEverybody(statement.path("Principal")))
                && (statement.has("NotAction") || everything(statement.path("Action")))
                && (statement.has("NotResource") || everything(statement.path("Resource")));
    }

    private static boolean everything(JsonNode values) {
        return PolicyElements.of(values).stream().anyMatch(value -> EVERYTHING.equals(value.asText()));
    }

    /** Whether it is a denial of all of the endpoint's service for all but own identities or resources: one of some actions leaves the others open. */
    private static boolean keepsOutOthers(JsonNode statement, String service) {
        return has(statement, "Deny")
                && PolicyElements.isEverybody(statement.path("Principal"))
                && PolicyElements.of(statement.path("Action")).stream()
                        .map(JsonNode::asText)
                        .anyMatch(action -> action.equals(EVERYTHING) || action.equalsIgnoreCase(service + ":*"))
                && everything(statement.path("Resource"))
                && NarrowingConditions.holdForOthers(statement, PERIMETER);
    }

    /** Whether it is a denial by a key of the perimeter that does not hold for own identities and resources alone. */
    private static boolean mayKeepOutOthers(JsonNode statement) {
        return has(statement, "Deny")
                && statement.path("Condition").properties().stream()
                        .filter(operator -> !DIRECT.contains(operator.getKey().toLowerCase(Locale.ROOT)))
                        .flatMap(operator -> operator.getValue().properties().stream())
                        .anyMatch(key -> PERIMETER.contains(key.getKey().toLowerCase(Locale.ROOT)));
    }
}
