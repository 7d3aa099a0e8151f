package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Roles that others have published with what is true of them: BishopFox's iam-vulnerable, made to find what tools miss (fn) and what they
 * find without reason (fp), the tests of NCC Group's PMapper, of Prowler and of Cloudsplaining, scenarios of Rhino Security Labs' CloudGoat,
 * the principals that DataDog's pathfinding-labs tests the evaluation of tools with, and the policies that AWS keeps. Prowler takes {@code iam:PassRole} alone for an escalation, which it is not: nothing runs with the role.
 */
class LabelledRolesTest {

    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'%s':'%s'}}";

    private static final String EFFECT = "{'Effect':%s,'Resource':'*'}";

    /** The policies are separated by an ampersand. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    fn1, by two policies        | NO  | PassRole+RunInstances=YES   | {'Effect':'Allow','Action':'ec2:RunInstances','Resource':'*'} & {'Effect':'Allow','Action':'iam:PassRole','Resource':'*'}
                    fn2, its own policy         | NO  | CreatePolicyVersion=YES     | {'Effect':'Allow','Action':'iam:CreatePolicyVersion','Resource':'arn:aws:iam::*:policy/attached-*'}
                    fn3, sessions of today      | NO  | CreatePolicyVersion=YES     | {'Effect':'Allow','Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'DateGreaterThan':{'aws:TokenIssueTime':'2020-01-01T00:00:01Z'}}}
                    fn4, what NotAction leaves  | NO  | PutRolePolicy=YES SendCommand=YES StartSession=YES PassRole+CreateStack=YES | {'Effect':'Allow','NotAction':['iam:Update*','iam:Create*','iam:Attach*'],'Resource':'*'}
                    fp1, allowed and denied     | NO  | -                           | {'Effect':'Allow','Action':'iam:*','Resource':'*'},{'Effect':'Deny','Action':'iam:*','Resource':'*'}
                    fp2, denied by another      | NO  | -                           | {'Effect':'Allow','Action':'*','Resource':'*'} & {'Effect':'Deny','Action':'*','Resource':'*'}
                    fp3, denied                 | NO  | -                           | {'Effect':'Deny','Action':'iam:*','Resource':'*'}
                    fp4, a policy of AWS        | NO  | -                           | {'Effect':'Allow','Action':'iam:CreatePolicyVersion','Resource':'arn:aws:iam::aws:policy/attached-*'}
                    fp5, sessions of the past   | NO  | -                           | {'Effect':'Allow','Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'DateLessThan':{'aws:TokenIssueTime':'2020-01-01T00:00:01Z'}}}
                    privesc-sre                 | YES | -                           | {'Effect':'Allow','Action':['iam:*','ec2:*','s3:*'],'Resource':'*'}
                    privesc2                    | NO  | SetDefaultPolicyVersion=POSSIBLE | {'Effect':'Allow','Action':'iam:SetDefaultPolicyVersion','Resource':'*'}
                    privesc13                   | NO  | AddUserToGroup=POSSIBLE     | {'Effect':'Allow','Action':'iam:AddUserToGroup','Resource':'*'}
                    privesc16                   | NO  | PassRole+CreateFunction+CreateEventSourceMapping=YES | {'Effect':'Allow','Action':['lambda:CreateFunction','iam:PassRole','lambda:CreateEventSourceMapping'],'Resource':'*'}
                    privesc-ssmStartSession     | NO  | StartSession=YES            | {'Effect':'Allow','Action':['ssm:StartSession','ssm:DescribeSessions','ssm:TerminateSession'],'Resource':'*'}
                    PMapper, denied             | NO  | -                           | {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'*'}
                    PMapper, administrator      | YES | -                           | {'Effect':'Allow','Action':'*','Resource':'*'}
                    Prowler, one half           | NO  | -                           | {'Effect':'Allow','Action':'ec2:RunInstances','Resource':'*'}
                    Prowler, PassRole alone     | NO  | -                           | {'Effect':'Allow','Action':'iam:PassRole','Resource':'*'}
                    Prowler, all but one denied | NO  | -                           | {'Effect':'Allow','Action':['lambda:*','iam:PassRole','ec2:RunInstances'],'Resource':'*'},{'Effect':'Deny','NotAction':'dynamodb:PutItem','Resource':'*'}
                    Prowler, IAMPut             | NO  | PutRolePolicy=YES           | {'Effect':'Allow','Action':'iam:Put*','Resource':'*'}
                    Cloudsplaining              | NO  | CreateAccessKey=POSSIBLE    | {'Effect':'Allow','Action':['secretsmanager:GetSecretValue','s3:GetObject','iam:CreateAccessKey'],'Resource':'*'}
                    CloudGoat, another host     | NO  | -                           | {'Effect':'Allow','Action':['ec2:StartInstances','ec2:StopInstances','ec2:ModifyInstanceAttribute'],'Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceTag/Name':'admin-host'}}}
                    CloudGoat, and its tags     | NO  | ModifyInstanceAttribute=POSSIBLE | {'Effect':'Allow','Action':['ec2:StartInstances','ec2:StopInstances','ec2:ModifyInstanceAttribute'],'Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceTag/Name':'admin-host'}}} & {'Effect':'Allow','Action':'ec2:DeleteTags','Resource':'*'}
                    CloudGoat, lambda_privesc   | NO  | PassRole+CreateFunction+InvokeFunction=YES | {'Effect':'Allow','Action':['lambda:*','iam:PassRole'],'Resource':'*'}
                    PowerUserAccess             | NO  | SendCommand=YES StartSession=YES | {'Effect':'Allow','NotAction':['iam:*','organizations:*','account:*'],'Resource':'*'}
                    AWSMcpServiceActionsFullAccess | NO | -                         | {'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'aws:IsMcpServiceAction':'true'}}}
                    """)
    void aRoleIsAsItsLabelSays(String name, Certainty administrator, String ways, String policies) {
        // given
        MadeRole role = role("r").trust(BY.formatted("AWS", "arn:aws:iam::" + Estates.ACCOUNT + ":user/deployer"));
        List.of(policies.split(" & ")).forEach(role::attached);
        Estate account = besideAnAdministrator(role);

        // when
        List<String> found = PrivilegeGraph.of(account).escalations(role.resource()).stream()
                .map(way -> way.name() + "=" + way.certainty())
                .toList();

        // then
        assertThat(RolePrivileges.of(role.resource(), account).administrator()).isEqualTo(administrator);
        if (ways == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(ways.split(" "));
        }
    }

    /** Of pathfinding-labs: what several policies add up to, and what denials or a boundary take of all of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    S3 and all but S3           | YES | -                                    | 'Allow','Action':'s3:*' & 'Allow','NotAction':'s3:*'
                    IAM and other services      | YES | -                                    | 'Allow','Action':['ec2:*','s3:*','iam:*','lambda:*','logs:*','sts:*']
                    only EC2's list not denied  | NO  | -                                    | 'Allow','Action':'*' & 'Deny','NotAction':'ec2:DescribeInstances'
                    IAM and all but IAM denied  | NO  | -                                    | 'Allow','Action':'*' & 'Deny','Action':'iam:*' & 'Deny','NotAction':'iam:*'
                    two halves, all denied      | NO  | -                                    | 'Allow','Action':'iam:*' & 'Allow','NotAction':'iam:*' & 'Deny','Action':'*'
                    a boundary that denies all  | NO  | 'Deny','Action':'*'                  | 'Allow','Action':'*'
                    a boundary of one action    | NO  | 'Allow','Action':'ec2:DescribeInstances' | 'Allow','Action':'iam:*' & 'Allow','NotAction':'iam:*'
                    a boundary of no action     | NO  | 'Allow','NotAction':['*']            | 'Allow','Action':'*'
                    a boundary of the other half | NO | 'Allow','Action':'iam:*'             | 'Allow','NotAction':'iam:*'
                    """)
    void effectiveRights(String name, Certainty administrator, String boundary, String policies) {
        // given
        MadeRole role = role("r").trust(BY.formatted("AWS", "arn:aws:iam::" + Estates.ACCOUNT + ":user/deployer"));
        List.of(policies.split(" & ")).forEach(policy -> role.attached(EFFECT.formatted(policy)));
        if (boundary != null) {
            role.boundary(EFFECT.formatted(boundary));
        }
        Estate account = besideAnAdministrator(role);

        // when, then
        assertThat(RolePrivileges.of(role.resource(), account).administrator()).isEqualTo(administrator);
        assertThat(PrivilegeGraph.of(account).escalations(role.resource())).isEmpty();
    }

    /** Roles without policies in iam-vulnerable, each named by the trust policy of the next one, and the last of which may do everything. */
    @Test
    void aChainOfTrustIsFollowed() {
        // given
        MadeRole starting = role("starting");
        MadeRole intermediate = role("intermediate")
                .trust(BY.formatted("AWS", starting.resource().arn()));
        MadeRole ending = role("ending")
                .inline(allow("*", "*"))
                .trust(BY.formatted("AWS", intermediate.resource().arn()));
        Estate account = Estates.estate().with(starting, intermediate, ending).build();

        // when, then
        assertThat(PrivilegeGraph.of(account).escalations(starting.resource()))
                .singleElement()
                .returns(intermediate.resource().arn(), Escalation::target)
                .returns(true, Escalation::administrator)
                .returns(Certainty.YES, Escalation::certainty);
    }

    /** One that services get, and that a host has. */
    private static Estate besideAnAdministrator(MadeRole role) {
        MadeRole high = role("high")
                .inline(allow("*", "*"))
                .trust(
                        BY.formatted("Service", "ec2.amazonaws.com"),
                        BY.formatted("Service", "lambda.amazonaws.com"),
                        BY.formatted("Service", "cloudformation.amazonaws.com"));
        return Estates.estate()
                .with(role, high, Made.profile("p", "high"), Made.node("i-1", "Online"))
                .with(instance("i-1").profile("p").tag("Name", "admin-host"))
                .build();
    }
}
