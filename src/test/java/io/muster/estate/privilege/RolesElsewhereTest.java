package io.muster.estate.privilege;

import static io.muster.estate.Estates.OTHER_ACCOUNT;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.AnotherAccount.ALLOW_ALL;
import static io.muster.estate.privilege.AnotherAccount.OWN_ACCOUNT;
import static io.muster.estate.privilege.AnotherAccount.ROLE;
import static io.muster.estate.privilege.AnotherAccount.TARGET;
import static io.muster.estate.privilege.AnotherAccount.assuming;
import static io.muster.estate.privilege.AnotherAccount.certainties;
import static io.muster.estate.privilege.AnotherAccount.escalations;
import static io.muster.estate.privilege.AnotherAccount.trusting;
import static io.muster.estate.privilege.AnotherAccount.withAdministrator;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
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
