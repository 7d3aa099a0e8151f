package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.platform.AuthConfig;
import io.muster.platform.OidcConfig;
import io.muster.platform.OidcSignInConfig;
import io.muster.platform.Role;
import io.muster.platform.Settings;
import io.muster.platform.SignInConfig;
import io.muster.platform.check.StartUpCheck;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityChecksTest {

    private static final String ISSUER = "muster.auth.oidc.issuer";
    private static final String CLIENT = "muster.auth.oidc.sign-in.client-id";
    private static final String USERS = "muster.auth.users-file";

    @Test
    void lockedWithoutAKeyIsUseless() {
        assertThat(noIdentity(Map.of())).isTrue();
        assertThat(noIdentity(Map.of("muster.auth.enabled", "false"))).isFalse();
        assertThat(noIdentity(Map.of(ISSUER, "https://issuer.example"))).isFalse();
        assertThat(noIdentity(Map.of(USERS, "/etc/muster/users"))).isFalse();
    }

    @Test
    void aUsersFileThatIsNotThereIsTold() {
        AuthConfig auth = auth(Map.of(USERS, "/no/such/file"));
        assertThat(new UnusableUsersFile(
                                auth,
                                new StaticUsers(
                                        auth,
                                        Clock.systemUTC(),
                                        new RefusedIdentities(new SimpleMeterRegistry(), Clock.systemUTC())))
                        .find())
                .hasValueSatisfying(fault -> assertThat(fault.what()).contains("/no/such/file", "cannot be read"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,   ,         false, '',       true",
        "0.0.0.0,   enabled,  false, '',       true",
        "0.0.0.0,   redirect, false, '',       true",
        "0.0.0.0,   disabled, false, '',       false",
        "0.0.0.0,   ,         true,  '',       true",
        "0.0.0.0,   ,         false, 10.0.0.1, true",
        "0.0.0.0,   ,         true,  10.0.0.1, false",
        "localhost, ,         false, '',       false"
    })
    void passwordsNeedTls(String host, String insecure, boolean forwarding, String trusted, boolean refused) {
        assertThat(new PasswordsInTheClear(
                                auth(Map.of(USERS, "x")),
                                new Transport(
                                        host,
                                        Optional.ofNullable(insecure),
                                        forwarding,
                                        trusted.isEmpty() ? Optional.empty() : Optional.of(List.of(trusted))))
                        .find()
                        .isPresent())
                .isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,   ,         false, '',       true",
        "0.0.0.0,   redirect, false, '',       true",
        "0.0.0.0,   disabled, false, '',       false",
        "0.0.0.0,   ,         true,  10.0.0.1, false",
        "localhost, ,         false, '',       false"
    })
    void sessionsNeedTls(String host, String insecure, boolean forwarding, String trusted, boolean refused) {
        Map<String, String> client = Map.of(CLIENT, "muster");
        Optional<List<String>> proxies = trusted.isEmpty() ? Optional.empty() : Optional.of(List.of(trusted));
        assertThat(sessions(client, host, Optional.ofNullable(insecure), forwarding, proxies))
                .isEqualTo(refused);
        assertThat(sessions(Map.of(), host, Optional.ofNullable(insecure), forwarding, proxies))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                 '',       '',     '',                              ",
        "https://issuer.example,             muster,   s3cret, 0123456789abcdef0123456789abcdef,",
        "https://issuer.example,             muster,   '',     '',                              ",
        "'',                                 muster,   '',     '',                               muster.auth.oidc.issuer",
        "https://issuer.example,             '',       s3cret, '',                               client-id",
        "https://issuer.example,             muster,   s3cret, 0123456789abcdef,                 openssl rand"
    })
    void aSignInIsComplete(String issuer, String client, String clientSecret, String secret, String remedy) {
        // given
        Map<String, String> settings = new HashMap<>();
        Map.of(ISSUER, issuer, CLIENT, client, CLIENT + "-secret", clientSecret, "muster.auth.sign-in.secret", secret)
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        settings.put(name.replace("client-id-secret", "client-secret"), value);
                    }
                });

        // when
        Optional<StartUpCheck.Fault> fault = incomplete(settings);

        // then
        assertThat(fault.isPresent()).isEqualTo(remedy != null);
        fault.ifPresent(found -> {
            assertThat(found.remedy()).contains(remedy);
            assertThat(found.toString()).doesNotContain("s3cret", "0123456789abcdef");
        });
    }

    @ParameterizedTest
    @CsvSource({"muster.auth.sign-in.lifetime", "muster.auth.oidc.sign-in.lifetime"})
    void aSessionLasts(String lifetime) {
        assertThat(incomplete(Map.of(lifetime, "0s"))).isPresent();
        assertThat(incomplete(Map.of(lifetime, "1s"))).isEmpty();
    }

    @Test
    void withoutStaticUsersNoPasswordIsSent() {
        assertThat(new PasswordsInTheClear(
                                auth(Map.of()), new Transport("0.0.0.0", Optional.empty(), false, Optional.empty()))
                        .find())
                .isEmpty();
    }

    @Test
    void tokensNeedAnAudience() {
        Map<String, String> settings = new HashMap<>(Map.of(ISSUER, "https://issuer.example"));
        assertThat(new TokensOfAnyAudience(auth(settings), oidc(settings)).find())
                .isPresent();
        settings.put("muster.auth.oidc.audience", "muster");
        assertThat(new TokensOfAnyAudience(auth(settings), oidc(settings)).find())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://issuer.example/realms/x, true",
        "http:nothing, true",
        "https://issuer.example, false",
        "http://127.0.0.1:8081, false",
        "http://[::1]:8081, false"
    })
    void theIssuerNeedsTls(String issuer, boolean refused) {
        Map<String, String> settings = Map.of(ISSUER, issuer);
        assertThat(new IssuerInTheClear(auth(settings), oidc(settings)).find().isPresent())
                .isEqualTo(refused);
    }

    @Test
    void rolesAreWrittenAsTheirWireNames() {
        assertThat(Arrays.stream(Roles.class.getFields()).map(IdentityChecksTest::value))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::wireName).toList());
    }

    private static Object value(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<StartUpCheck.Fault> incomplete(Map<String, String> settings) {
        return new IncompleteSignIn(
                        auth(settings),
                        oidc(settings),
                        Settings.of(OidcSignInConfig.class, settings),
                        Settings.of(SignInConfig.class, settings))
                .find();
    }

    private static boolean sessions(
            Map<String, String> settings,
            String host,
            Optional<String> insecure,
            boolean forwarding,
            Optional<List<String>> trusted) {
        OidcSignInConfig client = Settings.of(OidcSignInConfig.class, settings);
        return new SessionsInTheClear(auth(settings), client, new Transport(host, insecure, forwarding, trusted))
                .find()
                .isPresent();
    }

    private static boolean noIdentity(Map<String, String> settings) {
        return new NoIdentity(auth(settings), oidc(settings)).find().isPresent();
    }

    private static AuthConfig auth(Map<String, String> settings) {
        return Settings.of(AuthConfig.class, settings);
    }

    private static OidcConfig oidc(Map<String, String> settings) {
        return Settings.of(OidcConfig.class, settings);
    }
}
