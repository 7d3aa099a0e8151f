package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.NO;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.PolicyReadingTest.OF_INSTANCES;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other evaluators of trust policies are known to get wrong. */
class TrustReadingTest {

    private static final String ACCOUNT = Estates.ACCOUNT;

    private static MadeRole trusting(String statement) {
        return role("target").trust(statement.replace("{account}", ACCOUNT));
    }

    /** Whether a role that may do everything assumes one with the statement in its trust policy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':'*'                                                              | YES
                    'Principal':{'AWS':'*'}                                                      | YES
                    'Principal':{'AWS':['*']}                                                    | YES
                    'Principal':{'AWS':'{account}'}                                              | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:root'}                            | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'}                          | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Resource':'arn:aws:iam::{account}:role/target' | YES
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/r'},'Resource':'arn:aws:iam::{account}:role/other'  | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/R'}                          | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/*'}                          | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:user/r'}                          | NO
                    'Principal':{'AWS':'arn:aws:iam::444455556666:root'}                         | NO
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/r/session'}          | POSSIBLE
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/other/session'}      | NO
                    'Principal':{'Service':'ec2.amazonaws.com'}                                  | NO
                    'Principal':{'Federated':'arn:aws:iam::{account}:saml-provider/p'}           | NO
                    'Principal':{'Federated':'token.actions.githubusercontent.com'}              | NO
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/r'}                       | NO
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | YES
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'sts:ExternalId':'x'}}  | POSSIBLE
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalAccount':'444455556666'}} | NO
                    'Principal':{'AWS':'*'},'Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/r'}} | YES
                    'Principal':{'AWS':'*'},'Condition':{'StringLike':{'aws:PrincipalArn':['arn:aws:iam::*:role/x?','*:role/?']}} | YES
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-abcdefghij'}} | YES
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}} | NO
                    'Principal':{'AWS':'*'},'Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}} | NO
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalTag/team':'x'}} | NO
                    """)
    void whoAssumes(String statement, Certainty expected) {
        MadeRole target = trusting("{'Effect':'Allow','Action':'sts:AssumeRole'," + statement + "}");

        assertThat(assumes(target)).isEqualTo(expected);
    }

    /** The same of a role that trusts everyone, with a denial beside. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':'*'                                                              | NO
                    'Principal':{'AWS':'arn:aws:iam::{account}:role/other'}                      | YES
                    'NotPrincipal':{'AWS':'arn:aws:iam::{account}:role/other'}                   | NO
                    'NotPrincipal':{'AWS':['arn:aws:iam::{account}:role/r']}                     | POSSIBLE
                    'Principal':{'AWS':'{account}'}                                              | NO
                    'Principal':{'AWS':'arn:aws:iam::444455556666:root'}                         | YES
                    'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/r/session'}          | POSSIBLE
                    'Principal':{'Service':'ec2.amazonaws.com'}                                  | YES
                    'Principal':'*','Condition':{'ArnNotEquals':{'aws:PrincipalArn':'arn:aws:iam::{account}:role/r'}} | YES
                    'Principal':'*','Condition':{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}}   | POSSIBLE
                    'Principal':'*','Condition':{'Null':{'aws:PrincipalTag/team':'true'}}        | NO
                    """)
    void whomATrustPolicyDenies(String statement, Certainty expected) {
        MadeRole target = trusting("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'*'}},"
                + "{'Effect':'Deny','Action':'sts:*'," + statement + "}");

        assertThat(assumes(target)).isEqualTo(expected);
    }

    /** Whether the role is told to take over an administrator whose denial spares it by name, which is not certain, and not so of one with a boundary. */
    @ParameterizedTest
    @CsvSource({"false, POSSIBLE", "true,"})
    void whomADenialOfOthersSpares(boolean bounded, Certainty expected) {
        // given
        String named = "{'AWS':['arn:aws:iam::111122223333:root','arn:aws:iam::111122223333:role/r']}";
        MadeRole self = role("r").inline(allow("sts:AssumeRole", "*"));
        MadeRole target = trusting("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':" + named + "},"
                        + "{'Effect':'Deny','Action':'sts:AssumeRole','NotPrincipal':" + named + "}")
                .inline(allow("*", "*"));

        // when, then
        assertThat(EscalationTest.escalations(bounded ? self.boundary(allow("*", "*")) : self, target))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Whether a role assumes another one, within a boundary that does not allow it, and one that denies it. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/r,               NO",
        "arn:aws:sts::111122223333:assumed-role/r/i-1,   POSSIBLE",
        "*,                                              POSSIBLE",
        "111122223333,                                   NO"
    })
    void aBoundaryThatDoesNotAllowIsNoLimitToSessions(String principal, Certainty expected) {
        MadeRole target =
                trusting("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + principal + "'}}");

        assertThat(decided(assuming().boundary(allow("s3:*", "*")), "sts:AssumeRole", target))
                .isEqualTo(expected);
        assertThat(decided(assuming().boundary(deny("sts:*", "*")), "sts:AssumeRole", target))
                .isEqualTo(NO);
    }

    @ParameterizedTest
    @CsvSource({
        "role/target,  not readable: the trust policy of arn:aws:iam::111122223333:role/target",
        "role/nowhere, not known: the trust policy of arn:aws:iam::111122223333:role/nowhere"
    })
    void namesTheTrustPolicyThatIsMissing(String target, String expected) {
        MadeRole self = assuming();
        Estate estate =
                Estates.estate().with(self, trusting("{'NoAction':'x'}")).build();

        Decision decision = RolePrivileges.of(self.resource(), estate)
                .decide("sts:AssumeRole", "arn:aws:iam::" + ACCOUNT + ":" + target);

        assertThat(decision.verdict()).isEqualTo(POSSIBLE);
        assertThat(decision.reasons()).contains(expected);
    }

    /** A denial of an account is one of its identities, and the other way round an allowance of the account is none of a denied one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    arn:aws:iam::{account}:root    | arn:aws:iam::{account}:role/r                  | NO       | NO
                    {account}                      | arn:aws:iam::{account}:role/r                  | NO       | NO
                    arn:aws:iam::{account}:role/r  | arn:aws:iam::{account}:root                    | NO       | NO
                    arn:aws:iam::{account}:role/r  | {account}                                      | NO       | NO
                    arn:aws:iam::{account}:root    | arn:aws:iam::{account}:role/other              | YES      | YES
                    arn:aws:iam::{account}:role/r  | 444455556666                                   | YES      | YES
                    arn:aws:iam::{account}:root    | arn:aws:sts::{account}:assumed-role/r/session  | POSSIBLE | YES
                    """)
    void whomADenialMeans(String allowed, String denied, Certainty decided, Certainty assumed) {
        // given
        String by = "{'Effect':'%s','Action':'sts:AssumeRole','Principal':{'AWS':'%s'}}";
        MadeRole target = trusting(by.formatted("Allow", allowed) + "," + by.formatted("Deny", denied));
        MadeRole self = assuming();
        var estate = Estates.estate().with(self, target).build();

        // when, then
        assertThat(assumes(target)).isEqualTo(decided);
        assertThat(RolePrivileges.of(self.resource(), estate).assumes(RolePrivileges.of(target.resource(), estate)))
                .isEqualTo(assumed);
    }

    /** A condition on what the request gives the session, in the trust policy, with the other statements of both roles. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals':{'aws:RequestTag/a':'b'}       | sts:AssumeRole       | sts:*             | NO
                    'StringEquals':{'aws:RequestTag/a':'b'}       | sts:TagSession       | sts:*             | POSSIBLE
                    'StringEquals':{'aws:RequestTag/a':'b'}       | sts:TagSession       | sts:AssumeRole    | NO
                    'StringEquals':{'aws:RequestTag/a':'b'}       | sts:SetSourceIdentity | sts:*            | NO
                    'Null':{'aws:RequestTag/a':'true'}            | sts:AssumeRole       | sts:*             | YES
                    'ForAnyValue:StringEquals':{'aws:TagKeys':'a'} | sts:AssumeRole      | sts:*             | NO
                    'StringLike':{'sts:SourceIdentity':'*'}       | sts:AssumeRole       | sts:*             | NO
                    'StringLike':{'sts:SourceIdentity':'*'}       | sts:SetSourceIdentity | sts:*            | POSSIBLE
                    'StringLike':{'sts:RoleSessionName':'*'}      | sts:AssumeRole       | sts:*             | POSSIBLE
                    """)
    void whatTheSessionIsGiven(String condition, String besides, String held, Certainty expected) {
        // given
        String by = "{'Effect':'Allow','Action':'%s','Principal':{'AWS':'{account}'}%s}";
        MadeRole target = trusting(by.formatted("sts:AssumeRole", ",'Condition':{" + condition + "}") + ","
                + (besides.equals("sts:AssumeRole") ? by.formatted("s3:*", "") : by.formatted(besides, "")));
        MadeRole self = role("r").trust(OF_INSTANCES).inline(allow(held, "*"));

        // when, then
        assertThat(decided(self, "sts:AssumeRole", target)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"sts:TagSession, NO", "sts:SetSourceIdentity, YES"})
    void whatATrustPolicyAllowsBesides(String action, Certainty expected) {
        MadeRole target = trusting(
                "{'Effect':'Allow','Action':['sts:AssumeRole','sts:SetSourceIdentity'],'Principal':{'AWS':'{account}'}}");

        assertThat(decided(assuming(), action, target)).isEqualTo(expected);
    }

    private static Certainty decided(MadeRole self, String action, MadeRole target) {
        return RolePrivileges.of(
                        self.resource(), Estates.estate().with(self, target).build())
                .decide(action, target.resource().arn())
                .verdict();
    }

    private static MadeRole assuming() {
        return role("r").trust(OF_INSTANCES).inline(allow("*", "*"));
    }

    private static Certainty assumes(MadeRole target) {
        MadeRole self = assuming();
        var estate = Estates.estate()
                .with(self, target, organizationPolicy("full", "{'Effect':'Allow','Action':'*','Resource':'*'}"))
                .build();
        return RolePrivileges.of(self.resource(), estate)
                .decide("sts:AssumeRole", target.resource().arn())
                .verdict();
    }

    @ParameterizedTest
    @CsvSource({
        "ec2.amazonaws.com,                  ec2.amazonaws.com,    YES",
        "ec2.amazonaws.com.cn,               ec2.amazonaws.com,    YES",
        "states.eu-central-1.amazonaws.com,  states.amazonaws.com, YES",
        "ec2.cn-north-1.amazonaws.com.cn,    ec2.amazonaws.com,    YES",
        "ec2.us-gov-west-1.amazonaws.com,    ec2.amazonaws.com,    YES",
        "states.amazonaws.com,               ec2.amazonaws.com,    NO",
        "ec2.application-autoscaling.amazonaws.com, ec2.amazonaws.com, NO",
        "spotfleet.amazonaws.com,            ec2.amazonaws.com,    NO",
        "ec2..amazonaws.com,                 ec2.amazonaws.com,    NO",
        "EC2.amazonaws.com,                  ec2.amazonaws.com,    NO"
    })
    void servicesHaveAPrincipalForEachRegion(String named, String service, Certainty expected) {
        MadeRole target =
                trusting("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':['x','" + named + "']}}");

        assertThat(new Trust(target.resource()).admitsService(service, OrganizationLimits.NONE))
                .isEqualTo(expected);
    }

    /** What else of a trust policy decides whether CodeBuild may assume the role. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceAccount':'111122223333'}} | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceAccount':'444455556666'}} | NO
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:codebuild:*:111122223333:project/x'}} | POSSIBLE
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:codebuild:*:111122223333:*'}} | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'StringLike':{'aws:SourceArn':'arn:aws:codebuild:us-west-2:111122223333:*'},'StringEquals':{'aws:SourceAccount':'111122223333'}} | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:codebuild:*:*:*'}} | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':['arn:aws:codebuild:*:444455556666:*','arn:aws:codebuild:*:111122223333:*']}} | YES
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:codebuild:*:444455556666:*'}} | NO
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnEquals':{'aws:SourceArn':'arn:aws:codebuild:us-west-2:444455556666:project/x'}} | NO
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:lambda:*:111122223333:*'}} | POSSIBLE
                    'Action':'sts:AssumeRole','Principal':{'Service':'codebuild.amazonaws.com'},'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:apigateway:us-east-1::/restapis/x'}} | POSSIBLE
                    'Action':'sts:TagSession','Principal':{'Service':'codebuild.amazonaws.com'} | NO
                    'Action':'sts:AssumeRole','Principal':{'AWS':'*'}                           | POSSIBLE
                    'Action':'sts:AssumeRole','Principal':'*'                                   | POSSIBLE
                    """)
    void whenAServiceAssumesTheRole(String statement, Certainty expected) {
        MadeRole target = trusting("{'Effect':'Allow'," + statement + "}");

        assertThat(new Trust(target.resource()).admitsService("codebuild.amazonaws.com", OrganizationLimits.NONE))
                .isEqualTo(expected);
    }

    /** A principal assumes a role by the actions that are its own, and not where it is denied. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sts:AssumeRoleWithSAML        | 'Federated':'arn:aws:iam::111122223333:saml-provider/x' | sts:TagSession | true
                    sts:AssumeRoleWithWebIdentity | 'Federated':'token.actions.githubusercontent.com'       | sts:TagSession | true
                    sts:AssumeRole                | 'Federated':'token.actions.githubusercontent.com'       | sts:TagSession | false
                    sts:AssumeRoleWithWebIdentity | 'AWS':'arn:aws:iam::111122223333:root'                  | sts:TagSession | false
                    sts:AssumeRoleWithWebIdentity | 'AWS':'*'                                               | sts:TagSession | true
                    sts:AssumeRoleWithSAML        | 'Service':'ec2.amazonaws.com'                           | sts:TagSession | false
                    sts:AssumeRole                | 'AWS':'arn:aws:iam::111122223333:root'                  | sts:AssumeRole | false
                    sts:AssumeRole*               | 'AWS':'*'                                               | sts:AssumeRole | true
                    """)
    void principalsAreThoseWhomTheActionsServe(String action, String principal, String denied, boolean admitted) {
        MadeRole role = role("r")
                .trust(
                        "{'Effect':'Allow','Action':'%s','Principal':{%s}}".formatted(action, principal),
                        "{'Effect':'Deny','Action':'%s','Principal':'*'}".formatted(denied));

        assertThat(RolePrivileges.of(
                                role.resource(), Estates.estate().with(role).build())
                        .trust()
                        .principals())
                .hasSize(admitted ? 1 : 0);
    }
}
