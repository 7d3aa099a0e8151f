package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.PolicyTarget;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other evaluators of policies are known to get wrong. */
class PolicyReadingTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final String SELF = "arn:aws:iam::" + ACCOUNT + ":role/r";
    static final String OF_INSTANCES =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'ec2.amazonaws.com'}}";
    private static final String ORGANIZATION = "o-abcdefghij";

    /** A session's tags come before those of the role, where its trust policy lets sessions have some. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':'sts:AssumeRole','Principal':{'AWS':'{account}'}                    | YES
                    'Action':['sts:AssumeRole','sts:TagSession'],'Principal':{'AWS':'{account}'} | POSSIBLE
                    'Action':'sts:*','Principal':{'AWS':'{account}'}                             | POSSIBLE
                    'Action':'sts:*','Principal':{'Service':'ec2.amazonaws.com'}                 | YES
                    'Action':['sts:AssumeRole','sts:TagSession'],'Principal':{'Service':'pods.eks.amazonaws.com'} | POSSIBLE
                    'NoAction':'cannot be read'                                                  | POSSIBLE
                    """)
    void tagsOfASession(String trust, Certainty expected) {
        MadeRole tagged = role("r")
                .trust(("{'Effect':'Allow'," + trust + "}").replace("{account}", ACCOUNT))
                .inline(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::${aws:PrincipalTag/team}/*'}");
        Resource<Role> one = tagged.resource().withTags(Map.of("Team", "red"));
        Estates.Made<Role> made = () -> one;
        var estate = Estates.estate().with(made).build();

        assertThat(RolePrivileges.of(one, estate)
                        .decide("s3:GetObject", "arn:aws:s3:::red/key")
                        .verdict())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-abcdefghij'}}} | YES
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':['o-x','o-y']}}} | NO
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}}} | POSSIBLE
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/r'}}} | YES
                    {'Effect':'Deny','NotAction':['iam:*','s3:get*'],'Resource':'*'}             | YES
                    {'Effect':'Deny','NotAction':['iam:*'],'Resource':'*'}                       | NO
                    {'Effect':'Deny','Action':'*','NotResource':'arn:aws:s3:::b/*'}              | YES
                    {'Effect':'Deny','Action':'S3:GETOBJECT','Resource':['arn:aws:s3:::?/key']}  | NO
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'ForAllValues:StringEquals':{'aws:TagKeys':['x']}}} | POSSIBLE
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'ForAnyValue:StringLike':{'aws:CalledVia':['*']}}} | YES
                    {'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'BoolIfExists':{'aws:ViaAWSService':'false'}}} | NO
                    """)
    void whatTheOrganizationDenies(String statement, Certainty expected) {
        MadeRole self = role("r").trustedByEc2().inline(allow("*", "*"));
        var estate = Estates.estate()
                .with(self, organizationPolicy("guard", "{'Effect':'Allow','Action':'*','Resource':'*'}," + statement))
                .build();

        assertThat(RolePrivileges.of(self.resource(), estate)
                        .decide("s3:GetObject", "arn:aws:s3:::b/key")
                        .verdict())
                .isEqualTo(expected);
    }

    /** What nobody in the account may do is no right that an administrator lacks, as long as giving a role rights is left. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Deny','Action':['iam:CreateUser','iam:*AccessKey','iam:*LoginProfile'],'Resource':'*'} | * | YES
                    {'Effect':'Deny','Action':'iam:CreateUser','Resource':'*'}                        | iam:*               | YES
                    {'Effect':'Deny','Action':'iam:CreateUser','Resource':'*'}                        | iam:A*, iam:C*, iam:D* | NO
                    {'Effect':'Deny','Action':['iam:CreateUser','iam:AttachRolePolicy'],'Resource':'*'} | *                 | YES
                    {'Effect':'Deny','Action':['iam:AttachRolePolicy','iam:PutRolePolicy'],'Resource':'*'} | *              | NO
                    {'Effect':'Deny','Action':'iam:*','Resource':'*'}                                 | *                   | NO
                    {'Effect':'Deny','Action':'iam:CreateUser','Resource':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/r'}}} | * | YES
                    {'Effect':'Deny','Action':'iam:*','Resource':'*','Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/other'}}} | * | NO
                    """)
    void administratorsOfAnOrganization(String guard, String held, Certainty expected) {
        // given
        MadeRole self = role("r").inline(allow(held, "*"));
        var estate = Estates.estate()
                .with(self, organizationPolicy("guard", "{'Effect':'Allow','Action':'*','Resource':'*'}," + guard))
                .build();

        // when, then
        assertThat(RolePrivileges.of(self.resource(), estate).administrator()).isEqualTo(expected);
    }

    /** A role that gives itself rights is an administrator within what the organization leaves to the account. */
    @ParameterizedTest
    @CsvSource({"iam:CreateUser, true", "iam:*User*, true", "iam:Put*, false", "iam:*, false"})
    void escalationsWithinAnOrganization(String denied, boolean expected) {
        // given
        MadeRole self = role("r").inline(allow("iam:AttachRolePolicy, iam:PutRolePolicy", "*"));
        var estate = Estates.estate()
                .with(
                        self,
                        organizationPolicy(
                                "guard",
                                "{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':['" + denied
                                        + "','iam:AttachRolePolicy'],'Resource':'*'}"))
                .build();

        // when
        List<Escalation> found = PrivilegeGraph.of(estate).escalations(self.resource());

        // then
        assertThat(found.stream().anyMatch(Escalation::administrator)).isEqualTo(expected);
    }

    /** On each level some policy has to allow it; one that only denies allows nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Allow','Action':'*','Resource':'*'}    | {'Effect':'Allow','Action':'*','Resource':'*'}       | YES
                    {'Effect':'Allow','Action':'s3:*','Resource':'*'} | {'Effect':'Allow','NotAction':'iam:*','Resource':'*'} | YES
                    {'Effect':'Allow','Action':'s3:*','Resource':'*'} | {'Effect':'Allow','NotAction':'s3:*','Resource':'*'} | NO
                    {'Effect':'Deny','Action':'ec2:*','Resource':'*'} | {'Effect':'Allow','Action':'*','Resource':'*'}       | NO
                    {'Effect':'Allow','Action':'*','Resource':'*'}    | {'Effect':'Deny','Action':'ec2:*','Resource':'*'}    | NO
                    """)
    void everyLevelOfTheOrganizationHasToAllow(String root, String account, Certainty expected) {
        MadeRole self = role("r").inline(allow("*", "*"));
        var estate = Estates.estate()
                .with(
                        self,
                        organizationPolicy("root", root),
                        organizationPolicy("account", "SERVICE_CONTROL_POLICY", new PolicyTarget(ACCOUNT, 1), account))
                .build();

        assertThat(RolePrivileges.of(self.resource(), estate)
                        .decide("s3:GetObject", "arn:aws:s3:::b/key")
                        .verdict())
                .isEqualTo(expected);
    }

    /** Resource control policies bind the resources of the organization's accounts, not what others have. */
    @ParameterizedTest
    @CsvSource({"111122223333, NO", "444455556666, POSSIBLE"})
    void resourcePoliciesOfTheOrganizationBindItsOwnResources(String owner, Certainty expected) {
        MadeRole self = role("r").inline(allow("*", "*"));
        var estate = Estates.estate()
                .with(
                        self,
                        organizationPolicy(
                                "guard",
                                "RESOURCE_CONTROL_POLICY",
                                "{'Effect':'Deny','Action':'sqs:*','Resource':'*'}"))
                .build();

        assertThat(RolePrivileges.of(self.resource(), estate)
                        .decide("sqs:SendMessage", "arn:aws:sqs:eu-central-1:" + owner + ":q")
                        .verdict())
                .isEqualTo(expected);
    }

    /** Sessions of instances alone are without MFA for certain; of a trust policy that cannot be read, nothing is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':'sts:AssumeRole','Principal':{'Service':'ec2.amazonaws.com'}        | NO
                    'Action':'sts:AssumeRole','Principal':{'AWS':'{account}'}                    | POSSIBLE
                    'NoAction':'cannot be read'                                                  | POSSIBLE
                    """)
    void secondFactorOfASession(String trust, Certainty expected) {
        MadeRole self = role("r")
                .trust(("{'Effect':'Allow'," + trust + "}").replace("{account}", ACCOUNT))
                .inline("{'Effect':'Allow','Action':'s3:GetObject','Resource':'*',"
                        + "'Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}}");
        var estate = Estates.estate().with(self).build();

        assertThat(RolePrivileges.of(self.resource(), estate).allows("s3:GetObject", "arn:aws:s3:::b/key"))
                .isEqualTo(expected);
    }

    @Test
    void noPolicyOfTheOrganizationBindsTheRoleOfAService() {
        // given
        Role attributes = role("r").inline(allow("*", "*")).resource().attributes();
        Resource<Role> linked = new Resource<>(
                "arn:aws:iam::" + ACCOUNT + ":role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
                ResourceKind.ROLE,
                Estates.REGION.global(),
                "aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
                null,
                Map.of(),
                attributes);
        Estates.Made<Role> made = () -> linked;
        var estate = Estates.estate()
                .with(made, organizationPolicy("none", "{'Effect':'Deny','Action':'*','Resource':'*'}"))
                .build();

        // when, then
        assertThat(RolePrivileges.of(linked, estate).allows("ec2:RunInstances", "*"))
                .isEqualTo(YES);
    }

    /** IAM and a few others are called in one region of the partition, wherever the caller is. */
    @ParameterizedTest
    @CsvSource({
        "iam:GetRole,                        arn:aws:iam::111122223333:role/r,                      NO",
        "organizations:DescribeOrganization, *,                                                     NO",
        "route53:GetHostedZone,              arn:aws:route53:::hostedzone/z,                        NO",
        "ec2:StopInstances,                  arn:aws:ec2:eu-central-1:111122223333:instance/i-1,    YES",
        "ec2:StopInstances,                  arn:aws:ec2:us-east-1:111122223333:instance/i-1,       NO",
        "s3:GetObject,                       arn:aws:s3:::b/key,                                    POSSIBLE"
    })
    void regionsThatAreNotAsked(String action, String resource, Certainty expected) {
        MadeRole self = role("r")
                .inline(
                        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:RequestedRegion':'eu-central-1'}}}");
        var estate = Estates.estate().with(self).build();

        assertThat(RolePrivileges.of(self.resource(), estate)
                        .decide(action, resource)
                        .verdict())
                .isEqualTo(expected);
        assertThat(self.resource().arn()).isEqualTo(SELF);
    }

    @ParameterizedTest
    @CsvSource({
        "aws,        iam,           us-east-1",
        "aws,        cloudfront,    us-east-1",
        "aws-cn,     iam,           cn-north-1",
        "aws-cn,     cloudfront,    cn-northwest-1",
        "aws-cn,     organizations, cn-northwest-1",
        "aws-cn,     route53,       cn-northwest-1",
        "aws-us-gov, iam,           us-gov-west-1",
        "aws-us-gov, route53,       us-gov-west-1"
    })
    void homeOfAService(String partition, String service, String region) {
        // given
        Resource<Role> home = role("r")
                .trust(OF_INSTANCES)
                .inline(
                        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:RequestedRegion':'"
                                + region + "'}}}")
                .resource();
        Scope scope = home.scope().in(partition);
        Resource<Role> moved = new Resource<>(
                scope.arn(ResourceKind.ROLE, "r"), ResourceKind.ROLE, scope, "r", null, Map.of(), home.attributes());
        Estates.Made<Role> made = () -> moved;

        // when, then
        assertThat(RolePrivileges.of(moved, Estates.estate().with(made).build()).allows(service + ":List", "*"))
                .isEqualTo(YES);
    }

    static Estates.Made<OrganizationPolicy> organizationPolicy(String name, String statements) {
        return organizationPolicy(name, "SERVICE_CONTROL_POLICY", statements);
    }

    static Estates.Made<OrganizationPolicy> organizationPolicy(String name, String type, String statements) {
        return organizationPolicy(name, type, new PolicyTarget("r-root", 0), statements);
    }

    static Estates.Made<OrganizationPolicy> organizationPolicy(
            String name, String type, PolicyTarget target, String statements) {
        OrganizationPolicy attributes = new OrganizationPolicy(
                "arn:aws:organizations::999999999999:policy/" + ORGANIZATION + "/service_control_policy/p-" + name,
                type,
                false,
                null,
                MadeRole.policy(statements),
                List.of(target));
        Resource<OrganizationPolicy> resource = new Resource<>(
                "arn:aws:organizations::" + ACCOUNT + ":policy/p-" + name,
                ResourceKind.ORGANIZATION_POLICY,
                Estates.REGION.global(),
                "p-" + name,
                null,
                Map.of(),
                attributes);
        return () -> resource;
    }
}
