package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.PolicyTarget;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Control policies like the examples of the AWS Organizations User Guide, asked of a role of an instance that has all rights.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html">AWS Organizations User
 *     Guide, SCP examples</a>
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html">AWS Organizations User
 *     Guide, RCP examples</a>
 */
class OrganizationsGuideExamplesTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    /** Beside the policy that allows everything. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    other regions                 | ec2:StopInstances i       | 'Effect':'Deny','NotAction':['a4b:*','iam:*','organizations:*','route53:*','support:*','sts:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['us-west-1','us-west-2']},'ArnNotLike':{'aws:PrincipalARN':['arn:aws:iam::*:role/Role1AllowedToBypassThisSCP']}} | NO
                    other regions, but one role   | ec2:StopInstances i       | 'Effect':'Deny','NotAction':['a4b:*','iam:*','organizations:*','route53:*','support:*','sts:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['us-west-1','us-west-2']},'ArnNotLike':{'aws:PrincipalARN':['arn:aws:iam::*:role/r']}} | YES
                    the region                    | ec2:StopInstances i       | 'Effect':'Deny','NotAction':['iam:*','organizations:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-central-1','eu-west-1']}} | YES
                    IAM, but for other regions    | iam:CreateUser user       | 'Effect':'Deny','NotAction':['iam:*','organizations:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-central-1','eu-west-1']}} | YES
                    IAM, forgotten                | iam:CreateUser user       | 'Effect':'Deny','NotAction':['organizations:*','sts:*'],'Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-central-1','eu-west-1']}} | NO
                    the root user alone           | ec2:StopInstances i       | 'Effect':'Deny','Action':'ec2:*','Resource':'*','Condition':{'StringLike':{'aws:PrincipalArn':['arn:aws:iam::*:root']}} | YES
                    a protected role              | iam:PutRolePolicy role    | 'Effect':'Deny','Action':['iam:AttachRolePolicy','iam:DeleteRole','iam:PutRolePolicy','iam:UpdateRole'],'Resource':['arn:aws:iam::*:role/x'],'Condition':{'ArnNotLike':{'aws:PrincipalARN':'arn:aws:iam::*:role/admin'}} | NO
                    to its administrator          | iam:PutRolePolicy role    | 'Effect':'Deny','Action':['iam:AttachRolePolicy','iam:DeleteRole','iam:PutRolePolicy','iam:UpdateRole'],'Resource':['arn:aws:iam::*:role/x'],'Condition':{'ArnNotLike':{'aws:PrincipalARN':'arn:aws:iam::*:role/r'}} | YES
                    without MFA                   | ec2:StopInstances i       | 'Effect':'Deny','Action':['ec2:StopInstances','ec2:TerminateInstances'],'Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':false}} | NO
                    types of instances            | ec2:RunInstances i        | 'Effect':'Deny','Action':'ec2:RunInstances','Resource':['arn:aws:ec2:*:*:instance/*'],'Condition':{'StringNotEquals':{'ec2:InstanceType':'t2.micro'}} | POSSIBLE
                    types of other resources      | ec2:RunInstances volume   | 'Effect':'Deny','Action':'ec2:RunInstances','Resource':['arn:aws:ec2:*:*:instance/*'],'Condition':{'StringNotEquals':{'ec2:InstanceType':'t2.micro'}} | YES
                    IMDSv1                        | ec2:RunInstances i        | 'Effect':'Deny','Action':'ec2:RunInstances','Resource':'arn:aws:ec2:*:*:instance/*','Condition':{'StringNotEquals':{'ec2:MetadataHttpTokens':'required'}} | POSSIBLE
                    credentials by IMDSv1         | s3:GetObject object       | 'Effect':'Deny','Action':'*','Resource':'*','Condition':{'NumericLessThan':{'ec2:RoleDelivery':'2.0'}} | POSSIBLE
                    a tag to be set               | ec2:RunInstances i        | 'Effect':'Deny','Action':['ec2:RunInstances'],'Resource':['arn:aws:ec2:*:*:instance/*'],'Condition':{'Null':{'aws:RequestTag/Project':'true'}} | POSSIBLE
                    unencrypted volumes           | ec2:CreateVolume volume   | 'Effect':'Deny','Action':'ec2:CreateVolume','Resource':'*','Condition':{'Bool':{'ec2:Encrypted':'false'}} | POSSIBLE
                    detection                     | guardduty:DeleteDetector * | 'Effect':'Deny','Action':['guardduty:DeleteDetector','guardduty:Disassociate*'],'Resource':'*' | NO
                    leaving                       | organizations:LeaveOrganization * | 'Effect':'Deny','Action':['organizations:LeaveOrganization'],'Resource':'*' | NO
                    leaving, as any action        | organizations:ListRoots * | 'Effect':'Deny','Action':['organizations:LeaveOrganization'],'Resource':'*' | YES
                    all but the internet gateway  | ec2:AttachInternetGateway * | 'Effect':'Deny','Action':['ec2:AttachInternetGateway','ec2:CreateInternetGateway','ec2:AcceptVpcPeeringConnection'],'Resource':'*' | NO
                    tags of the principal         | ec2:CreateTags i          | 'Effect':'Deny','Action':['ec2:CreateTags','ec2:DeleteTags'],'Resource':'*','Condition':{'StringNotEquals':{'ec2:ResourceTag/access-project':'${aws:PrincipalTag/access-project}','aws:PrincipalArn':'arn:aws:iam::{account}:role/org-admins/iam-admin'},'Null':{'ec2:ResourceTag/access-project':false}} | POSSIBLE
                    """)
    void deniedByAService(String name, String asked, String statement, Certainty expected) {
        assertThat(decided(
                        asked, organizationPolicy("guard", ALL + ",{" + statement.replace("{account}", ACCOUNT) + "}")))
                .isEqualTo(expected);
    }

    /** Without the policy that allows everything, as service control policies have it since they take the full language of IAM. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a list of services            | ec2:StopInstances i | {'Effect':'Allow','Action':['ec2:*','cloudwatch:*'],'Resource':'*'} | YES
                    another service               | s3:GetObject object | {'Effect':'Allow','Action':['ec2:*','cloudwatch:*'],'Resource':'*'} | NO
                    all but some services         | s3:GetObject object | {'Effect':'Allow','NotAction':['iam:*','organizations:*'],'Resource':'*'} | YES
                    one of these                  | iam:CreateUser user | {'Effect':'Allow','NotAction':['iam:*','organizations:*'],'Resource':'*'} | NO
                    single resources              | s3:GetObject object | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/*'} | YES
                    other resources               | s3:GetObject object | {'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::other/*'} | NO
                    all but single resources      | s3:GetObject object | {'Effect':'Allow','Action':'*','NotResource':'arn:aws:s3:::b/*'} | NO
                    under a condition             | ec2:StopInstances i | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:RequestedRegion':['eu-central-1']}}} | YES
                    under one that does not hold  | ec2:StopInstances i | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:RequestedRegion':['us-east-1']}}} | NO
                    to one role                   | ec2:StopInstances i | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/r'}}} | YES
                    to another role               | ec2:StopInstances i | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/s'}}} | NO
                    wildcards within              | ec2:StopInstances i | {'Effect':'Allow','Action':'ec2:*Instances','Resource':'*'} | YES
                    denials alone                 | ec2:StopInstances i | {'Effect':'Deny','Action':'s3:*','Resource':'*'} | NO
                    """)
    void allowedByAService(String name, String asked, String statement, Certainty expected) {
        assertThat(decided(asked, organizationPolicy("list", statement))).isEqualTo(expected);
    }

    /** The organization of the guide: root, a unit and the account, each with what its policies allow or deny of four services. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    *                    | *        | *      | YES | YES | YES
                    *                    | -s3      | *      | YES | NO  | YES
                    -s3                  | *        | *      | YES | NO  | YES
                    *                    | *        | ec2    | YES | NO  | NO
                    ec2 s3               | s3 iam   | *      | NO  | YES | NO
                    ec2 s3               | ec2 iam  | s3     | NO  | NO  | NO
                    ec2                  | *        | *      | YES | NO  | NO
                    * -iam               | * -ec2   | * -s3  | NO  | NO  | NO
                    """)
    void eachLevelMustAllow(String root, String unit, String account, Certainty ec2, Certainty s3, Certainty iam) {
        List<Estates.Made<?>> policies =
                List.of(level("root", 0, root), level("unit", 1, unit), level("account", 2, account));

        assertThat(List.of("ec2:StopInstances i", "s3:GetObject object", "iam:CreateUser user"))
                .extracting(asked -> decided(asked, policies.toArray(Estates.Made<?>[]::new)))
                .containsExactly(ec2, s3, iam);
    }

    private static Estates.Made<?> level(String name, int depth, String services) {
        String statements = List.of(services.split(" ")).stream()
                .map(service -> service.startsWith("-")
                        ? ALL + "," + MadeRole.deny(service.substring(1) + ":*", "*")
                        : allow(service.equals("*") ? "*" : service + ":*", "*"))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return organizationPolicy(name, "SERVICE_CONTROL_POLICY", new PolicyTarget(name, depth), statements);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    in the clear                  | s3:GetObject object  | 'Action':['s3:*','sqs:*','kms:*','secretsmanager:*','sts:*'],'Condition':{'BoolIfExists':{'aws:SecureTransport':'false'}} | YES
                    another organization          | sqs:SendMessage queue | 'Action':['s3:*','sqs:*','kms:*','secretsmanager:*','sts:*'],'Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}} | NO
                    the organization              | sqs:SendMessage queue | 'Action':['s3:*','sqs:*','kms:*','secretsmanager:*','sts:*'],'Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-abcdefghij'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}} | YES
                    a service for others          | sqs:SendMessage queue | 'Action':['s3:*','sqs:*','kms:*','secretsmanager:*','sts:*'],'Condition':{'StringNotEqualsIfExists':{'aws:SourceOrgID':'o-abcdefghij'},'Null':{'aws:SourceAccount':'false'},'Bool':{'aws:PrincipalIsAWSService':'true'}} | YES
                    tokens of others              | s3:GetObject object   | 'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringNotEqualsIfExists':{'token.actions.githubusercontent.com:sub':'repo:o/*'}} | YES
                    old versions of TLS           | sqs:SendMessage queue | 'Action':'sqs:*','Condition':{'NumericLessThan':{'s3:TlsVersion':['1.2']}} | YES
                    old versions of TLS for S3    | s3:GetObject object   | 'Action':'s3:*','Condition':{'NumericLessThan':{'s3:TlsVersion':['1.2']}} | POSSIBLE
                    """)
    void deniedByAResource(String name, String asked, String statement, Certainty expected) {
        assertThat(decided(
                        asked,
                        organizationPolicy("all", ALL),
                        organizationPolicy(
                                "guard",
                                "RESOURCE_CONTROL_POLICY",
                                "{'Effect':'Deny','Principal':'*','Resource':'*'," + statement + "}")))
                .isEqualTo(expected);
    }

    private static Certainty decided(String asked, Estates.Made<?>... policies) {
        MadeRole self = role("r").trustedByEc2().inline(allow("*", "*"));
        Estate estate = Estates.estate().with(self).with(policies).build();
        String[] parts = asked.split(" ", -1);
        return RolePrivileges.of(self.resource(), estate)
                .decide(parts[0], resource(parts[1]))
                .verdict();
    }

    private static String resource(String name) {
        String regional = ":eu-central-1:" + ACCOUNT + ":";
        return switch (name) {
            case "queue" -> "arn:aws:sqs" + regional + "q";
            case "volume" -> "arn:aws:ec2" + regional + "volume/vol-1";
            case "i" -> "arn:aws:ec2" + regional + "instance/i";
            case "object" -> "arn:aws:s3:::b/x";
            case "role" -> "arn:aws:iam::" + ACCOUNT + ":role/x";
            case "user" -> "arn:aws:iam::" + ACCOUNT + ":user/u";
            default -> name;
        };
    }
}
