package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.AccountGrants;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.OrganizationGrant;
import io.muster.platform.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTextTest {

    private static final Seal SEAL = new Seal(new byte[32]);

    static Stream<AccountScope> scopes() {
        return Stream.of(
                AccountScope.EVERY_ACCOUNT,
                AccountScope.of(Set.of()),
                AccountScope.of(Set.of("000000000000", "222222222222", "999999999999")));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void whatIsSealedIsReadAgain(AccountScope scope) {
        SessionText.Content content = content(scope);

        String sealed = SEAL.close(SessionText.write(content));

        assertThat(SEAL.open(sealed).map(SessionText::read)).hasValue(content);
        assertThat(sealed).matches("[A-Za-z0-9_-]+").isNotEqualTo(SEAL.close(SessionText.write(content)));
    }

    @Test
    void whatIsNoAccountIsLeftOut() {
        byte[] text = SessionText.write(content(AccountScope.of(Set.of("222222222222", "team-a", ""))));

        assertThat(SessionText.read(text).session().caller().accounts())
                .isEqualTo(AccountScope.of(Set.of("222222222222")));
    }

    @Test
    void fiveHundredAccountsFitIntoACookie() {
        Set<String> ids = LongStream.range(0, 500)
                .mapToObj(id -> "%012d".formatted(id * 1_999_999_999L))
                .collect(Collectors.toSet());

        String sealed = SEAL.close(SessionText.write(content(AccountScope.of(ids))));

        assertThat(sealed).hasSizeLessThan(3_800);
        assertThat(SEAL.open(sealed).map(SessionText::read)).hasValue(content(AccountScope.of(ids)));
    }

    @Test
    void everyChangeIsSeen() {
        String sealed = SEAL.close(SessionText.write(content(AccountScope.EVERY_ACCOUNT)));
        for (int i = 0; i < sealed.length() - 1; i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(SEAL.open(sealed.substring(0, i) + other + sealed.substring(i + 1)))
                    .isEmpty();
            assertThat(SEAL.open(sealed.substring(0, i))).isEmpty();
        }
        byte[] another = new byte[32];
        Arrays.fill(another, (byte) 1);
        assertThat(new Seal(another).open(sealed)).isEmpty();
    }

    @Test
    void anotherFormIsNotGuessedAt() {
        for (byte[] text : new byte[][] {{}, {1}, {2}, {2, 0, 0}, {3}, {3, 0, 0}}) {
            assertThatThrownBy(() -> SessionText.read(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void grantsByTheOrganizationAreKeptAsTheyWereGranted() {
        AccountGrants grants = AccountGrants.parse(Set.of(
                "222222222222",
                "ou:/Production/Zahlungsverkehr Süd",
                "ou:ou-abcd-11111111",
                "tag:team=payments",
                "tag:x"));

        Caller read =
                SessionText.read(SessionText.write(content(grants))).session().caller();

        assertThat(read.granted()).isEqualTo(grants);
        assertThat(read.accounts()).isEqualTo(AccountScope.of(Set.of("222222222222")));
    }

    /** As a text, each of these would be another grant. */
    @Test
    void namesAndValuesMayHaveAnyCharacters() {
        AccountGrants grants = new AccountGrants(
                AccountScope.of(Set.of()),
                Set.of(
                        new OrganizationGrant(OrganizationGrant.Type.TAG, "a=b", "c"),
                        new OrganizationGrant(OrganizationGrant.Type.TAG, "cost%41centre", null),
                        new OrganizationGrant(OrganizationGrant.Type.TAG, "team", ""),
                        new OrganizationGrant(OrganizationGrant.Type.PATH, "/50%25 off/%41", null)));

        Caller read =
                SessionText.read(SessionText.write(content(grants))).session().caller();

        assertThat(read.granted()).isEqualTo(grants);
    }

    private static SessionText.Content content(AccountScope scope) {
        return content(AccountGrants.of(scope));
    }

    private static SessionText.Content content(AccountGrants grants) {
        CallerId id = new CallerId(CallerId.Source.TOKEN, "https://issuer.example/realms/x", "7f3c");
        Caller caller = new Caller(id, "Ännchen", Role.OPERATOR, grants);
        return new SessionText.Content(new Session(caller, Instant.ofEpochSecond(1_800_000_000L)), "");
    }
}
