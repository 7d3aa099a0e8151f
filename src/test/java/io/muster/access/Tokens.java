package io.muster.access;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes bearer tokens, good ones and bad ones. The claims are those that {@link AccessSettings} has Muster read. */
final class Tokens {

    static final String KEY_ID = "access-test";
    static final String AUDIENCE = "muster";

    private Tokens() {}

    /** For every account. */
    static String of(String role) {
        return of(role, "*");
    }

    static String of(String role, String... accounts) {
        return sign(claims(role, accounts), Keys.signing());
    }

    /** Of somebody whose name is somebody else's, too. */
    static String named(String role, String name) {
        return sign(claims(role, "*").preferredUserName(name), Keys.signing());
    }

    static String withoutRole() {
        return of("somebody-elses-role");
    }

    static String withoutAccounts(String role) {
        return sign(base(role), Keys.signing());
    }

    static String expired(String role) {
        Instant now = Instant.now();
        return sign(
                claims(role, "*").issuedAt(now.minusSeconds(7200)).expiresAt(now.minusSeconds(3600)), Keys.signing());
    }

    static String expiringIn(long seconds, String role) {
        return sign(claims(role, "*").expiresAt(Instant.now().plusSeconds(seconds)), Keys.signing());
    }

    static String ofAnotherAudience(String role) {
        return sign(claims(role, "*").audience("another-service"), Keys.signing());
    }

    static String ofAnotherIssuer(String role) {
        return sign(claims(role, "*").issuer("https://issuer.example"), Keys.signing());
    }

    static String signedByAnother(String role) {
        return sign(claims(role, "*"), Keys.another().getPrivate());
    }

    private static JwtClaimsBuilder claims(String role, String... accounts) {
        return base(role).claim("muster_accounts", List.of(accounts));
    }

    private static JwtClaimsBuilder base(String role) {
        return Jwt.claims()
                .issuer(AccessSettings.issuer())
                .audience(AUDIENCE)
                .subject("subject-of-" + role)
                .preferredUserName("ann." + role)
                .claim("realm_access", Map.of("roles", List.of("offline_access", "muster-" + role)))
                .expiresAt(Instant.now().plusSeconds(3600));
    }

    private static String sign(JwtClaimsBuilder claims, PrivateKey key) {
        return claims.jws().keyId(KEY_ID).sign(key);
    }
}
