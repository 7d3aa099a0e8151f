package io.muster.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.Unit;
import io.muster.aws.organization.UnitPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a registration that discovery made, by the state of its account and the selection. */
class MemberRegistrationsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<String> ABOVE = List.of("r-abcd", "ou-abcd-11111111");

    static Stream<Arguments> states() {
        return Stream.of(
                argumentSet("active and selected", true, Map.of(), null, true, null),
                argumentSet("suspended or pending closure", false, Map.of(), null, false, NOW),
                argumentSet("suspended, and found so before", false, Map.of(), BEFORE, false, BEFORE),
                argumentSet("active again", true, Map.of(), BEFORE, true, null),
                argumentSet("no longer included", true, Map.of("include.units", "/Sandbox"), null, false, NOW),
                argumentSet(
                        "excluded, though included",
                        true,
                        Map.of("include.units", "/", "exclude.tags", "team"),
                        null,
                        false,
                        NOW));
    }

    @ParameterizedTest
    @MethodSource("states")
    void aRegistrationFollows(
            boolean active, Map<String, String> settings, Instant leftBefore, boolean enabled, Instant left) {
        // given
        MemberRegistrations following = following(settings);
        MemberAccount member = member(active);
        Account before = new Account(
                "111111111111",
                "shop",
                "arn:aws:iam::111111111111:role/muster-reader",
                null,
                null,
                leftBefore == null,
                null,
                BEFORE,
                AccountSource.ORGANIZATION,
                new Membership("/Production", ABOVE, Map.of("team", "a"), leftBefore));

        // when
        Account after = following.of(member, Optional.of(before)).orElseThrow();

        // then
        assertThat(after.enabled()).isEqualTo(enabled);
        assertThat(after.membership().leftAt()).isEqualTo(left);
        assertThat(after.membership().path()).isEqualTo("/Production");
        assertThat(following.of(member, Optional.of(after))).hasValue(after);
    }

    @ParameterizedTest
    @MethodSource("states")
    void anAccountThatIsNotKnownIsRegisteredOnlyWhereItIsActiveAndSelected(
            boolean active, Map<String, String> settings, Instant leftBefore, boolean enabled, Instant left) {
        MemberRegistrations following = following(settings);
        MemberAccount member = member(active);

        assertThat(following.of(member, Optional.empty()).isPresent()).isEqualTo(enabled);
    }

    private static MemberRegistrations following(Map<String, String> settings) {
        OrganizationConfig config = OrganizationSettings.of(settings);
        return new MemberRegistrations(config.members(), new AccountSelection(config), "aws", NOW);
    }

    private static MemberAccount member(boolean active) {
        UnitPath path = new UnitPath(List.of(new Unit("r-abcd", "Root"), new Unit("ou-abcd-11111111", "Production")));
        return new MemberAccount("111111111111", "shop", active, path, Map.of("team", "a"));
    }
}
