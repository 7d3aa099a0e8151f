package io.muster.rule.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.privilege.Certainty;
import io.muster.rule.PolicyElements;
import io.muster.rule.PrincipalName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The access policy of a backup vault, as far as it lets other accounts in.
 *
 * @param outsiders the principals that it admits and that are not known: {@code *}, accounts and identities of accounts
 * @param undecided whether it admits such principals under conditions of which it is not known whom they keep out
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html">Vault access
 *     policies</a>
 */
record VaultPolicy(List<String> outsiders, boolean undecided) {

    private static final String EVERYBODY = "*";

    /** Operators by which every value that is admitted is named. */
    private static final List<String> NAMING = List.of(
            "stringequals", "stringlike", "arnlike", "arnequals", "foranyvalue:stringequals", "foranyvalue:stringlike");

    static VaultPolicy of(JsonNode policy, Predicate<String> knownAccount, Predicate<String> trustedOrganization) {
        if (!policy.isObject()) {
            return new VaultPolicy(List.of(), true);
        }
        List<JsonNode> statements = PolicyElements.of(policy.path("Statement"));
        List<VaultDenial> denials = statements.stream()
                .filter(one -> has(one, "Deny"))
                .map(VaultDenial::new)
                .toList();
        Map<String, Certainty> admitted = new TreeMap<>();
        statements.stream()
                .filter(one -> has(one, "Allow") && !narrowed(one, knownAccount, trustedOrganization))
                .forEach(one -> outsiders(one, knownAccount)
                        .forEach(name -> admitted.merge(name, admits(one, name, denials), Certainty::or)));
        List<String> open = admitted.entrySet().stream()
                .filter(one -> one.getValue() == Certainty.YES)
                .map(Map.Entry::getKey)
                .toList();
        return new VaultPolicy(open, open.isEmpty() && admitted.containsValue(Certainty.POSSIBLE));
    }

    /** Whether outsiders are among those that it admits for their account, and not with everybody. */
    boolean admitsAccounts() {
        return outsiders.stream().anyMatch(name -> !EVERYBODY.equals(name));
    }

    /** Whether the statement lets the principal do anything that no denial takes back; all denials count together. */
    private static Certainty admits(JsonNode allowing, String principal, List<VaultDenial> denials) {
        Certainty open = VaultDenial.allowedActions(allowing).stream()
                .map(action -> denials.stream()
                        .map(denial -> denial.closes(allowing, principal, action))
                        .reduce(Certainty.NO, Certainty::or)
                        .not())
                .reduce(Certainty.NO, Certainty::or);
        return conditional(allowing) ? open.and(Certainty.POSSIBLE) : open;
    }

    private static boolean has(JsonNode statement, String effect) {
        return effect.equals(statement.path("Effect").asText());
    }

    private static boolean conditional(JsonNode statement) {
        return !statement.path("Condition").isEmpty();
    }

    /**
     * The outside principals. Services are left out, because they act for their callers, and so are the unique ids of deleted
     * identities.
     */
    private static Stream<String> outsiders(JsonNode statement, Predicate<String> knownAccount) {
        if (statement.has("NotPrincipal")) {
            return Stream.of(EVERYBODY);
        }
        JsonNode principal = statement.path("Principal");
        return PolicyElements.of(principal.isObject() ? principal.path("AWS") : principal).stream()
                .map(JsonNode::asText)
                .filter(name -> EVERYBODY.equals(name)
                        || PrincipalName.account(name)
                                .filter(id -> !knownAccount.test(id))
                                .isPresent());
    }

    /** Whether a condition admits known accounts or trusted organizations alone. */
    private static boolean narrowed(
            JsonNode statement, Predicate<String> knownAccount, Predicate<String> trustedOrganization) {
        return statement.path("Condition").properties().stream()
                .filter(operator -> NAMING.contains(operator.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(operator -> operator.getValue().properties().stream())
                .anyMatch(key -> narrows(key, knownAccount, trustedOrganization));
    }

    private static boolean narrows(
            Map.Entry<String, JsonNode> key, Predicate<String> knownAccount, Predicate<String> trustedOrganization) {
        Predicate<String> known = switch (key.getKey().toLowerCase(Locale.ROOT)) {
            case "aws:principalorgid" -> trustedOrganization;
            case "aws:principalorgpaths" -> path -> trustedOrganization.test(path.split("/", 2)[0]);
            case "aws:principalaccount" -> knownAccount;
            case "aws:principalarn" ->
                arn -> PrincipalName.account(arn).filter(knownAccount).isPresent();
            default -> value -> false;
        };
        List<String> values =
                PolicyElements.of(key.getValue()).stream().map(JsonNode::asText).toList();
        return !values.isEmpty() && values.stream().allMatch(known);
    }
}
