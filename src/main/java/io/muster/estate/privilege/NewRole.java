package io.muster.estate.privilege;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A role that another one makes, with a trust policy of its choice, and gives any rights. A condition on
 * {@code iam:PermissionsBoundary} lets it make none but bounded ones.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate">IAM
 *     User Guide, delegate responsibility to others using permissions boundaries</a>
 */
record NewRole(RolePrivileges maker, RoleChanges changes) {

    private static final String LIFTING = "iam:DeleteRolePermissionsBoundary";

    /** Whether it is made by the actions, and an administrator that the maker, or whom its trust policy names, assumes. */
    Certainty administrator(List<String> actions) {
        Certainty made = changes.onSomeKeepingRights("role/*", actions, actions.contains(LIFTING));
        return made == Certainty.NO
                ? made
                : made.and(PrivilegeGraph.anyAdministratorIfGiven(unlimited())).and(assumed());
    }

    /** With nothing but the limits of the organization, which bind it as well. */
    private RolePrivileges unlimited() {
        Set<String> own = Stream.concat(
                        maker.role().attributes().inlinePolicies().stream().map(policy -> policy.name()),
                        maker.policies().own().policies().stream().map(Policy::name))
                .collect(Collectors.toSet());
        return maker.withoutBoundary().without(own);
    }

    private Certainty assumed() {
        String role = "arn:" + maker.partition() + ":iam::" + maker.accountId() + ":role/" + RolePrivileges.ANY_NAME;
        return maker.mayBeGranted(maker.request(Trust.ASSUME, role)).or(Certainty.POSSIBLE);
    }
}
