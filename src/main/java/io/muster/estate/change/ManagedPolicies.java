package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Optional;
import java.util.stream.Stream;

/** The managed policies of an account, and those of AWS that it uses. */
final class ManagedPolicies {

    private ManagedPolicies() {}

    /** Whether the policy is attached to the role, or bounds it. */
    static boolean has(Role role, String arn) {
        return arn.equals(role.permissionsBoundaryArn())
                || role.attachedPolicies().stream()
                        .anyMatch(attached -> attached.arn().equals(arn));
    }

    /**
     * The ARN of a managed policy.
     *
     * @param policy the ARN; or of a policy of the account its name, or path and name, as {@code /path/name}
     */
    static String arn(Edits edits, String field, String policy) {
        if (policy.startsWith("arn:")) {
            return policy;
        }
        if (policy.startsWith("/")) {
            return edits.scope().global().arn(ResourceKind.POLICY, policy.substring(1));
        }
        // AWS may keep a policy of the same name
        return edits.all(Policy.class).stream()
                .map(one -> one.attributes().policyArn())
                .filter(arn -> !Scope.ofAws(arn) && Edits.lastName(arn).equals(policy))
                .findFirst()
                .orElseGet(() ->
                        edits.one(Policy.class, field, policy).attributes().policyArn());
    }

    /**
     * The document of the policy in force; null where Muster has not read it, as of a policy of AWS that nothing uses yet. Its rights
     * are unknown then.
     */
    @Nullable
    static JsonNode document(Edits edits, String field, String arn) {
        Optional<JsonNode> known = edits.all(Policy.class).stream()
                .filter(policy -> arn.equals(policy.attributes().policyArn()))
                .flatMap(policy -> Stream.ofNullable(policy.attributes().document()))
                .findFirst()
                .or(() -> edits.all(Role.class).stream()
                        .flatMap(role -> role.attributes().attachedPolicies().stream())
                        .filter(attached -> attached.arn().equals(arn) && attached.document() != null)
                        .map(AttachedPolicy::document)
                        .findFirst());
        if (!arn.matches("arn:[a-z0-9-]+:iam::(aws|\\d{12}):policy/\\S+")) {
            throw new Refused(field, arn + " is not the ARN of a managed policy");
        }
        if (!Scope.ofAws(arn) && !arn.contains("::" + edits.scope().accountId() + ":")) {
            throw new Refused(
                    field, "a policy of another account than " + edits.scope().accountId() + " cannot be used");
        }
        return known.orElse(null);
    }
}
