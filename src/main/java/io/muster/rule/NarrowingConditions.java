package io.muster.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The conditions of a statement that restrict its principals by the values of a key. A condition that also holds where the key is
 * absent restricts nothing: a caller from an account outside any organization has no {@code aws:PrincipalOrgID}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM User
 * Guide, condition operators</a>
 */
public final class NarrowingConditions {

    /** The operators that restrict: without IfExists, ForAllValues and negations. */
    private static final Pattern OPERATOR =
            Pattern.compile("(?:foranyvalue:)?(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like))");

    /** Negated operators also hold where the key is absent, so that a denial with one applies to such requests as well. */
    private static final Pattern NEGATION = Pattern.compile(
            "(?:forallvalues:)?(?:string(?:notequals|notequalsignorecase|notlike)|arn(?:notequals|notlike))(?:ifexists)?");

    /** The key by which denials exempt AWS services, which have no identity in an account. */
    private static final String OF_SERVICES = "aws:principalisawsservice";

    /** An ARN whose account is written out, or that has none, as a bucket's: another pattern names identities of any account. */
    private static final Pattern OF_ONE_ACCOUNT =
            Pattern.compile("arn:[^:*?]*:[^:*?]*:[^:]*:(?:(?:\\d{12}|aws):.*|:[^*?].*)");

    private static final Pattern ANY_OWNER = Pattern.compile("[a-z_]*[*?]|[a-z_]+:[^:/*?]*[*?]");

    /** To the others, an asterisk or a question mark is one. */
    private static final Pattern OF_PATTERNS = Pattern.compile(".*(?:string(?:not)?like|arn(?:not)?(?:equals|like)).*");

    private static final Pattern PATTERN = Pattern.compile("[*?]");
    private static final String ARN = "arn:";

    private NarrowingConditions() {}

    /** The keys, in lower case, whose values all name a principal, account or organization. */
    public static Stream<String> of(JsonNode statement) {
        return of(statement, (key, pattern) -> false);
    }

    /**
     * As {@link #of(JsonNode)}, of keys whose values say less than others.
     *
     * @param ofMany whether a key, in lower case, admits parties of any account by a value with a wildcard
     */
    public static Stream<String> of(JsonNode statement, BiPredicate<String, String> ofMany) {
        return statement.path("Condition").properties().stream()
                .filter(operator -> OPERATOR.matcher(operator.getKey().toLowerCase(Locale.ROOT))
                        .matches())
                .flatMap(operator -> operator.getValue().properties().stream()
                        .filter(key -> names(operator, key))
                        .filter(key -> !isOfPatterns(operator)
                                || patterns(key)
                                        .noneMatch(pattern ->
                                                ofMany.test(key.getKey().toLowerCase(Locale.ROOT), pattern))))
                .map(key -> key.getKey().toLowerCase(Locale.ROOT));
    }

    private static boolean isOfPatterns(Map.Entry<String, JsonNode> operator) {
        return OF_PATTERNS.matcher(operator.getKey().toLowerCase(Locale.ROOT)).matches();
    }

    /** The values with a wildcard. */
    private static Stream<String> patterns(Map.Entry<String, JsonNode> key) {
        return PolicyElements.of(key.getValue()).stream()
                .map(JsonNode::asText)
                .filter(value -> PATTERN.matcher(value).find());
    }

    /**
     * Whether the conditions of a denial hold for all requests except those that the values of one of the keys name. A further
     * condition would exempt more requests.
     *
     * @param keys in lower case
     */
    public static boolean holdForOthers(JsonNode denial, Set<String> keys) {
        List<Map.Entry<String, JsonNode>> operators =
                List.copyOf(denial.path("Condition").properties());
        return operators.stream().anyMatch(NarrowingConditions::negates)
                && operators.stream()
                        .allMatch(operator -> operator.getValue().properties().stream()
                                .allMatch(key -> negates(operator)
                                        ? keys.contains(key.getKey().toLowerCase(Locale.ROOT)) && names(operator, key)
                                        : sparesServices(key)));
    }

    private static boolean sparesServices(Map.Entry<String, JsonNode> key) {
        return OF_SERVICES.equals(key.getKey().toLowerCase(Locale.ROOT))
                && PolicyElements.of(key.getValue()).stream()
                        .allMatch(value -> value.asText().equals("false"));
    }

    private static boolean negates(Map.Entry<String, JsonNode> operator) {
        return NEGATION.matcher(operator.getKey().toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean names(Map.Entry<String, JsonNode> operator, Map.Entry<String, JsonNode> key) {
        return !isOfPatterns(operator) || namesByPatterns(key);
    }

    private static boolean namesByPatterns(Map.Entry<String, JsonNode> key) {
        return PolicyElements.of(key.getValue()).stream()
                .map(JsonNode::asText)
                .noneMatch(value -> open(value)
                        || ofAnyAccount(value)
                        || ofAnyOwner(key.getKey(), value)
                        || ofManyParties(key.getKey().toLowerCase(Locale.ROOT), value));
    }

    /**
     * Whether a condition on the subject of a token admits any owner: the name of the first owner does not end before the first wildcard,
     * as in {@code repo:team*} and {@code repo*}.
     */
    private static boolean ofAnyOwner(String key, String value) {
        return key.toLowerCase(Locale.ROOT).endsWith(":sub")
                && ANY_OWNER.matcher(value).lookingAt();
    }

    /** Whether a pattern stands for the ids of several accounts or organizations: an id says nothing of its owner by its beginning. */
    private static boolean ofManyParties(String key, String value) {
        if (key.endsWith("orgpaths")) {
            return PATTERN.matcher(value.split("/", 2)[0]).find();
        }
        return (key.endsWith("orgid") || key.endsWith("account"))
                && PATTERN.matcher(value).find();
    }

    private static boolean ofAnyAccount(String value) {
        return value.startsWith(ARN)
                && (value.contains("*") || value.contains("?"))
                && !OF_ONE_ACCOUNT.matcher(value).matches();
    }

    /** Whether nothing precedes the first wildcard, or only the type of a name, as in {@code repo:*}. */
    private static boolean open(String value) {
        int wildcard = value.indexOf('*');
        return wildcard == 0 || (wildcard > 0 && value.substring(0, wildcard).matches("[a-z_]+:"));
    }
}
