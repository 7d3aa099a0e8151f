package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies like the examples of the IAM User Guide, asked of a role of an instance, which has the tags {@code Department=Data} and {@code CostCenter=42}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_examples.html">IAM User Guide, example identity-based
 *     policies</a>
 */
class UserGuideExamplesTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final Map<String, String> OF_ROLE = Map.of("Department", "Data", "CostCenter", "42");
    private static final Map<String, String> OF_INSTANCE =
            Map.of("Department", "Development", "CostCenter", "42", "Project", "DataAnalytics");

    /** An instance {@code i} has the tags Department=Development, CostCenter=42 and Project=DataAnalytics. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    within dates                  | sns:Publish topic      | {'Effect':'Allow','Action':'sns:*','Resource':'*','Condition':{'DateGreaterThan':{'aws:CurrentTime':'2026-04-01T00:00:00Z'},'DateLessThan':{'aws:CurrentTime':'2027-06-30T23:59:59Z'}}} | YES
                    after the dates               | sns:Publish topic      | {'Effect':'Allow','Action':'sns:*','Resource':'*','Condition':{'DateGreaterThan':{'aws:CurrentTime':'2020-04-01T00:00:00Z'},'DateLessThan':{'aws:CurrentTime':'2020-06-30T23:59:59Z'}}} | NO
                    denied outside of addresses   | ec2:StopInstances i    | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NotIpAddress':{'aws:SourceIp':['192.0.2.0/24','203.0.113.0/24']},'Bool':{'aws:ViaAWSService':'false'}}} | POSSIBLE
                    by a service, whatever address | ec2:StopInstances i   | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'},'Bool':{'aws:ViaAWSService':'true'}}} | YES
                    denied without MFA            | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*'},{'Effect':'Deny','Action':['ec2:StopInstances','ec2:TerminateInstances'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':false}}} | NO
                    not denied without MFA        | ec2:StartInstances i   | {'Effect':'Allow','Action':'ec2:*','Resource':'*'},{'Effect':'Deny','Action':['ec2:StopInstances','ec2:TerminateInstances'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':false}}} | YES
                    all but some without MFA      | iam:ListUsers *        | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','NotAction':['iam:CreateVirtualMFADevice','iam:ListUsers','sts:GetSessionToken'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}} | YES
                    the rest without MFA          | s3:GetObject object    | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','NotAction':['iam:CreateVirtualMFADevice','iam:ListUsers','sts:GetSessionToken'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}} | NO
                    with MFA of less than an hour | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NumericLessThan':{'aws:MultiFactorAuthAge':'3600'}}} | NO
                    tag of the instance           | ec2:AttachVolume i     | {'Effect':'Allow','Action':['ec2:AttachVolume','ec2:DetachVolume'],'Resource':'arn:aws:ec2:*:*:instance/*','Condition':{'StringEquals':{'aws:ResourceTag/Department':'Development'}}} | YES
                    a user's name as a tag        | ec2:AttachVolume volume | {'Effect':'Allow','Action':['ec2:AttachVolume','ec2:DetachVolume'],'Resource':'arn:aws:ec2:*:*:volume/*','Condition':{'StringEquals':{'aws:ResourceTag/VolumeUser':'${aws:username}'}}} | NO
                    tags of both                  | ec2:StopInstances i    | {'Effect':'Allow','Action':['ec2:StartInstances','ec2:StopInstances'],'Resource':'arn:aws:ec2:*:*:instance/*','Condition':{'StringEquals':{'aws:ResourceTag/Project':'DataAnalytics','aws:PrincipalTag/Department':'Data'}}} | YES
                    the same tag of both          | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/CostCenter':'${aws:PrincipalTag/CostCenter}'}}} | YES
                    another tag of both           | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/Department':'${aws:PrincipalTag/Department}'}}} | NO
                    EC2 of one region             | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringEquals':{'ec2:Region':'us-east-2'}}} | NO
                    EC2 of the region             | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringEquals':{'ec2:Region':'eu-central-1'}}} | YES
                    services in regions           | ec2:DescribeVpcs *     | {'Effect':'Deny','NotAction':['cloudfront:*','iam:*','route53:*','support:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-central-1','eu-west-1']}}},{'Effect':'Allow','Action':'*','Resource':'*'} | POSSIBLE
                    services in other regions     | ec2:StopInstances i    | {'Effect':'Deny','NotAction':['cloudfront:*','iam:*','route53:*','support:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-west-1','eu-west-2']}}},{'Effect':'Allow','Action':'*','Resource':'*'} | NO
                    services without regions      | iam:ListUsers *        | {'Effect':'Deny','NotAction':['cloudfront:*','iam:*','route53:*','support:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-west-1','eu-west-2']}}},{'Effect':'Allow','Action':'*','Resource':'*'} | YES
                    databases of a region         | rds:StopDBInstance db  | {'Effect':'Allow','Action':'rds:*','Resource':'arn:aws:rds:eu-central-1:*:*'} | YES
                    databases of another region   | rds:StopDBInstance db  | {'Effect':'Allow','Action':'rds:*','Resource':'arn:aws:rds:us-east-1:*:*'} | NO
                    attributes of a table         | dynamodb:GetItem table | {'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'arn:aws:dynamodb:*:*:table/t','Condition':{'ForAllValues:StringEquals':{'dynamodb:Attributes':['a','b']},'StringEqualsIfExists':{'dynamodb:Select':'SPECIFIC_ATTRIBUTES'}}} | POSSIBLE
                    keys of a guest of Cognito    | dynamodb:GetItem table | {'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'arn:aws:dynamodb:*:*:table/t','Condition':{'ForAnyValue:StringEquals':{'dynamodb:LeadingKeys':['${cognito-identity.amazonaws.com:sub}']}}} | NO
                    the folder of a user          | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/home/${aws:username}/*'} | NO
                    the folder of a session       | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/home/${aws:userid}/*'} | POSSIBLE
                    the folder of a guest         | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/cognito/app/${cognito-identity.amazonaws.com:sub}/*'} | NO
                    a department's folder         | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/Folder, \\u0027home\\u0027}/*'} | YES
                    a department's own folder     | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:PrincipalTag/Department, \\u0027home\\u0027}/*'} | NO
                    one bucket, denied elsewhere  | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*']},{'Effect':'Deny','NotAction':'s3:*','NotResource':['arn:aws:s3:::b','arn:aws:s3:::b/*']} | YES
                    denied but for one bucket     | sns:Publish topic      | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','NotAction':'s3:*','NotResource':['arn:aws:s3:::b','arn:aws:s3:::b/*']} | NO
                    few keys at once              | s3:ListBucket bucket   | {'Effect':'Allow','Action':'s3:ListBucket','Resource':'*','Condition':{'NumericLessThanEquals':{'s3:max-keys':'10'}}} | POSSIBLE
                    all of S3 but one action      | s3:DeleteBucket bucket | {'Effect':'Allow','NotAction':'s3:DeleteBucket','Resource':'arn:aws:s3:::*'} | NO
                    the others of S3              | s3:GetObject object    | {'Effect':'Allow','NotAction':'s3:DeleteBucket','Resource':'arn:aws:s3:::*'} | YES
                    other services, by resource   | sns:Publish topic      | {'Effect':'Allow','NotAction':'s3:DeleteBucket','Resource':'arn:aws:s3:::*'} | NO
                    PassRole to a service         | iam:PassRole role      | {'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':{'StringEquals':{'iam:PassedToService':'cloudwatch.amazonaws.com'}}} | POSSIBLE
                    encrypted requests            | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}}} | YES
                    requests in the clear         | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'*'},{'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}} | YES
                    temporary credentials         | s3:GetObject object    | {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Null':{'aws:TokenIssueTime':'true'}}} | NO
                    sessions of before            | s3:GetObject object    | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'DateLessThan':{'aws:TokenIssueTime':'2026-11-01T00:00:00Z'}}} | YES
                    own account's resources       | sqs:SendMessage queue  | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}}} | YES
                    own account's resources, of which a bucket's name tells nothing | s3:GetObject object | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}}} | POSSIBLE
                    own account's objects         | s3:GetObject any       | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}}} | YES
                    foreign resources denied      | sqs:SendMessage queue  | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceAccount':['{account}']}}} | YES
                    instance types, if any        | ec2:StopInstances i    | {'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{'StringLikeIfExists':{'ec2:InstanceType':['t1.*','t2.*']}}} | POSSIBLE
                    """)
    void examplesDecideAsDocumented(String name, String asked, String statements, Certainty expected) {
        assertThat(decided(asked, statements)).isEqualTo(expected);
    }

    /**
     * Several keys and values in one block of conditions: all keys, one of the values.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">IAM
     *     User Guide, condition logic for multiple keys or values</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals':{'aws:PrincipalTag/Department':['Data','Finance'],'aws:PrincipalTag/CostCenter':['41','42']}                        | YES
                    'StringEquals':{'aws:PrincipalTag/Department':['Data','Finance'],'aws:PrincipalTag/CostCenter':['41','43']}                        | NO
                    'StringEquals':{'aws:PrincipalTag/Department':'Data'},'StringNotEquals':{'aws:PrincipalTag/CostCenter':['41','43']}                | YES
                    'StringEquals':{'aws:PrincipalTag/Department':'Data'},'StringNotEquals':{'aws:PrincipalTag/CostCenter':['41','42']}                | NO
                    'StringNotEquals':{'aws:PrincipalTag/Department':'Data','aws:PrincipalTag/CostCenter':'41'}                                        | NO
                    'StringNotEquals':{'aws:PrincipalTag/Department':'HR','aws:PrincipalTag/CostCenter':'41'}                                          | YES
                    'StringNotEquals':{'aws:PrincipalTag/Department':'HR','aws:PrincipalTag/None':'x'}                                                 | YES
                    'StringEqualsIfExists':{'aws:PrincipalTag/None':'x'},'StringEquals':{'aws:PrincipalTag/Department':'Data'}                         | YES
                    'ForAllValues:StringEquals':{'aws:PrincipalTag/None':['x']},'Null':{'aws:PrincipalTag/None':'false'}                               | NO
                    'ForAnyValue:StringEquals':{'aws:PrincipalTag/Department':['Data','x']}                                                            | YES
                    'StringLike':{'aws:PrincipalTag/Department':'D?t*'},'Null':{'aws:PrincipalTag/Department':'false'}                                 | YES
                    'StringLike':{'aws:PrincipalTag/Department':'d*'}                                                                                  | NO
                    'StringEquals':{'aws:PrincipalTag/department':'Data'}                                                                              | YES
                    """)
    void severalKeysAndValues(String condition, Certainty expected) {
        assertThat(decided(
                        "sns:Publish topic",
                        "{'Effect':'Allow','Action':'sns:*','Resource':'*','Condition':{" + condition + "}}"))
                .isEqualTo(expected);
    }

    private static Certainty decided(String asked, String statements) {
        Resource<Role> self = role("r")
                .trustedByEc2()
                .inlineDocument(MadeRole.policy(statements.replace("{account}", ACCOUNT)))
                .resource()
                .withTags(OF_ROLE);
        Estates.Made<Role> made = () -> self;
        Resource<Instance> tagged = instance("i").resource().withTags(OF_INSTANCE);
        Estates.Made<Instance> host = () -> tagged;
        Estate estate = Estates.estate().with(made, host).build();
        String[] parts = asked.split(" ", -1);
        return RolePrivileges.of(self, estate)
                .decide(parts[0], resource(parts[1]))
                .verdict();
    }

    private static String resource(String name) {
        String regional = ":eu-central-1:" + ACCOUNT + ":";
        return switch (name) {
            case "topic" -> "arn:aws:sns" + regional + "t";
            case "queue" -> "arn:aws:sqs" + regional + "q";
            case "table" -> "arn:aws:dynamodb" + regional + "table/t";
            case "volume" -> "arn:aws:ec2" + regional + "volume/vol-1";
            case "i" -> "arn:aws:ec2" + regional + "instance/i";
            case "db" -> "arn:aws:rds" + regional + "db:d";
            case "bucket" -> "arn:aws:s3:::b";
            case "any" -> "arn:aws:s3:::~any~/~any~";
            case "object" -> "arn:aws:s3:::b/home/x/y";
            case "role" -> "arn:aws:iam::" + ACCOUNT + ":role/x";
            default -> name;
        };
    }
}
