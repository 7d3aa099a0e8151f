package io.muster.estate.privilege;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The actions by which IAM's users, groups, roles, policies, profiles and credentials are made and changed. A role that
 * may do all of them may give itself every other right, which is what an administrator is; {@code iam:*} holds them, and
 * a list that names each of them is worth as much.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Service
 *     Authorization Reference, IAM</a>
 */
final class IdentityActions {

    static final List<String> ALL = Stream.of(
                    "AddRoleToInstanceProfile",
                    "AddUserToGroup",
                    "AttachGroupPolicy",
                    "AttachRolePolicy",
                    "AttachUserPolicy",
                    "CreateAccessKey",
                    "CreateGroup",
                    "CreateInstanceProfile",
                    "CreateLoginProfile",
                    "CreatePolicy",
                    "CreatePolicyVersion",
                    "CreateRole",
                    "CreateUser",
                    "DeleteAccessKey",
                    "DeleteGroup",
                    "DeleteGroupPolicy",
                    "DeleteInstanceProfile",
                    "DeleteLoginProfile",
                    "DeletePolicy",
                    "DeletePolicyVersion",
                    "DeleteRole",
                    "DeleteRolePermissionsBoundary",
                    "DeleteRolePolicy",
                    "DeleteUser",
                    "DeleteUserPermissionsBoundary",
                    "DeleteUserPolicy",
                    "DetachGroupPolicy",
                    "DetachRolePolicy",
                    "DetachUserPolicy",
                    "PassRole",
                    "PutGroupPolicy",
                    "PutRolePermissionsBoundary",
                    "PutRolePolicy",
                    "PutUserPermissionsBoundary",
                    "PutUserPolicy",
                    "RemoveRoleFromInstanceProfile",
                    "RemoveUserFromGroup",
                    "SetDefaultPolicyVersion",
                    "UpdateAccessKey",
                    "UpdateAssumeRolePolicy",
                    "UpdateGroup",
                    "UpdateLoginProfile",
                    "UpdateRole",
                    "UpdateUser")
            .map(action -> "iam:" + action)
            .toList();

    /** Each of them alone gives a role any rights. */
    static final Set<String> GIVING_RIGHTS = Set.of("iam:AttachRolePolicy", "iam:PutRolePolicy");

    private IdentityActions() {}
}
