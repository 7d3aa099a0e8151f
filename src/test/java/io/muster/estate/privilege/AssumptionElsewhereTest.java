package io.muster.estate.privilege;

import static io.muster.estate.Estates.OTHER_ACCOUNT;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.AnotherAccount.ALLOW_ALL;
import static io.muster.estate.privilege.AnotherAccount.OWN_ACCOUNT;
import static io.muster.estate.privilege.AnotherAccount.assuming;
import static io.muster.estate.privilege.AnotherAccount.certainties;
import static io.muster.estate.privilege.AnotherAccount.escalations;
import static io.muster.estate.privilege.AnotherAccount.trusting;
import static io.muster.estate.privilege.AnotherAccount.withAdministrator;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a role may assume one of another registered account, which both sides have to allow. */
class AssumptionElsewhereTest {

    /** Between accounts both sides have to allow it: that of the role that asks, and the trust policy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    sts:AssumeRole | arn:aws:iam::444455556666:role/target  | 'Principal':{'AWS':'arn:aws:iam::{account}:root'}      | YES
                    sts:*          | *                                      | 'Principal':{'AWS':'arn:aws:iam::{account}:role/self'} | YES
                    sts:*          | arn:aws:iam::*:role/t*                 | 'Principal':'*'                                        | YES
                    sts:AssumeRole | arn:aws:iam::444455556666:role/other   | 'Principal':{'AWS':'{account}'}                        |
                    sts:AssumeRole | arn:aws:iam::111122223333:role/target  | 'Principal':{'AWS':'{account}'}                        |
                    s3:GetObject   | *                                      | 'Principal':{'AWS':'arn:aws:iam::{account}:role/self'} |
                    sts:*          | *                                      | 'Principal':{'AWS':'arn:aws:iam::{account}:role/x'}    |
                    sts:*          | *                                      | 'Principal':{'AWS':'777788889999'}                     |
                    sts:*          | *                                      | 'Principal':{'Service':'ec2.amazonaws.com'}            |
                    sts:*          | *                                      | 'Principal':{'AWS':'arn:aws:sts::{account}:assumed-role/self/i-1'} | POSSIBLE
                    sts:*          | *                                      | 'NoPrincipal':'it cannot be read'                      | POSSIBLE
                    """)
    void bothSidesHaveToAllowIt(String action, String resource, String trust, Certainty expected) {
        MadeRole self = role("self").inline(allow(action, resource)).trustedByEc2();

        assertThat(certainties(self, withAdministrator(trusting(trust), self).build()))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'StringEquals':{'sts:ExternalId':'x'}}                               | POSSIBLE
                    {'StringEquals':{'aws:PrincipalOrgID':'o-abcdefghij'}}                | YES
                    {'StringEquals':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}}                |
                    {'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::{account}:role/s*'}}     | YES
                    {'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::{account}:role/admin'}}  |
                    {'StringEquals':{'aws:PrincipalAccount':'777788889999'}}              |
                    {'Bool':{'aws:MultiFactorAuthPresent':'true'}}                        |
                    {'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}                         | POSSIBLE
                    """)
    void conditionsOfTheTrustPolicyCount(String condition, Certainty expected) {
        MadeRole self = assuming();
        String trust = "'Principal':{'AWS':'*'},'Condition':" + condition;
        Estate estate = withAdministrator(trusting(trust), self)
                .with(organizationPolicy("all", ALLOW_ALL))
                .build();

        assertThat(certainties(self, estate))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @Test
    void aBoundaryAndTheOrganizationLimitTheRoleThatAsks() {
        MadeRole bounded = assuming().boundary(allow("s3:*", "*"));
        MadeRole governed = assuming();
        Estate organization = withAdministrator(trusting(OWN_ACCOUNT), governed)
                .with(organizationPolicy("guard", ALLOW_ALL + "," + deny("sts:AssumeRole", "*")))
                .build();

        assertThat(escalations(
                        bounded,
                        withAdministrator(trusting("'Principal':'*'"), bounded).build()))
                .isEmpty();
        assertThat(escalations(governed, organization)).isEmpty();
    }

    /** Resource control policies bind the other account's role. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-abcdefghij'}} | YES
                    {'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}} |
                    """)
    void theOrganizationOfTheOtherAccountCounts(String condition, Certainty expected) {
        MadeRole self = assuming();
        Estate estate = withAdministrator(trusting(OWN_ACCOUNT), self)
                .with(organizationPolicy("all", ALLOW_ALL))
                .boundElsewhere(
                        OTHER_ACCOUNT,
                        organizationPolicy(
                                "perimeter",
                                "RESOURCE_CONTROL_POLICY",
                                "{'Effect':'Deny','Principal':'*','Action':'sts:*','Resource':'*','Condition':"
                                        + condition + "}"))
                .build();

        assertThat(certainties(self, estate))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Denials that nobody avoids by another request: in which organizations the two are, and how the other role is tagged. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}} | true  | YES
                    {'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}} | false | POSSIBLE
                    {'StringNotEquals':{'aws:ResourceOrgID':'o-zzzzzzzzzz'}}          | true  |
                    {'StringEquals':{'aws:ResourceOrgPaths':'o-x/r-x/'}}              | true  | POSSIBLE
                    {'StringEquals':{'aws:ResourceTag/stage':'production'}}           | true  |
                    {'StringEquals':{'aws:ResourceTag/stage':'test'}}                 | true  | YES
                    {'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}                     | true  | YES
                    """)
    void denialsByPlaceAreNotAvoided(String condition, boolean ofOneOrganization, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("sts:AssumeRole", "*"),
                        "{'Effect':'Deny','Action':'sts:AssumeRole','Resource':'*','Condition':" + condition + "}")
                .trustedByEc2();
        Resource<Role> target = trusting(OWN_ACCOUNT).resource().withTags(Map.of("stage", "production"));
        Estates made = Estates.estate()
                .with(self, organizationPolicy("all", ALLOW_ALL))
                .elsewhere(OTHER_ACCOUNT, "YES", "YES", () -> target);
        if (ofOneOrganization) {
            made.boundElsewhere(OTHER_ACCOUNT, organizationPolicy("all", ALLOW_ALL));
        }

        // when, then
        assertThat(certainties(self, made.build()))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @ParameterizedTest
    @CsvSource({"true, YES", "false, POSSIBLE"})
    void aTrustPolicyMayDenyOtherOrganizations(boolean ownIsKnown, Certainty expected) {
        // given
        MadeRole self = assuming();
        MadeRole target = role("target")
                .trust(
                        "{'Effect':'Allow','Action':'sts:AssumeRole'," + OWN_ACCOUNT + "}",
                        "{'Effect':'Deny','Action':'sts:*','Principal':'*',"
                                + "'Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-abcdefghij'}}}");
        Estates made = withAdministrator(target, self);
        Estate estate = ownIsKnown
                ? made.with(organizationPolicy("all", ALLOW_ALL)).build()
                : made.without(ResourceKind.ORGANIZATION_POLICY).build();

        // when, then
        assertThat(certainties(self, estate)).containsExactly(expected);
    }
}
