package io.muster.rule.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Wildcards;
import io.muster.rule.PolicyElements;
import io.muster.rule.PrincipalName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A statement of a vault's policy that denies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation
 *     logic</a>
 */
record VaultDenial(JsonNode statement) {

    /** A vault's policy governs the actions of AWS Backup alone. */
    private static final String EVERY_ACTION = "backup:*";

    private static final String ANY = "*";
    private static final Pattern WILDCARD = Pattern.compile("[*?]");

    /** What a statement allows: actions in lower case, which may have wildcards; all of them where it names those that it does not allow. */
    static List<String> allowedActions(JsonNode allowing) {
        if (allowing.has("NotAction")) {
            return covers(actions(allowing, "NotAction"), EVERY_ACTION) ? List.of() : List.of(EVERY_ACTION);
        }
        return actions(allowing, "Action").stream()
                .map(action -> ANY.equals(action) ? EVERY_ACTION : action)
                .toList();
    }

    /** Whether the principal is denied all that the pattern of an action stands for and the statement allows. */
    Certainty closes(JsonNode allowing, String principal, String action) {
        return concerns(principal)
                .and(denies(action))
                .and(coversResources(allowing))
                .and(holds());
    }

    private Certainty holds() {
        return statement.path("Condition").isEmpty() ? Certainty.YES : Certainty.POSSIBLE;
    }

    private Certainty concerns(String principal) {
        if (statement.has("NotPrincipal")) {
            return Certainty.POSSIBLE;
        }
        JsonNode denied = statement.path("Principal");
        List<String> names = texts(denied.isObject() ? denied.path("AWS") : denied);
        if (names.contains(ANY) || names.contains(principal)) {
            return Certainty.YES;
        }
        boolean sameAccount = PrincipalName.account(principal)
                .filter(account -> names.stream()
                        .anyMatch(name -> PrincipalName.account(name)
                                .filter(account::equals)
                                .isPresent()))
                .isPresent();
        return sameAccount ? Certainty.POSSIBLE : Certainty.NO;
    }

    private Certainty denies(String action) {
        if (!statement.has("NotAction")) {
            return denies(actions(statement, "Action"), action);
        }
        if (covers(actions(statement, "NotAction"), action)) {
            return Certainty.NO;
        }
        return isPattern(action) ? Certainty.POSSIBLE : Certainty.YES;
    }

    /** What a narrow pattern stands for may be just the actions that are denied; of all actions, others are left. */
    private static Certainty denies(List<String> denied, String action) {
        if (covers(denied, action)) {
            return Certainty.YES;
        }
        boolean narrow = isPattern(action) && !EVERY_ACTION.equals(action);
        return narrow && denied.stream().anyMatch(pattern -> mayOverlap(pattern, action))
                ? Certainty.POSSIBLE
                : Certainty.NO;
    }

    private static boolean isPattern(String action) {
        return WILDCARD.matcher(action).find();
    }

    private static boolean mayOverlap(String one, String other) {
        String first = prefix(one);
        String second = prefix(other);
        return first.startsWith(second) || second.startsWith(first);
    }

    /** The text before the first wildcard. */
    private static String prefix(String pattern) {
        return WILDCARD.split(pattern, 2)[0];
    }

    private Certainty coversResources(JsonNode allowing) {
        if (statement.has("NotResource")) {
            List<String> excluded = texts(statement.path("NotResource"));
            List<String> allowed = allowing.has("Resource") ? texts(allowing.path("Resource")) : List.of(ANY);
            return allowed.stream().allMatch(one -> covers(excluded, one)) ? Certainty.NO : Certainty.POSSIBLE;
        }
        List<String> denied = texts(statement.path("Resource"));
        return denied.isEmpty() || denied.contains(ANY) ? Certainty.YES : Certainty.POSSIBLE;
    }

    private static boolean covers(List<String> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, text));
    }

    private static List<String> actions(JsonNode statement, String element) {
        return texts(statement.path(element)).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> texts(JsonNode element) {
        return PolicyElements.of(element).stream().map(JsonNode::asText).toList();
    }
}
