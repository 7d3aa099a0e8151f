package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A role that may make others within the company's boundary, as María may make users in the IAM User Guide: with the whole of the guide's
 * statements, and with one of them forgotten.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate">IAM
 *     User Guide, delegate responsibility to others using permissions boundaries</a>
 */
class DelegationExamplesTest {

    private static final String BOUNDARY = "arn:aws:iam::" + Estates.ACCOUNT + ":policy/boundary";
    private static final String WITHIN = "'Condition':{'StringEquals':{'iam:PermissionsBoundary':'" + BOUNDARY + "'}}";
    private static final String KEPT = "{'Effect':'Deny','Action':['iam:CreatePolicyVersion','iam:DeletePolicy',"
            + "'iam:DeletePolicyVersion','iam:SetDefaultPolicyVersion'],'Resource':'" + BOUNDARY + "'},"
            + "{'Effect':'Deny','Action':['iam:DeleteRolePermissionsBoundary','iam:PutRolePermissionsBoundary'],'Resource':'*'}";

    /** The actions that are allowed within the company's boundary, those that are allowed on all roles, and what leads to an administrator. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    CreateRole, AttachRolePolicy, PutRolePolicy, DetachRolePolicy | CreatePolicy, UpdateRole              | s3:*    | true  | -
                    CreateRole, AttachRolePolicy, PutRolePolicy                   | CreatePolicy, CreatePolicyVersion     | s3:*    | true  | -
                    CreateRole                                                    | AttachRolePolicy                      | s3:*    | false | AttachRolePolicy=YES
                    CreateRole                                                    | PutRolePolicy                         | s3:*    | false | PutRolePolicy=YES
                    CreateRole, PutRolePolicy                                     | UpdateAssumeRolePolicy                | s3:*    | true  | UpdateAssumeRolePolicy=YES
                    PutRolePolicy                                                 | CreateRole                            | s3:*    | true  | -
                    CreateRole, PutRolePolicy                                     | DeleteRolePermissionsBoundary         | s3:*    | true  | -
                    CreateRole, PutRolePolicy                                     | DeleteRolePermissionsBoundary         | s3:*    | false | CreateRole+PutRolePolicy+DeleteRolePermissionsBoundary=YES
                    CreateRole, PutRolePolicy, DeleteRolePermissionsBoundary      | x                                     | s3:*    | false | CreateRole+PutRolePolicy+DeleteRolePermissionsBoundary=YES
                    CreateRole, PutRolePolicy, PutRolePermissionsBoundary         | x                                     | s3:*    | false | -
                    CreateRole, PutRolePolicy                                     | x                                     | iam:*   | false | CreateRole+PutRolePolicy=YES
                    CreateRole, PutRolePolicy                                     | x                                     | *       | true  | CreateRole+PutRolePolicy=YES
                    CreateRole, AttachRolePolicy                                  | x                                     | *       | true  | CreateRole+AttachRolePolicy=YES
                    CreateRole, AttachRolePolicy                                  | x                                     | s3:*,ec2:* | false | -
                    """)
    void whatIsLeft(String within, String anyway, String boundary, boolean kept, String expected) {
        // given
        MadeRole maker = role("maker")
                .trustedByEc2()
                .inline(
                        "{'Effect':'Allow','Action':" + actions(within) + ",'Resource':'*'," + WITHIN + "}",
                        "{'Effect':'Allow','Action':" + actions(anyway) + ",'Resource':'*'}");
        if (kept) {
            maker.inline(KEPT);
        }
        MadeRole bounded = role("bounded").boundary(allow(boundary, "*")).trustedByEc2();
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate().with(maker, bounded, admin).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(maker.resource()))
                .filteredOn(Escalation::administrator)
                .extracting(way -> way.name() + "=" + way.certainty())
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    /** The guide's own example, of users: what is left where one of its statements is forgotten. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    CreateUser, AttachUserPolicy, PutUserPolicy, PutUserPermissionsBoundary | CreateAccessKey, CreatePolicy                  | s3:* | true  | -
                    CreateUser, AttachUserPolicy, PutUserPolicy                             | CreateLoginProfile                             | s3:* | true  | -
                    CreateUser, PutUserPolicy, PutUserPermissionsBoundary                   | CreateAccessKey                                | *    | true  | PutUserPolicy+CreateAccessKey=YES, PutUserPolicy=POSSIBLE
                    CreateUser                                                              | PutUserPolicy, CreateAccessKey                 | s3:* | true  | PutUserPolicy+CreateAccessKey=POSSIBLE, PutUserPolicy=POSSIBLE
                    PutUserPolicy                                                           | CreateUser, CreateAccessKey                    | s3:* | true  | -
                    CreateUser, PutUserPolicy                                               | CreateAccessKey, DeleteUserPermissionsBoundary | s3:* | true  | -
                    CreateUser, PutUserPolicy                                               | CreateAccessKey, DeleteUserPermissionsBoundary | s3:* | false | PutUserPolicy+CreateAccessKey=YES, PutUserPolicy=POSSIBLE
                    CreateUser, PutUserPolicy                                               | CreateAccessKey, PutUserPermissionsBoundary    | s3:* | false | PutUserPolicy+CreateAccessKey=YES, PutUserPolicy=POSSIBLE
                    CreateUser                                                              | CreateAccessKey, CreateGroup, AddUserToGroup, PutGroupPolicy | s3:* | true | PutGroupPolicy+CreateAccessKey=POSSIBLE, AddUserToGroup+CreateAccessKey=POSSIBLE, PutGroupPolicy=POSSIBLE, AddUserToGroup=POSSIBLE
                    """)
    void whatIsLeftOfUsers(String within, String anyway, String boundary, boolean kept, String expected) {
        // given
        MadeRole maker = role("maker")
                .trustedByEc2()
                .inline(
                        "{'Effect':'Allow','Action':" + actions(within) + ",'Resource':'*'," + WITHIN + "}",
                        "{'Effect':'Allow','Action':" + actions(anyway) + ",'Resource':'*'}");
        if (kept) {
            maker.inline(KEPT.replace("DeleteRole", "DeleteUser").replace("PutRole", "x"));
        }
        MadeRole bounded = role("bounded").boundary(allow(boundary, "*")).trustedByEc2();
        Estate estate = Estates.estate().with(maker, bounded).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(maker.resource()))
                .filteredOn(Escalation::administrator)
                .filteredOn(
                        way -> !Set.of("CreateAccessKey", "CreateLoginProfile").contains(way.name()))
                .extracting(way -> way.name() + "=" + way.certainty())
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(", ", -1)));
    }

    private static String actions(String names) {
        return "['iam:" + names.replace(", ", "','iam:") + "']";
    }
}
