package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions by statements with conditions, on keys that are known of a role's request. */
class DecisionByConditionsTest {

    private static final String IAM = "arn:aws:iam::111122223333:";

    private static final String BY_EC2 =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'ec2.amazonaws.com'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals': {'aws:PrincipalAccount': '111122223333'}                       | YES
                    'StringEquals': {'AWS:principalaccount': ['1', '111122223333']}                | YES
                    'StringNotEquals': {'aws:PrincipalAccount': ['1', '111122223333']}             | NO
                    'StringEqualsIgnoreCase': {'aws:PrincipalType': 'assumedrole'}                 | YES
                    'StringEquals': {'aws:PrincipalType': 'assumedrole'}                           | NO
                    'StringEquals': {'aws:PrincipalTag/team': 'x'}                                 | NO
                    'StringNotEquals': {'aws:PrincipalTag/team': 'x'}                              | YES
                    'StringEqualsIfExists': {'aws:PrincipalTag/team': 'x'}                         | YES
                    'Null': {'aws:PrincipalTag/team': 'true'}                                      | YES
                    'Null': {'aws:PrincipalTag/team': false}                                       | NO
                    'Null': {'aws:username': 'true'}                                               | YES
                    'ForAllValues:StringEquals': {'aws:CalledVia': ['x']}                          | YES
                    'ForAnyValue:StringEquals': {'aws:CalledVia': ['x']}                           | NO
                    'ForAnyValue:StringNotEquals': {'aws:CalledVia': ['x']}                        | NO
                    'Bool': {'aws:ViaAWSService': 'true'}                                          | NO
                    'Bool': {'aws:SecureTransport': 'true'}                                        | YES
                    'Bool': {'aws:MultiFactorAuthPresent': 'true'}                                 | NO
                    'BoolIfExists': {'aws:MultiFactorAuthPresent': 'false'}                        | YES
                    'Bool': {'aws:MultiFactorAuthPresent': 'false'}                                | POSSIBLE
                    'NumericLessThan': {'aws:MultiFactorAuthAge': '300'}                           | NO
                    'DateLessThan': {'aws:TokenIssueTime': '2026-01-01T00:00:00Z'}                 | NO
                    'DateGreaterThan': {'aws:CurrentTime': '2026-01-01'}                           | YES
                    'DateGreaterThan': {'aws:CurrentTime': '2026-01'}                              | YES
                    'DateLessThan': {'aws:CurrentTime': '1 January 2026'}                          | POSSIBLE
                    'DateNotEquals': {'aws:CurrentTime': '2026-13-01'}                             | POSSIBLE
                    'DateLessThan': {'aws:CurrentTime': '2026-01-01T00:00:00+0100'}                | POSSIBLE
                    'StringEquals': {'aws:PrincipalAccount': []}                                   | POSSIBLE
                    'StringNotEquals': {'aws:PrincipalAccount': []}                                | POSSIBLE
                    'NumericGreaterThan': {'aws:EpochTime': '1700000000'}                          | YES
                    'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/r*'}                      | YES
                    'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/x'}          | NO
                    'ArnNotLike': {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/r'}         | NO
                    'StringLike': {'aws:PrincipalArn': '*:role/r'}                                 | YES
                    'StringEquals': {'aws:PrincipalAccount': '${aws:ResourceAccount}'}             | YES
                    'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}                                    | POSSIBLE
                    'StringLikeIfExists': {'aws:SourceVpc': '*'}                                   | YES
                    'StringEquals': {'ec2:SourceInstanceARN': 'x'}                                 | POSSIBLE
                    'NoSuchOperator': {'aws:PrincipalAccount': '111122223333'}                     | POSSIBLE
                    'StringEquals': {'aws:PrincipalType': 'AssumedRole', 'aws:ViaAWSService': 'true'} | NO
                    """)
    void aDecisionFollowsFromTheConditions(String condition, Certainty expected) {
        MadeRole role = role("r")
                .trust(BY_EC2)
                .inline("{'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{" + condition + "}}");
        assertThat(decide(role, "ec2:StopInstances", "arn:aws:ec2:eu-central-1:111122223333:instance/i-1")
                        .verdict())
                .isEqualTo(expected);
    }

    /** The key tells the boundary of the role that is changed, or the one that is set. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    StringEquals    | iam:PutRolePolicy                | bounded   | YES
                    StringEquals    | iam:AttachRolePolicy             | unbounded | NO
                    StringNotEquals | iam:DeleteRolePolicy             | bounded   | NO
                    StringNotEquals | IAM:DetachRolePolicy             | unbounded | YES
                    StringNotEquals | iam:DeleteRolePermissionsBoundary | bounded  | NO
                    StringEquals    | iam:PutRolePolicy                | not-read  | POSSIBLE
                    StringEquals    | iam:PutRolePermissionsBoundary   | unbounded | POSSIBLE
                    StringEquals    | iam:CreateRole                   | bounded   | POSSIBLE
                    """)
    void boundaryOfTheRoleThatIsChanged(String operator, String action, String target, Certainty expected) {
        // given
        MadeRole role = role("r")
                .inline("{'Effect':'Allow','Action':'iam:*','Resource':'*','Condition':{'" + operator
                        + "':{'iam:PermissionsBoundary':'" + IAM + "policy/boundary'}}}");
        var estate = Estates.estate()
                .with(role, role("bounded").boundary(allow("s3:*", "*")), role("unbounded"))
                .build();

        // when, then
        assertThat(RolePrivileges.of(role.resource(), estate)
                        .decide(action, IAM + "role/" + target)
                        .verdict())
                .isEqualTo(expected);
    }

    private static Decision decide(MadeRole role, String action, String resource) {
        return RolePrivileges.of(role.resource(), Estates.estate().with(role).build())
                .decide(action, resource);
    }
}
