package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests of the tests of two simulators, cloud-copilot's iam-simulate and NCC Group's PMapper, of a role instead of their users. What a policy of the resource
 * may add is none of the role's: S3's are not read.
 */
class SimulatedRequestsTest {

    private static final String IAM = "arn:aws:iam::" + Estates.ACCOUNT + ":";
    private static final String OBJECT = "arn:aws:s3:::mybucket/testobject";

    /** Of iam-simulate, "roles/reserved" and "managedPolicies/aws": what AWS keeps is read, and not changed, with all rights. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NO  | role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_9 | AttachRolePolicy, CreateRole, CreateServiceLinkedRole, DeleteRole, DeleteRolePermissionsBoundary, DeleteRolePolicy, DeleteServiceLinkedRole, DetachRolePolicy, PassRole, PutRolePermissionsBoundary, PutRolePolicy, TagRole, UntagRole, UpdateAssumeRolePolicy, UpdateRole, UpdateRoleDescription
                    YES | role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_9 | GenerateServiceLastAccessedDetails, GetContextKeysForPrincipalPolicy, GetRole, GetRolePolicy, GetServiceLinkedRoleDeletionStatus, ListAttachedRolePolicies, ListInstanceProfilesForRole, ListPoliciesGrantingServiceAccess, ListRolePolicies, ListRoleTags, SimulatePrincipalPolicy
                    YES | role/of-the-account | AttachRolePolicy, CreateRole, DeleteRole, DeleteRolePermissionsBoundary, PassRole, PutRolePolicy, TagRole, UpdateAssumeRolePolicy, UpdateRole
                    YES | policy/of-the-account | CreatePolicy, CreatePolicyVersion, DeletePolicy, DeletePolicyVersion, SetDefaultPolicyVersion, TagPolicy, UntagPolicy
                    """)
    void identitiesThatAwsKeeps(Certainty expected, String resource, String actions) {
        assertThat(List.of(actions.split(", ", -1)))
                .allSatisfy(action -> assertThat(
                                decided(role("r").inline(allow("*", "*")), "iam:" + action, IAM + resource))
                        .as(action)
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreatePolicy",
                "CreatePolicyVersion",
                "DeletePolicy",
                "DeletePolicyVersion",
                "SetDefaultPolicyVersion",
                "TagPolicy",
                "UntagPolicy"
            })
    void policiesOfAwsAreNotChanged(String action) {
        MadeRole all = role("r").inline(allow("*", "*"));
        String policy = "arn:aws:iam::aws:policy/AdministratorAccess";

        assertThat(decided(all, "iam:" + action, policy)).isEqualTo(Certainty.NO);
        assertThat(decided(all, "iam:GetPolicyVersion", policy)).isEqualTo(Certainty.YES);
    }

    /** "permissionBoundaries-SameAccount": the statements of the role and of its boundary. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    Allow s3:GetObject | Allow s3:*   | YES
                    Allow s3:GetObject | Allow ec2:*  | NO
                    Deny s3:GetObject  | Allow s3:*   | NO
                    Deny s3:GetObject  | Deny s3:*    | NO
                    Deny s3:GetObject  | Allow ec2:*  | NO
                    Allow s3:GetObject | Deny s3:*    | NO
                    -                  | Allow s3:*   | NO
                    -                  | -            | NO
                    Allow s3:GetObject | -            | YES
                    Allow *            | Allow s3:Get* | YES
                    """)
    void boundariesDecideAsSimulated(String own, String boundary, Certainty expected) {
        // given
        MadeRole self = role("r");
        if (own != null) {
            self.inline(statement(own));
        }
        if (boundary != null) {
            self.boundary(statement(boundary));
        }

        // when, then
        assertThat(decided(self, "s3:GetObject", OBJECT)).isEqualTo(expected);
    }

    /** "sts/assumeRole/sameAccount", and those of PMapper: the role's statement, and the trust policy of the one that it assumes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    -                    | 'Effect':'Allow','Principal':{'AWS':'{iam}role/other'}                                | NO
                    Allow sts:AssumeRole | 'Effect':'Allow','Principal':{'AWS':'{iam}role/other'}                                | NO
                    -                    | 'Effect':'Allow','Principal':{'AWS':'{iam}root'}                                      | NO
                    -                    | 'Effect':'Allow','Principal':{'AWS':'111122223333'}                                   | NO
                    -                    | 'Effect':'Allow','Principal':{'AWS':'{iam}role/r'}                                    | YES
                    Allow sts:AssumeRole | 'Effect':'Allow','Principal':{'AWS':'{iam}root'}                                      | YES
                    Deny sts:AssumeRole  | 'Effect':'Allow','Principal':{'AWS':'{iam}root'}                                      | NO
                    Deny sts:AssumeRole  | 'Effect':'Allow','Principal':{'AWS':'{iam}role/r'}                                    | NO
                    Allow sts:AssumeRole | 'Effect':'Deny','Principal':{'AWS':'{iam}root'}                                       | NO
                    Allow sts:AssumeRole | 'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::999999999999:root'}                 | NO
                    Allow s3:GetObject   | 'Effect':'Allow','Principal':{'AWS':'{iam}root'}                                      | NO
                    Allow s3:GetObject   | 'Effect':'Allow','Principal':{'AWS':['{iam}role/other','{iam}role/r']}                | YES
                    -                    | 'Effect':'Allow','NotPrincipal':{'AWS':'{iam}role/other'}                             | YES
                    -                    | 'Effect':'Allow','NotPrincipal':{'AWS':['{iam}role/other','{iam}role/another']}       | YES
                    -                    | 'Effect':'Allow','NotPrincipal':{'AWS':['{iam}role/r','{iam}role/other']}             | NO
                    """)
    void assumptionsAreDecidedAsSimulated(String own, String trust, Certainty expected) {
        // given
        MadeRole self = role("r");
        if (own != null) {
            self.inline(statement(own));
        }
        MadeRole target = role("target").trust("{'Action':'sts:AssumeRole'," + trust.replace("{iam}", IAM) + "}");
        Estate estate = Estates.estate().with(self, target).build();

        // when, then
        assertThat(RolePrivileges.of(self.resource(), estate)
                        .decide("sts:AssumeRole", target.resource().arn())
                        .verdict())
                .isEqualTo(expected);
    }

    /** Of PMapper, "TestLocalPolicyStatementMatching". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':['ec2:RunInstances','s3:*','iam:Get*'],'Resource':'*' | ec2:RunInstances *                      | YES
                    'Action':['ec2:RunInstances','s3:*','iam:Get*'],'Resource':'*' | s3:GetObject arn:aws:s3:::b/k           | YES
                    'Action':['ec2:RunInstances','s3:*','iam:Get*'],'Resource':'*' | iam:GetRole {iam}role/x                 | YES
                    'Action':['ec2:RunInstances','s3:*','iam:Get*'],'Resource':'*' | ec2:DescribeInstances *                 | NO
                    'Action':['ec2:RunInstances','s3:*','iam:Get*'],'Resource':'*' | iam:PutRolePolicy {iam}role/x           | NO
                    'NotAction':'*','Resource':'*'                                 | iam:GetRole {iam}role/x                 | NO
                    'NotAction':['iam:*','s3:Put*'],'Resource':'*'                 | iam:GetRole {iam}role/x                 | NO
                    'NotAction':['iam:*','s3:Put*'],'Resource':'*'                 | s3:PutObject arn:aws:s3:::b/k           | NO
                    'NotAction':['iam:*','s3:Put*'],'Resource':'*'                 | ec2:RunInstances *                      | YES
                    'Action':'*','Resource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win']    | s3:GetObject arn:aws:s3:::bucket/any       | YES
                    'Action':'*','Resource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win']    | s3:GetObject arn:aws:s3:::any/object       | YES
                    'Action':'*','Resource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win']    | s3:GetObject arn:aws:s3:::111122223333/win | YES
                    'Action':'*','NotResource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win'] | s3:GetObject arn:aws:s3:::bucket/any       | NO
                    'Action':'*','NotResource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win'] | s3:GetObject arn:aws:s3:::any/object       | NO
                    'Action':'*','NotResource':['arn:aws:s3:::bucket/*','arn:aws:s3:::*/object','arn:aws:s3:::${aws:PrincipalAccount}/win'] | s3:GetObject arn:aws:s3:::111122223333/win | NO
                    'Action':'SQS:CreateQueue','Resource':'*'                      | sqs:CreateQueue *                       | YES
                    'Action':'S3:CreateBucket','Resource':'*'                      | s3:CreateTopic *                        | NO
                    'Action':'iam:CreateUser','Resource':'*','Condition':{'Null':{'aws:username':'true','aws:userid':'false'}}   | iam:CreateUser {iam}user/u | YES
                    'Action':'iam:CreateUser','Resource':'*','Condition':{'Null':{'aws:username':'true','aws:userid':'true'}}    | iam:CreateUser {iam}user/u | NO
                    'Action':'iam:CreateUser','Resource':'*','Condition':{'Null':{'aws:username':['true','false']}}              | iam:CreateUser {iam}user/u | YES
                    'Action':'iam:CreateUser','Resource':'*','Condition':{'ArnEquals':{'aws:SourceArn':'arn:aws:iam::*:user/t'}} | iam:CreateUser {iam}user/u | NO
                    'Action':'iam:CreateUser','Resource':'*','Condition':{'ArnNotLike':{'aws:SourceArn':'arn:aws:iam::*:user/t'}} | iam:CreateUser {iam}user/u | YES
                    """)
    void statementsMatchAsSimulated(String elements, String asked, Certainty expected) {
        String[] parts = asked.replace("{iam}", IAM).split(" ", -1);

        assertThat(decided(role("r").trustedByEc2().inline("{'Effect':'Allow'," + elements + "}"), parts[0], parts[1]))
                .isEqualTo(expected);
    }

    /**
     * "resourcePatterns" and "crossPatternIntersections", where a question about a pattern is allowed as soon as something of it is: here that is possible, and
     * allowed what all of it is.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::*/AWSLogs/*              | -                            | POSSIBLE
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::*/*.iso                  | -                            | POSSIBLE
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::*/generated-prefix-*     | -                            | POSSIBLE
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::*                        | -                            | YES
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::other/*                  | -                            | NO
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::example/*                | arn:aws:s3:::*/AWSLogs/*     | POSSIBLE
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::example/public/*         | arn:aws:s3:::example/public/secret/* | POSSIBLE
                    s3:GetObject    | arn:aws:s3:::example/*              | arn:aws:s3:::example/public/secret/*  | arn:aws:s3:::example/public/* | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs                          | -                            | YES
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1                | -                            | YES
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-west-2                | -                            | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1:222222222222   | -                            | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1:111122223333:q | -                            | POSSIBLE
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:ec2                          | -                            | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:kms:*                        | -                            | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs                  | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1        | NO
                    sqs:SendMessage | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-east-1:111122223333:* | arn:aws:sqs:us-west-2        | YES
                    """)
    void patternsMatchAsSimulated(String action, String asked, String allowed, String denied, Certainty expected) {
        MadeRole self = role("r").inline(allow(action, allowed));
        if (denied != null) {
            self.inline(MadeRole.deny(action, denied));
        }

        assertThat(decided(self, action, asked)).isEqualTo(expected);
    }

    private static String statement(String effectAndAction) {
        String[] parts = effectAndAction.split(" ", -1);
        return "{'Effect':'" + parts[0] + "','Action':'" + parts[1] + "','Resource':'*'}";
    }

    private static Certainty decided(MadeRole self, String action, String resource) {
        return RolePrivileges.of(self.resource(), Estates.estate().with(self).build())
                .decide(action, resource)
                .verdict();
    }
}
