package io.muster.estate.privilege;

import java.util.Optional;

/**
 * The facts of a request of which the role may have changed the tags before: those of the resource, and its own. A tag that the role
 * certainly can set has any value; a tag that it can only remove is present or absent; if the change is only possible, the value is unknown.
 *
 * @param facts as the tags are now
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html">IAM User Guide, control access by tags</a>
 */
record Retagging(RolePrivileges role, String resource, Facts facts) implements Facts {

    /** The actions that change the tags of one type of resources. */
    private record Actions(String sets, String removes) {}

    private static final Actions OF_ROLES = new Actions("iam:TagRole", "iam:UntagRole");
    private static final Actions OF_INSTANCES = new Actions("ec2:CreateTags", "ec2:DeleteTags");

    @Override
    public Facts now() {
        Facts now = facts.now();
        return now == facts ? facts : new Retagging(role, resource, now);
    }

    @Override
    public Fact of(String key) {
        Fact fact = facts.of(key);
        return fact.known() ? tagged(key).map(arn -> changed(fact, arn, key)).orElse(fact) : fact;
    }

    /** The ARN of what has the tag. */
    private Optional<String> tagged(String key) {
        return key.startsWith(RoleSession.PRINCIPAL_TAG)
                ? Optional.of(role.arn())
                : Optional.of(resource).filter(arn -> key.contains(RESOURCE_TAG));
    }

    private Fact changed(Fact fact, String arn, String key) {
        TagChange change = new TagChange(role, arn, key.substring(key.indexOf('/') + 1));
        if (arn.contains(":role/")) {
            return changed(fact, change, OF_ROLES);
        }
        return arn.contains(":instance/") ? changed(fact, change, OF_INSTANCES) : fact;
    }

    private static Fact changed(Fact fact, TagChange change, Actions actions) {
        Certainty sets = change.sets(actions.sets());
        if (sets == Certainty.YES) {
            return Fact.UNKNOWN;
        }
        Certainty removes = change.removes(actions.removes());
        if (sets == Certainty.NO && removes == Certainty.NO) {
            return fact;
        }
        return sets == Certainty.NO && removes == Certainty.YES ? Fact.either(fact, Fact.ABSENT) : Fact.UNREAD;
    }
}
