package io.muster.estate.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** An inline policy of a role is made, or takes the place of that of its name. */
public record PutRolePolicy(String roleName, String policyName, JsonNode document) implements Change {

    /**
     * Of all inline policies of a role together.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM User Guide, IAM and AWS STS quotas</a>
     */
    public static final int MOST_CHARACTERS = 10_240;

    /** How many characters of a policy's document IAM counts, which leaves white space out. */
    public static int characters(JsonNode document) {
        return document.toString().length();
    }

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(ResourceKind.ROLE);
    }

    @Override
    public void make(Edits edits) {
        Resource<Role> role = RoleCopy.changeable(edits, roleName);
        List<PolicyDocument> policies = new ArrayList<>(role.attributes().inlinePolicies().stream()
                .filter(known -> !known.name().equals(policyName))
                .toList());
        policies.add(new PolicyDocument(policyName, document));
        int together = policies.stream()
                .map(PolicyDocument::document)
                .filter(Objects::nonNull)
                .mapToInt(PutRolePolicy::characters)
                .sum();
        if (together > MOST_CHARACTERS) {
            throw new Refused(
                    "document",
                    "the inline policies of " + roleName + " would have " + together
                            + " characters without white space, and IAM takes " + MOST_CHARACTERS + " of all together");
        }
        edits.change(role, known -> RoleCopy.inline(known, policies));
    }
}
