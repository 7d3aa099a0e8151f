package io.muster.access;

import static io.muster.access.AccessSettings.PASSWORD;
import static io.muster.access.IdentityTest.basic;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why somebody is not let in is told to the operator, and to nobody else. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class RefusedTokensTest {

    private static final Logger LOG = Logger.getLogger("io.muster.platform.identity.RefusedIdentities");

    @Inject
    MeterRegistry meters;

    private final List<ExtLogRecord> entries = new CopyOnWriteArrayList<>();
    private final ExtHandler handler = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            entries.add(entry);
        }
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOG.removeHandler(handler);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("EXPIRED", Tokens.expired("admin"), AccessSettings.issuer()),
                arguments("AUDIENCE", Tokens.ofAnotherAudience("admin"), AccessSettings.issuer()),
                arguments("ISSUER", Tokens.ofAnotherIssuer("admin"), "https://issuer.example"),
                arguments("SIGNATURE", Tokens.signedByAnother("admin"), AccessSettings.issuer()),
                arguments("NO_ROLE", Tokens.withoutRole(), AccessSettings.issuer()),
                arguments("MALFORMED", "a.b.c", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void eachReasonIsTold(String reason, String token, String issuer) {
        // given
        double before = count(reason);

        // when
        for (int again = 0; again < 3; again++) {
            IdentityTest.bearer(token).get("/api/v1/accounts").then().statusCode(reason.equals("NO_ROLE") ? 403 : 401);
        }

        // then: once a minute at most, and another test may have had this one's turn
        assertThat(count(reason)).isEqualTo(before + 3);
        assertThat(entries).hasSizeLessThanOrEqualTo(1).allSatisfy(entry -> {
            assertThat(entry.getLevel().getName()).isEqualTo("WARN");
            assertThat(entry.getMessage()).isEqualTo("A token was refused");
            assertThat(entry.getMdcCopy()).containsEntry("reason", reason);
            assertThat(entry.getMdcCopy().get("issuer")).isEqualTo(issuer);
            assertThat(entry.getMdcCopy().toString()).doesNotContain(token);
        });
    }

    @Test
    void failedLoginsAreTold() {
        // given
        double before = count("PASSWORD");

        // when
        given().header("Authorization", basic("grafana", "guess"))
                .get("/api/v1/accounts")
                .then()
                .statusCode(401);
        given().header("Authorization", basic(PASSWORD, PASSWORD))
                .get("/api/v1/accounts")
                .then()
                .statusCode(401);

        // then: a password that was typed in the name's place does not get into the log
        assertThat(count("PASSWORD")).isEqualTo(before + 2);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.getMdcCopy()).containsEntry("from", "127.0.0.1");
            assertThat(entry.getMdcCopy().toString()).doesNotContain(PASSWORD, "guess");
        });
    }

    private double count(String reason) {
        return meters.counter("muster.identities.refused", "reason", reason).count();
    }
}
