package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.account.AccountSelection.Answer;
import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.Unit;
import io.muster.aws.organization.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which accounts of an organization are inventoried. */
class AccountSelectionTest {

    private static final UnitPath PAYMENTS = new UnitPath(List.of(
            new Unit("r-abcd", "Root"),
            new Unit("ou-abcd-11111111", "Production"),
            new Unit("ou-abcd-22222222", "Payments")));

    private static final Map<String, String> TAGS = Map.of("team", "a", "empty", "");

    static Stream<Arguments> settings() {
        return Stream.of(
                argumentSet("nothing is set", Map.of(), TAGS, Answer.YES),
                argumentSet("its unit", Map.of("include.units", "/Production/Payments"), TAGS, Answer.YES),
                argumentSet("a unit above it", Map.of("include.units", "/Production"), TAGS, Answer.YES),
                argumentSet("a slash at the end", Map.of("include.units", "/Production/"), TAGS, Answer.YES),
                argumentSet("the root", Map.of("include.units", "/"), TAGS, Answer.YES),
                argumentSet("a unit by its id", Map.of("include.units", "ou-abcd-11111111"), TAGS, Answer.YES),
                argumentSet(
                        "a path with the root's name", Map.of("include.units", "/Root/Production/*"), TAGS, Answer.YES),
                argumentSet(
                        "a unit above it, and excluded by its own",
                        Map.of("include.units", "/Production", "exclude.units", "/Production/Payments"),
                        TAGS,
                        Answer.NO),
                argumentSet(
                        "its own unit, and excluded by one above",
                        Map.of("include.units", "/Production/Payments", "exclude.units", "ou-abcd-11111111"),
                        TAGS,
                        Answer.NO),
                argumentSet(
                        "included by its id, and excluded by a tag",
                        Map.of("include.accounts", "111111111111", "exclude.tags", "team=a"),
                        TAGS,
                        Answer.NO),
                argumentSet("a unit whose name begins alike", Map.of("include.units", "/Prod"), TAGS, Answer.NO),
                argumentSet("a unit below it", Map.of("include.units", "/Production/Payments/EU"), TAGS, Answer.NO),
                argumentSet("another account", Map.of("include.accounts", "222222222222"), TAGS, Answer.NO),
                argumentSet(
                        "one of two lists",
                        Map.of("include.accounts", "111111111111", "include.units", "/Sandbox"),
                        TAGS,
                        Answer.YES),
                argumentSet("a tag with its value", Map.of("include.tags", "team=a"), TAGS, Answer.YES),
                argumentSet("a tag with another value", Map.of("include.tags", "team=b"), TAGS, Answer.NO),
                argumentSet("a tag with any value", Map.of("include.tags", "team"), TAGS, Answer.YES),
                argumentSet("a tag without a value", Map.of("include.tags", "empty="), TAGS, Answer.YES),
                argumentSet("tags that are not known", Map.of("include.tags", "team=a"), null, Answer.UNKNOWN),
                argumentSet(
                        "tags that are not known, and do not matter",
                        Map.of("include.tags", "team=a", "include.units", "/"),
                        null,
                        Answer.YES),
                argumentSet("excluded by its unit", Map.of("exclude.units", "/Production"), TAGS, Answer.NO),
                argumentSet(
                        "included and excluded",
                        Map.of("include.units", "/", "exclude.accounts", "111111111111"),
                        TAGS,
                        Answer.NO),
                argumentSet(
                        "excluded by a tag that is not known", Map.of("exclude.tags", "team"), null, Answer.UNKNOWN),
                argumentSet("excluded by a tag that it lacks", Map.of("exclude.tags", "secret"), TAGS, Answer.YES));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void anAccountIsSelected(Map<String, String> settings, Map<String, String> tags, Answer expected) {
        MemberAccount account = new MemberAccount("111111111111", "payments", true, PAYMENTS, tags);

        assertThat(new AccountSelection(OrganizationSettings.of(settings)).of(account))
                .isEqualTo(expected);
    }
}
