package io.muster.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsException;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An organization whose answers lack a part, or go round: nobody has left it for that. */
class WrongOrganizationTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MANAGEMENT = "900000000011";
    private static final String MEMBER = "900000000012";

    private static CannedAws canned;
    private static TestClients clients;

    @BeforeAll
    static void start() {
        canned = new CannedAws();
        clients = TestClients.at(canned.endpoint(), Map.of("budget-fraction", "1", "max-attempts", "1"));
    }

    @AfterAll
    static void stop() {
        clients.close();
        canned.close();
    }

    @BeforeEach
    void make() {
        canned.clear()
                .json(
                        "DescribeOrganization",
                        "{\"Organization\": {\"Id\": \"o-1\", \"MasterAccountId\": \"" + MANAGEMENT + "\"}}")
                .json("ListRoots", "{\"Roots\": [{\"Id\": \"r-1\", \"Name\": \"Root\"}]}")
                .json("ListAccounts", accounts(MANAGEMENT, MEMBER))
                .json("ListAccountsForParent", accounts(MANAGEMENT, MEMBER))
                .json("ListOrganizationalUnitsForParent", "{\"OrganizationalUnits\": []}")
                .json("ListTagsForResource", "{\"Tags\": [{\"Key\": \"team\", \"Value\": \"a\"}]}");
    }

    @Test
    void theOrganizationOfTheseTestsIsReadable() {
        OrganizationReading reading = read();
        assertThat(reading.failures()).isEmpty();
        assertThat(reading.everyId()).containsExactlyInAnyOrder(MANAGEMENT, MEMBER);
        assertThat(reading.accounts()).extracting(MemberAccount::tags).containsOnly(Map.of("team", "a"));
    }

    static Stream<Arguments> listsThatMayLackAnAccount() {
        return Stream.of(
                argumentSet(
                        "one has no id", "{\"Accounts\": [{\"Id\": \"" + MANAGEMENT + "\"}, {\"Name\": \"member\"}]}"),
                argumentSet("one is null", "{\"Accounts\": [{\"Id\": \"" + MANAGEMENT + "\"}, null]}"),
                argumentSet("it is empty", "{\"Accounts\": []}"),
                argumentSet("it lacks the management account", accounts(MEMBER)));
    }

    @ParameterizedTest
    @MethodSource
    void listsThatMayLackAnAccount(String list) {
        // given
        canned.forget("ListAccounts").json("ListAccounts", list);
        canned.forget("ListAccountsForParent").json("ListAccountsForParent", list);

        // when
        OrganizationReading reading = read();

        // then
        assertThat(reading.everyId()).isNull();
        assertThat(reading.lacks("900000000099")).isFalse();
        assertThat(reading.failures())
                .extracting(AwsFailure::operation, AwsFailure::errorCode)
                .contains(tuple("organizations:ListAccounts", AwsFailure.UNREADABLE_ANSWER));
    }

    @Test
    void anAccountOfAUnitWithoutAnIdIsAFailure() {
        // given
        canned.forget("ListAccountsForParent")
                .json("ListAccountsForParent", "{\"Accounts\": [{\"Name\": \"member\"}]}");

        // when
        OrganizationReading reading = read();

        // then
        assertThat(reading.failures())
                .extracting(AwsFailure::operation)
                .containsExactly("organizations:ListAccountsForParent");
    }

    @Test
    void anOrganizationWhoseManagementAccountIsNotToldCannotBeRead() {
        // given
        canned.forget("DescribeOrganization").json("DescribeOrganization", "{\"Organization\": {\"Id\": \"o-1\"}}");

        // when
        Throwable thrown = OrganizationReader.read(clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)))
                .onItemOrFailure()
                .transform((reading, failure) -> failure)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.failure())
                                .isEqualTo(new AwsFailure(
                                        "organizations:DescribeOrganization",
                                        AwsFailure.UNREADABLE_ANSWER,
                                        "AWS does not tell the management account")));
    }

    @Test
    void aUnitThatIsListedBelowItselfIsWalkedOnce() {
        // given
        canned.forget("ListOrganizationalUnitsForParent")
                .json(
                        "ListOrganizationalUnitsForParent",
                        "{\"OrganizationalUnits\": [{\"Id\": \"ou-a\", \"Name\": \"A\"}, {\"Name\": \"B\"}]}");

        // when
        OrganizationReading reading = read();

        // then
        assertThat(reading.units()).extracting(path -> path.last().id()).containsExactly("r-1", "ou-a");
        assertThat(reading.failures())
                .extracting(AwsFailure::operation, AwsFailure::errorCode)
                .containsExactly(tuple("organizations:ListOrganizationalUnitsForParent", AwsFailure.UNREADABLE_ANSWER));
    }

    @Test
    void aTagWithoutAKeyLeavesTheTagsOfItsAccountUnknown() {
        // given
        canned.forget("ListTagsForResource").json("ListTagsForResource", "{\"Tags\": [{\"Value\": \"a\"}]}");

        // when
        OrganizationReading reading = read();

        // then
        assertThat(reading.accounts())
                .hasSize(2)
                .extracting(MemberAccount::tags)
                .containsOnlyNulls();
        assertThat(reading.failures())
                .extracting(AwsFailure::operation)
                .containsExactly("organizations:ListTagsForResource");
    }

    private static OrganizationReading read() {
        return OrganizationReader.read(clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)))
                .await()
                .atMost(LIMIT);
    }

    private static String accounts(String... ids) {
        return "{\"Accounts\": [{\"Id\": \"" + String.join("\"}, {\"Id\": \"", ids) + "\"}]}";
    }
}
