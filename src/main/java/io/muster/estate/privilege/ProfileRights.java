package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import java.util.List;

/**
 * Whether a role may put a role into an instance profile: one that it makes, one that is empty, or in the place of another role, as a profile
 * holds but one.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html">IAM API Reference,
 *     AddRoleToInstanceProfile</a>
 */
record ProfileRights(RolePrivileges role, RoleChanges changes, AccountPrivileges account) {

    static final String ADD = "iam:AddRoleToInstanceProfile";
    private static final String REMOVE = "iam:RemoveRoleFromInstanceProfile";

    /** Perhaps into a profile that is not known. */
    Certainty mayAdd() {
        if (!role.policies().grantsAnything(ADD)) {
            return Certainty.NO;
        }
        String profiles = "arn:" + role.partition() + ":iam::" + role.accountId() + ":instance-profile/*";
        return changes.onSome(profiles, List.of("iam:CreateInstanceProfile", ADD))
                .or(account.profiles().map(this::intoOne).reduce(Certainty.NO, Certainty::or))
                .or(changes.onSome(profiles, List.of(ADD)).and(Certainty.POSSIBLE));
    }

    private Certainty intoOne(Resource<InstanceProfile> profile) {
        Certainty adds = role.allows(ADD, profile.arn());
        return profile.attributes().roleArn() == null || adds == Certainty.NO
                ? adds
                : adds.and(role.allows(REMOVE, profile.arn()));
    }
}
