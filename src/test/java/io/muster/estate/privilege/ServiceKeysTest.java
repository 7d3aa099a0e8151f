package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions on a key of one service in requests to another one, or for another action: as on any key that a request does not have. */
class ServiceKeysTest {

    private static final String IAM = "arn:aws:iam::" + Estates.ACCOUNT + ":";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Allow | 'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}             | iam:PassRole role/x                | POSSIBLE
                    Allow | 'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}             | iam:GetRole role/x                 | NO
                    Deny  | 'StringNotEquals':{'iam:PassedToService':'ec2.amazonaws.com'}          | iam:GetRole role/x                 | NO
                    Deny  | 'StringNotEqualsIfExists':{'iam:PassedToService':'ec2.amazonaws.com'}  | iam:GetRole role/x                 | NO
                    Allow | 'ArnLike':{'iam:AssociatedResourceArn':'arn:aws:ec2:*:*:instance/*'}   | iam:CreateUser user/u              | NO
                    Allow | 'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::aws:policy/P'}              | iam:AttachRolePolicy role/x        | POSSIBLE
                    Allow | 'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::aws:policy/P'}              | iam:PutRolePolicy role/x           | NO
                    Deny  | 'ArnNotEquals':{'iam:PolicyARN':'arn:aws:iam::aws:policy/P'}           | iam:GetRole role/x                 | NO
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'arn:aws:iam::aws:policy/P'} | iam:CreateRole role/x              | POSSIBLE
                    Allow | 'StringEquals':{'iam:PermissionsBoundary':'arn:aws:iam::aws:policy/P'} | iam:GetRole role/x                 | NO
                    Deny  | 'StringNotEquals':{'iam:PermissionsBoundary':'arn:aws:iam::aws:policy/P'} | iam:CreatePolicyVersion policy/p | NO
                    Allow | 'StringEquals':{'iam:AWSServiceName':'spot.amazonaws.com'}             | iam:CreateRole role/x              | NO
                    Allow | 'StringEquals':{'ec2:Owner':'amazon'}                                  | s3:GetObject arn:aws:s3:::b/key    | NO
                    Deny  | 'StringNotEquals':{'ec2:InstanceType':'t3.micro'}                      | s3:GetObject arn:aws:s3:::b/key    | NO
                    Deny  | 'StringEquals':{'ec2:InstanceType':'t3.micro'}                         | s3:GetObject arn:aws:s3:::b/key    | YES
                    Allow | 'StringEquals':{'s3:x-amz-acl':'private'}                              | s3:PutObject arn:aws:s3:::b/key    | POSSIBLE
                    Allow | 'StringEquals':{'s3:x-amz-acl':'private'}                              | ec2:RunInstances *                 | NO
                    Allow | 'StringEquals':{'s3:x-amz-acl':'private'}                              | s3express:CreateSession *          | POSSIBLE
                    Allow | 'StringEquals':{'iam:ResourceTag/team':'red'}                          | sts:AssumeRole role/far            | POSSIBLE
                    Allow | 'StringEquals':{'iam:ResourceTag/team':'red'}                          | s3:GetObject arn:aws:s3:::b/key    | NO
                    Allow | 'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['x']}             | s3:GetObject arn:aws:s3:::b/key    | YES
                    Allow | 'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['x']}             | dax:GetItem *                      | POSSIBLE
                    Allow | 'ArnLike':{'ec2:SourceInstanceARN':'arn:aws:ec2:*:*:instance/*'}       | s3:GetObject arn:aws:s3:::b/key    | POSSIBLE
                    Deny  | 'StringEquals':{'ec2:ResourceTag/tier':'prod'}                         | ssm:SendCommand arn:aws:ec2:eu-central-1:111122223333:instance/i-1 | YES
                    Allow | 'StringEquals':{'ec2:ResourceTag/tier':'prod'}                         | ssm:SendCommand arn:aws:ec2:eu-central-1:111122223333:instance/i-1 | NO
                    Allow | 'StringEquals':{'ssm:resourceTag/tier':'prod'}                         | ssm:SendCommand arn:aws:ec2:eu-central-1:111122223333:instance/i-1 | POSSIBLE
                    Deny  | 'StringNotEquals':{'ssm:resourceTag/tier':'prod'}                      | s3:GetObject arn:aws:s3:::b/key    | NO
                    Allow | 'ArnLike':{'ssm:SourceInstanceARN':'arn:aws:ssm:*:*:managed-instance/*'} | s3:GetObject arn:aws:s3:::b/key  | POSSIBLE
                    Allow | 'ArnLike':{'lambda:SourceFunctionArn':'arn:aws:lambda:*:*:function:f'} | s3:GetObject arn:aws:s3:::b/key    | POSSIBLE
                    """)
    void aKeyThatTheRequestDoesNotHave(String effect, String condition, String asked, Certainty expected) {
        assertDecided(effect, condition, asked, expected);
    }

    /**
     * What a server of AWS for agents does for its caller is no action of that server.
     *
     * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSMcpServiceActionsFullAccess.html">AWS Managed Policy
     *     Reference, AWSMcpServiceActionsFullAccess</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Allow | 'Bool':{'aws:IsMcpServiceAction':'true'}          | iam:PutRolePolicy role/x        | NO
                    Allow | 'Bool':{'AWS:ismcpserviceaction':'true'}          | s3:GetObject arn:aws:s3:::b/key | NO
                    Allow | 'BoolIfExists':{'aws:IsMcpServiceAction':'false'} | glue:CreateJob *                | YES
                    Allow | 'Bool':{'aws:IsMcpServiceAction':'false'}         | iam:PutRolePolicy role/x        | POSSIBLE
                    Deny  | 'Bool':{'aws:IsMcpServiceAction':'true'}          | iam:PutRolePolicy role/x        | YES
                    Deny  | 'BoolIfExists':{'aws:IsMcpServiceAction':'false'} | iam:PutRolePolicy role/x        | NO
                    Allow | 'Bool':{'aws:IsMcpServiceAction':'true'}          | eks-mcp:InvokeMcp *             | POSSIBLE
                    Allow | 'Bool':{'aws:IsMcpServiceAction':'true'}          | partnercentral:UseSession *     | POSSIBLE
                    Allow | 'Bool':{'aws:ViaAWSMCPService':'true'}            | iam:PutRolePolicy role/x        | POSSIBLE
                    """)
    void actionsOfServersForAgents(String effect, String condition, String asked, Certainty expected) {
        assertDecided(effect, condition, asked, expected);
    }

    private static void assertDecided(String effect, String condition, String asked, Certainty expected) {
        // given
        String[] question =
                asked.replaceFirst(" (role|user|policy)/", " " + IAM + "$1/").split(" ", -1);
        String statement = "{'Effect':'" + effect + "','Action':'*','Resource':'*','Condition':{" + condition + "}}";
        MadeRole self = effect.equals("Deny")
                ? role("r").inline(statement, MadeRole.allow("*", "*"))
                : role("r").inline(statement);

        // when, then
        assertThat(RolePrivileges.of(
                                self.resource(), Estates.estate().with(self).build())
                        .decide(question[0], question[1])
                        .verdict())
                .isEqualTo(expected);
    }
}
