package io.muster.rule.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.EncryptionKeys;
import io.muster.estate.Estate;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.PolicyElements;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** With whom snapshots and images are shared, and whether the others can use them. */
final class Shares {

    private static final Set<String> DECRYPTING = Set.of("*", "kms:*", "kms:decrypt");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private static final Pattern ORGANIZATION =
            Pattern.compile("arn:[a-z0-9-]+:organizations::\\d{12}:[a-z]+/(o-[a-z0-9]+).*");

    private Shares() {}

    /** Whether the share names an account, and not a party such as {@code aws-marketplace}. */
    static boolean isAccount(String share) {
        return ACCOUNT.matcher(share).matches();
    }

    /** The id of the organization that an ARN of an organization or of a unit of it holds. */
    static Optional<String> organization(String share) {
        Matcher matcher = ORGANIZATION.matcher(share);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether one of the accounts can use the snapshot's key: {@code yes}, {@code no} or {@code unknown}. */
    static String usable(Snapshot snapshot, List<String> accounts, Estate estate) {
        if (snapshot.encrypted() == null) {
            return "unknown";
        }
        if (!snapshot.encrypted()) {
            return "yes";
        }
        return Optional.ofNullable(snapshot.kmsKeyId())
                .filter(key -> estate.knows(ResourceKind.KMS_KEY) && !EncryptionKeys.foreign(key, estate))
                .flatMap(key -> EncryptionKeys.find(key, estate))
                .map(key -> usable(key.attributes(), accounts))
                .orElse("unknown");
    }

    private static String usable(KmsKey key, List<String> accounts) {
        if (named(key, accounts)) {
            return "yes";
        }
        if (key.policy() == null || !key.policy().isObject() || key.grants() == null) {
            return "unknown";
        }
        List<JsonNode> forEverybody = forEverybody(key.policy());
        if (forEverybody.isEmpty()) {
            return "no";
        }
        return forEverybody.stream().anyMatch(one -> one.path("Condition").isEmpty() && decrypts(one))
                ? "yes"
                : "unknown";
    }

    private static boolean decrypts(JsonNode statement) {
        return PolicyElements.of(statement.path("Action")).stream()
                .anyMatch(action -> DECRYPTING.contains(action.asText().toLowerCase(Locale.ROOT)));
    }

    /** The statements that let all accounts in, perhaps under conditions. */
    private static List<JsonNode> forEverybody(JsonNode policy) {
        return PolicyElements.of(policy.path("Statement")).stream()
                .filter(one -> "Allow".equals(one.path("Effect").asText()))
                .filter(one -> one.has("NotPrincipal") || PolicyElements.isEverybody(one.path("Principal")))
                .toList();
    }

    private static boolean named(KmsKey key, List<String> accounts) {
        boolean granted = key.grants() != null
                && key.grants().stream()
                        .map(KeyGrant::granteePrincipal)
                        .filter(Objects::nonNull)
                        .anyMatch(grantee -> accounts.stream().anyMatch(grantee::contains));
        return granted
                || notDenying(key.policy()).anyMatch(one -> accounts.stream().anyMatch(one.toString()::contains));
    }

    /** The statements, without denials: a denial lists the principals that it excludes. */
    private static Stream<JsonNode> notDenying(@Nullable JsonNode policy) {
        return policy == null
                ? Stream.empty()
                : PolicyElements.of(policy.path("Statement")).stream()
                        .filter(one -> !"Deny".equals(one.path("Effect").asText()));
    }
}
