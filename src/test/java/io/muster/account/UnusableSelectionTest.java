package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections of accounts that stop the start. */
class UnusableSelectionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "include.units    | /Production                  | ",
                "include.units    | /Root/Production/*           | ",
                "include.units    | /                            | ",
                "include.units    | ou-abcd-11111111             | ",
                "include.units    | r-abcd                       | ",
                "include.units    | Production/Payments          | muster.organization.include.units: Production/Payments is neither a path nor the id of a unit. Did you mean /Production/Payments?",
                "exclude.units    | ou-abcd                      | muster.organization.exclude.units: ou-abcd is neither a path nor the id of a unit. Did you mean /ou-abcd?",
                "include.units    | /A//B                        | muster.organization.include.units: /A//B is neither a path nor the id of a unit",
                "include.units    | /*/B                         | muster.organization.include.units: /*/B is neither a path nor the id of a unit",
                "include.accounts | 111111111111                 | ",
                "exclude.accounts | 1111-1111-1111               | muster.organization.exclude.accounts: 1111-1111-1111 is no account id. Did you mean 111111111111?",
                "include.accounts | 11111111111                  | muster.organization.include.accounts: 11111111111 is no account id",
                "include.tags     | team=a                       | ",
                "include.tags     | team                         | ",
                "include.tags     | team=                        | ",
                "exclude.tags     | =a                           | muster.organization.exclude.tags: =a has no key",
                "include.units    | /A,B,/C,ou-abcd-11111111     | muster.organization.include.units: B is neither a path nor the id of a unit. Did you mean /B?",
            })
    void isToldWithTheNearestUsableValue(String setting, String value, String fault) {
        // when
        UnusableSelection check =
                new UnusableSelection(OrganizationSettings.of(Map.of("enabled", "true", setting, value)));

        // then
        assertThat(check.find().map(found -> found.what()).orElse(null)).isEqualTo(fault);
        assertThat(check.acceptable()).isFalse();
    }

    @Test
    void allFaultsAreToldTogetherAndNoneWhereNoOrganizationIsRead() {
        Map<String, String> faulty = Map.of("include.units", "A", "exclude.accounts", "1");

        assertThat(new UnusableSelection(OrganizationSettings.of(faulty)).find())
                .isEmpty();
        assertThat(new UnusableSelection(OrganizationSettings.of(
                                Map.of("enabled", "true", "include.units", "A", "exclude.accounts", "1")))
                        .find()
                        .orElseThrow()
                        .what())
                .contains("include.units: A", "exclude.accounts: 1");
    }
}
