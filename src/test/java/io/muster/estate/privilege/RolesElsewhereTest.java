package io.muster.estate.privilege;

import static io.muster.estate.Estates.OTHER_ACCOUNT;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.TrapsTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles of other registered accounts that trust the account of the role that is asked about. */
class RolesElsewhereTest {

    private static final String ACCOUNT = Estates.ACCOUNT;
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
    private static final String TARGET = "arn:aws:iam::" + OTHER_ACCOUNT + ":role/target";
    private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OWN_ACCOUNT = "'Principal':{'AWS':'" + ACCOUNT + "'}";

    private static MadeRole trusting(String... statements) {
        return role("target")
                .trust(Stream.of(statements)
                        .map(statement -> "{'Effect':'Allow','Action':'sts:AssumeRole',"
                                + statement.replace("{account}", ACCOUNT) + "}")
                        .toArray(String[]::new));
    }

    private static MadeRole assuming() {
        return role("self").inline(allow("sts:AssumeRole", TARGET)).trustedByEc2();
    }

    private static Estates withAdministrator(MadeRole target, MadeRole... own) {
        return Estates.estate().with(own).elsewhere(OTHER_ACCOUNT, "YES", "YES", target);
    }

    private static List<Certainty> certainties(MadeRole self, Estate estate) {
        return escalations(self, estate).stream().map(Escalation::certainty).toList();
    }

    private static List<Escalation> escalations(MadeRole self, Estate estate) {
        return PrivilegeGraph.of(estate).escalations(self.resource());
    }

    @Test
    void anAdministratorOfAnotherAccountIsTakenOver() {
        // given
        MadeRole self = assuming();

        // when
        List<Escalation> found =
                escalations(self, withAdministrator(trusting(OWN_ACCOUNT), self).build());

        // then
        assertThat(found).singleElement().satisfies(escalation -> {
            assertThat(escalation.name()).isEqualTo("AssumeRole");
            assertThat(escalation.target()).isEqualTo(TARGET);
            assertThat(escalation.administrator()).isTrue();
            assertThat(escalation.certainty()).isEqualTo(Certainty.YES);
            assertThat(escalation.grants()).isNotEmpty();
        });
    }

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

    @ParameterizedTest
    @CsvSource({
        "ROLE,                false, POSSIBLE, ROLE of account 444455556666",
        "ORGANIZATION_POLICY, true,  POSSIBLE, ORGANIZATION_POLICY of account 444455556666",
        "ORGANIZATION_POLICY, false, YES,"
    })
    void whatWasNotReadThereMakesItPossible(
            ResourceKind kind, boolean ownOrganization, Certainty expected, String missing) {
        // given
        MadeRole self = assuming();
        Estates made = withAdministrator(trusting(OWN_ACCOUNT), self).unlistedElsewhere(OTHER_ACCOUNT, kind);
        Estate estate = ownOrganization
                ? made.with(organizationPolicy("all", ALLOW_ALL)).build()
                : made.without(ResourceKind.ORGANIZATION_POLICY).build();

        // when, then
        assertThat(certainties(self, estate)).containsExactly(expected);
        assertThat(missing(self, estate))
                .filteredOn(one -> one.contains("of account"))
                .containsExactlyElementsOf(Stream.ofNullable(missing).toList());
    }

    private static List<String> missing(MadeRole self, Estate estate) {
        return PrivilegeDocument.of(self.resource(), estate)
                .get("missing")
                .valueStream()
                .map(one -> one.asText())
                .toList();
    }

    /** What the other account's scans found is never told for more certain than they did. */
    @ParameterizedTest
    @CsvSource({
        "YES,      NO,       YES,      true",
        "YES,      YES,      YES,      true",
        "POSSIBLE, NO,       POSSIBLE, true",
        "POSSIBLE, YES,      YES,      false",
        "NO,       YES,      YES,      false",
        "NO,       POSSIBLE, POSSIBLE, false",
        "NO,       NO,       ,         false"
    })
    void isWorthWhatItsAccountFound(String administrator, String gain, Certainty expected, boolean leads) {
        MadeRole self = assuming();
        Estate estate = Estates.estate()
                .with(self)
                .elsewhere(OTHER_ACCOUNT, administrator, gain, trusting(OWN_ACCOUNT))
                .build();

        assertThat(escalations(self, estate))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
        assertThat(escalations(self, estate))
                .allSatisfy(escalation -> assertThat(escalation.administrator()).isEqualTo(leads));
    }

    @ParameterizedTest
    @CsvSource({"YES, true", "NO, false"})
    void isReachedOverRolesOfTheAccount(String administrator, boolean supreme) {
        // given
        MadeRole self =
                role("first").inline(allow("sts:AssumeRole", ROLE + "self")).trustedByEc2();
        MadeRole middle = role("self")
                .inline(allow("sts:AssumeRole", TARGET))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + ROLE + "first'}}");
        Estate estate = Estates.estate()
                .with(self, middle)
                .elsewhere(OTHER_ACCOUNT, administrator, "YES", trusting(OWN_ACCOUNT))
                .build();

        // when, then
        assertThat(escalations(self, estate)).singleElement().satisfies(escalation -> {
            assertThat(escalation.target()).isEqualTo(ROLE + "self");
            assertThat(escalation.administrator()).isEqualTo(supreme);
            assertThat(escalation.certainty()).isEqualTo(Certainty.YES);
        });
        assertThat(PrivilegeGraph.of(estate).wayToAdministrator(self.resource()))
                .extracting(Escalation::next)
                .containsExactlyElementsOf(supreme ? List.of(ROLE + "self", TARGET) : List.of());
    }

    @Test
    void anAdministratorOfTheAccountComesFirst() {
        // given
        MadeRole self = role("self").inline(allow("sts:AssumeRole", "*")).trustedByEc2();
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole'," + OWN_ACCOUNT + "}");
        Estate estate = withAdministrator(trusting(OWN_ACCOUNT), self, admin).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).wayToAdministrator(self.resource()))
                .extracting(Escalation::next)
                .containsExactly(ROLE + "admin");
        assertThat(escalations(self, estate)).extracting(Escalation::target).containsExactly(ROLE + "admin", TARGET);
    }

    /** Two accounts that trust each other would else keep a way after its cause is gone. */
    @Test
    void whatARoleOffersToOthersRestsOnItsOwnAccountAlone() {
        // given
        MadeRole self = assuming();
        MadeRole own =
                role("own").inline(allow("sts:AssumeRole", ROLE + "admin")).trustedByEc2();
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + ACCOUNT + "'}}");
        Estate estate =
                withAdministrator(trusting(OWN_ACCOUNT), self, own, admin).build();
        RightsWithin rights = RightsWithin.of(estate);

        // when, then
        assertThat(rights.administrator(self.resource())).isEqualTo(Certainty.NO);
        assertThat(rights.administrator(own.resource())).isEqualTo(Certainty.YES);
        assertThat(rights.administrator(admin.resource())).isEqualTo(Certainty.YES);
        assertThat(rights.gain(self.resource())).isEqualTo(Certainty.NO);
        assertThat(rights.gain(own.resource())).isEqualTo(Certainty.YES);
    }

    @ParameterizedTest
    @CsvSource({
        "*,                  true,  YES,      YES",
        "iam:PutRolePolicy,  true,  YES,      YES",
        "iam:CreateAccessKey,true,  POSSIBLE, YES",
        "s3:GetObject,       true,  NO,       YES",
        "sqs:GetQueueUrl,    true,  NO,       NO",
        "*,                  false, POSSIBLE, POSSIBLE",
        "sqs:GetQueueUrl,    false, POSSIBLE, POSSIBLE"
    })
    void whatARoleOffersToOthers(String held, boolean listed, Certainty administrator, Certainty gain) {
        MadeRole self = role("self").inline(allow(held, "*")).trustedByEc2();
        Estates made = Estates.estate().with(self);
        RightsWithin rights = RightsWithin.of((listed ? made : made.without(ResourceKind.ROLE)).build());

        assertThat(rights.administrator(self.resource())).isEqualTo(administrator);
        assertThat(rights.gain(self.resource())).isEqualTo(gain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':{'AWS':['{account}','444455556666']}                                  | 444455556666
                    'Principal':{'AWS':'arn:aws:iam::444455556666:user/u'}                            | 444455556666
                    'Principal':{'AWS':'arn:aws:sts::444455556666:assumed-role/r/s'}                  | 444455556666
                    'Principal':{'AWS':'*'},'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-x'}} | *
                    'NotPrincipal':{'AWS':'{account}'}                                                | *
                    'Principal':{'Service':'ec2.amazonaws.com'}                                       |
                    'Principal':{'AWS':'AROAEXAMPLEEXAMPLE123'}                                       |
                    'Principal':{'AWS':'arn:aws'}                                                     |
                    'Principal':{'Federated':'arn:aws:iam::444455556666:saml-provider/p'}             |
                    'NoPrincipal':'it cannot be read'                                                 | *
                    """)
    void whichAccountsATrustPolicyNames(String trust, String expected) {
        assertThat(new Trust(trusting(trust).resource()).otherAccounts())
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** No more than ten are told, beside those of the account. */
    @Test
    void thoseWithTheMostRightsAreTold() {
        // given
        MadeRole self = role("self").inline(allow("sts:AssumeRole", "*")).trustedByEc2();
        Estates made = Estates.estate().with(self);
        IntStream.range(0, 30)
                .mapToObj(number -> role("target-" + number)
                        .trust("{'Effect':'Allow','Action':'sts:AssumeRole'," + OWN_ACCOUNT + "}"))
                .forEach(target -> made.elsewhere(OTHER_ACCOUNT, "YES", "YES", target));
        Estate estate = made.leftOutElsewhere(OTHER_ACCOUNT).build();

        // when, then
        assertThat(escalations(self, estate)).hasSize(PrivilegeGraph.TARGETS);
        assertThat(missing(self, estate)).contains("further roles of account " + OTHER_ACCOUNT);
        assertThat(missing(role("none").trustedByEc2(), estate)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':{'AWS':'{account}'}                                                    | YES
                    'Principal':{'AWS':'777788889999'}                                                 | NO
                    'Principal':'*','Condition':{'StringEquals':{'sts:ExternalId':'x'}}                | POSSIBLE
                    """)
    void aQuestionIsDecidedByBothSides(String trust, Certainty expected) {
        MadeRole self = assuming();
        Estate estate = Estates.estate()
                .with(self)
                .elsewhere(OTHER_ACCOUNT, "NO", "NO", trusting(trust))
                .build();

        Decision decision = RolePrivileges.of(self.resource(), estate).decide("sts:AssumeRole", TARGET);

        assertThat(decision.verdict()).isEqualTo(expected);
        assertThat(decision.reasons()).isEmpty();
    }

    @Test
    void aRightThatWouldBeGivenLeadsThere() {
        // given
        MadeRole self = role("self").trustedByEc2();
        Estate before = withAdministrator(trusting(OWN_ACCOUNT), self).build();

        // when
        Estate after = before.with(List.of(assuming().resource()), Set.of(), Map.of());

        // then
        assertThat(escalations(self, before)).isEmpty();
        assertThat(escalations(self, after)).extracting(Escalation::target).containsExactly(TARGET);
    }

    @Test
    void aQuestionAboutARoleThatIsNotKnownStaysOpen() {
        MadeRole self = assuming();
        Estate estate = Estates.estate().with(self).build();

        Decision decision = RolePrivileges.of(self.resource(), estate).decide("sts:AssumeRole", TARGET);

        assertThat(decision.verdict()).isEqualTo(POSSIBLE);
        assertThat(decision.reasons()).contains("not known: the trust policy of " + TARGET);
    }
}
