package io.muster.rule.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.rule.NarrowingConditions;
import io.muster.rule.PolicyElements;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final String ALL_ACTIONS = ":*";

    private static final Set<String> BY_NAME = Set.of("s3", "dynamodb");

    /** All resources of a service, of any region and account, as {@code arn:aws:s3:::*}. */
    private static final Pattern ALL_OF_SERVICE = Pattern.compile("arn:[^:]+:([^:]+):\\*?:\\*?:\\*");

    /**
     * Never fails: what is no policy is undecided.
     *
     * @param names the parts of the name of the endpoint's service, in lower case: with one of them its actions begin, but for some services
     */
    static EndpointPolicy of(JsonNode policy, Set<String> names) {
        List<JsonNode> statements = PolicyElements.of(policy.path("Statement"));
        if (!policy.isObject() || statements.isEmpty()) {
            return UNDECIDED;
        }
        List<JsonNode> wide = statements.stream()
                .filter(one -> has(one, "Allow") && mayAdmitAll(one, names))
                .filter(one -> NarrowingConditions.of(one).noneMatch(PERIMETER::contains))
                .toList();
        if (wide.isEmpty() || statements.stream().anyMatch(one -> keepsOutOthers(one, names))) {
            return LIMITED;
        }
        return statements.stream().noneMatch(EndpointPolicy::mayKeepOutOthers)
                        && wide.stream().anyMatch(one -> one.path("Condition").isEmpty() && admitsAll(one, names))
                ? OPEN
                : UNDECIDED;
    }

    private static boolean has(JsonNode statement, String effect) {
        return effect.equals(statement.path("Effect").asText());
    }

    /** No other service's actions pass the endpoint. A statement by exception ({@code NotAction}) admits all the rest. */
    private static boolean admitsAll(JsonNode statement, Set<String> names) {
        return mayAdmitAll(statement, names)
                && (statement.has("NotAction") || texts(statement, "Action").anyMatch(one -> isAll(one, names)))
                && (statement.has("NotResource")
                        || texts(statement, "Resource").anyMatch(one -> isEveryResource(one, names)));
    }

    /** Whether it admits all that a service has, which is that of the endpoint, or perhaps: not all names of services begin their actions. */
    private static boolean mayAdmitAll(JsonNode statement, Set<String> names) {
        return (statement.has("NotPrincipal") || PolicyElements.isEverybody(statement.path("Principal")))
                && (statement.has("NotAction")
                        || texts(statement, "Action").anyMatch(one -> isAll(one, names) || isAllOfAnother(one, names)))
                && (statement.has("NotResource")
                        || texts(statement, "Resource")
                                .anyMatch(one -> isEveryResource(one, names) || isEveryOfAnother(one, names)));
    }

    private static Stream<String> texts(JsonNode statement, String element) {
        return PolicyElements.of(statement.path(element)).stream().map(JsonNode::asText);
    }

    private static boolean isAll(String action, Set<String> names) {
        return action.equals(EVERYTHING)
                || (action.endsWith(ALL_ACTIONS)
                        && names.contains(service(action).toLowerCase(Locale.ROOT)));
    }

    private static String service(String action) {
        return action.substring(0, action.length() - ALL_ACTIONS.length());
    }

    /** The actions of S3 and DynamoDB, which have gateway endpoints, are known to begin with the name of the service. */
    private static boolean isAllOfAnother(String action, Set<String> names) {
        return action.endsWith(ALL_ACTIONS) && BY_NAME.stream().noneMatch(names::contains);
    }

    private static boolean isEveryResource(String resource, Set<String> names) {
        Matcher all = ALL_OF_SERVICE.matcher(resource);
        return resource.equals(EVERYTHING) || (all.matches() && names.contains(all.group(1)));
    }

    private static boolean isEveryOfAnother(String resource, Set<String> names) {
        return ALL_OF_SERVICE.matcher(resource).matches() && BY_NAME.stream().noneMatch(names::contains);
    }

    /** Whether it is a denial of all of the endpoint's service for all but own identities or resources: one of some actions leaves the others open. */
    private static boolean keepsOutOthers(JsonNode statement, Set<String> names) {
        return has(statement, "Deny")
                && PolicyElements.isEverybody(statement.path("Principal"))
                && texts(statement, "Action").anyMatch(action -> isAll(action, names))
                && texts(statement, "Resource").anyMatch(EVERYTHING::equals)
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
