package io.muster.estate.privilege;

import java.util.List;
import java.util.Optional;

/**
 * The facts of a request of which the role may have changed the tags before: those of the resource, and its own. They are whatever it takes.
 *
 * @param facts as the tags are now
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html">IAM User Guide, control access by tags</a>
 */
record Retagging(RolePrivileges role, String resource, Facts facts) implements Facts {

    private static final List<String> OF_ROLES = List.of("iam:TagRole", "iam:UntagRole");
    private static final List<String> OF_INSTANCES = List.of("ec2:CreateTags", "ec2:DeleteTags");

    @Override
    public Facts now() {
        return facts;
    }

    @Override
    public Fact of(String key) {
        Fact fact = facts.of(key);
        return fact.known() && tagged(key).filter(this::mayTag).isPresent() ? Fact.UNKNOWN : fact;
    }

    /** The ARN of what has the tag. */
    private Optional<String> tagged(String key) {
        return key.startsWith(RoleSession.PRINCIPAL_TAG)
                ? Optional.of(role.role().arn())
                : Optional.of(resource).filter(arn -> key.contains(RoleSession.RESOURCE_TAG));
    }

    private boolean mayTag(String arn) {
        List<String> actions =
                arn.contains(":role/") ? OF_ROLES : arn.contains(":instance/") ? OF_INSTANCES : List.of();
        return actions.stream().anyMatch(action -> role.allows(action, arn) != Certainty.NO);
    }
}
