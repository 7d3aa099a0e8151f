package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which accounts a grant by the organization means. */
class OrganizationGrantTest {

    private static final List<String> UNITS = List.of("r-abcd", "ou-abcd-11111111", "ou-abcd-22222222");
    private static final Map<String, String> TAGS = Map.of("team", "payments", "empty", "", "cost center", "a=b");

    /** Of an account in {@code /Production/Payments EU}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ou:/Production/Payments EU          | true",
                "ou:/Production/Payments%20EU        | true",
                "ou:/Production/Payments EU/         | true",
                "ou:/Production/Payments EU/*        | true",
                "ou:/Production                      | true",
                "ou:/Production/*                    | true",
                "ou:/Root/Production/*               | true",
                "ou:/Root/*                          | true",
                "ou:/Root                            | true",
                "ou:/                                | true",
                "ou:/*                               | true",
                "ou:/Prod                            | false",
                "ou:/Prod/*                          | false",
                "ou:/production                      | false",
                "ou:/Rooted/Production               | false",
                "ou:/Production/Payments EU/Tills    | false",
                "ou:/Production%2FPayments EU        | false",
                "ou:r-abcd                           | true",
                "ou:ou-abcd-11111111                 | true",
                "ou:ou-abcd-22222222                 | true",
                "ou:ou-abcd-33333333                 | false",
                "tag:team=payments                   | true",
                "tag:team                            | true",
                "tag:team=                           | false",
                "tag:team=Payments                   | false",
                "tag:Team                            | false",
                "tag:empty=                          | true",
                "tag:cost%20center=a=b               | true",
                "tag:owner                           | false",
            })
    void meansAccountsByTheirUnitsAndTags(String text, boolean expected) {
        OrganizationGrant grant = OrganizationGrant.parse(text);

        assertThat(grant.means("/Production/Payments EU", UNITS, TAGS)).isEqualTo(expected);
        assertThat(OrganizationGrant.parse(grant.text())).isEqualTo(grant);
    }

    @Test
    void aTagThatIsNotKnownGrantsNothing() {
        assertThat(OrganizationGrant.parse("tag:team").means("/", UNITS, null)).isFalse();
    }

    /** A unit whose name holds a slash or a percent sign, as {@code ouPath} has it. */
    @ParameterizedTest
    @ValueSource(strings = {"ou:/A%2FB%25", "ou:/A%2fB%25/*"})
    void aSlashInANameStaysEncoded(String text) {
        assertThat(OrganizationGrant.parse(text).means("/A%2FB%25", List.of(), null))
                .isTrue();
        assertThat(OrganizationGrant.parse(text).means("/A/B%", List.of(), null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ou:",
                "ou:Production",
                "ou:ou-1",
                "ou:/A//B",
                "ou:/*/B",
                "ou:/A*",
                "tag:",
                "tag:=x",
                "tag: =x",
                "x"
            })
    void anotherTextIsRefused(String text) {
        assertThatThrownBy(() -> OrganizationGrant.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void grantsOfEveryAccountAreNotNarrowed() {
        AccountGrants grants = AccountGrants.parse(List.of("*", "ou:/Production"));

        assertThat(grants).isEqualTo(AccountGrants.of(AccountScope.EVERY_ACCOUNT));
        assertThat(grants.followOrganization()).isFalse();
    }

    @Test
    void aCallerThatIsNotAdmittedHasTheNamedAccountsAlone() {
        Caller caller = Caller.user("ann", Role.VIEWER, AccountGrants.parse(List.of("111111111111", "ou:/")));

        assertThat(caller.accounts()).isEqualTo(AccountScope.of(Set.of("111111111111")));
    }
}
