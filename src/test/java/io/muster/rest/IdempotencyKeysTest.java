package io.muster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.graphql.ReadsOnly;
import io.muster.platform.CallerId;
import io.muster.platform.Sha256;
import io.muster.rest.IdempotencyKeys.Answer;
import io.muster.rest.IdempotencyKeys.Answered;
import io.muster.rest.IdempotencyKeys.Claim;
import io.muster.rest.IdempotencyKeys.Granted;
import io.muster.rest.IdempotencyKeys.InFlight;
import io.muster.rest.IdempotencyKeys.Reused;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas that are asked with the same keys. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class IdempotencyKeysTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Answer ANSWER = new Answer(202, Map.of("Location", "/x", "Content-Type", "y"), "{\"a\":1}");

    @Inject
    Pool pool;

    @Inject
    IdempotencyKeys here;

    @AfterEach
    void empty() {
        execute("truncate idempotency_key");
    }

    @Test
    void aRequestIsWorkedOnOnceHoweverManyAreSent() {
        // when
        List<Claim> claims = Uni.join()
                .all(Stream.generate(() -> here.claim(user("me"), "k", hash("a")))
                        .limit(20)
                        .toList())
                .andFailFast()
                .await()
                .atMost(LIMIT);

        // then
        assertThat(claims).filteredOn(Granted.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(InFlight.class::isInstance).hasSize(19);
    }

    @Test
    void theAnswerIsKeptForTheSameRequestAlone() {
        // given
        keep(claim("me", "k", "a"));

        // when, then
        assertThat(claim("me", "k", "a")).isEqualTo(new Answered(ANSWER));
        assertThat(claim("me", "k", "b")).isInstanceOf(Reused.class);
        assertThat(claim("you", "k", "a")).isInstanceOf(Granted.class);
        assertThat(claim("me", "l", "a")).isInstanceOf(Granted.class);
    }

    /** One name, and yet four callers. */
    @Test
    void callersOfTheSameNameHaveKeysOfTheirOwn() {
        // given
        keep(claim(user("ann"), "k", "a"));

        // when, then
        assertThat(claim(token("https://one.example", "ann"), "k", "a")).isInstanceOf(Granted.class);
        assertThat(claim(token("https://two.example", "ann"), "k", "a")).isInstanceOf(Granted.class);
        assertThat(claim(new CallerId(CallerId.Source.NONE, "", "ann"), "k", "a"))
                .isInstanceOf(Granted.class);
        assertThat(claim(user("ann"), "k", "a")).isEqualTo(new Answered(ANSWER));
    }

    private static CallerId token(String issuer, String subject) {
        return new CallerId(CallerId.Source.TOKEN, issuer, subject);
    }

    @Test
    void anotherRequestWithAKeyInFlightIsRefusedEvenIfItsReplicaHasDied() {
        // given
        claim("me", "k", "a");
        assertThat(claim("me", "k", "b")).isInstanceOf(Reused.class);

        // when
        execute("update idempotency_key set leased_until = now() - interval '1 second'");

        // then
        assertThat(claim("me", "k", "b")).isInstanceOf(Reused.class);
    }

    @Test
    void whatADeadReplicaWorkedOnIsTakenOverAndItsAnswerComesTooLate() {
        // given
        Claim lost = claim("me", "k", "a");
        execute("update idempotency_key set leased_until = now() - interval '1 second'");

        // when
        Claim taken = claim("me", "k", "a");
        here.keep(((Granted) lost).attempt(), new Answer(500, Map.of(), "late"))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(claim("me", "k", "a")).isInstanceOf(InFlight.class);
        keep(taken);
        assertThat(claim("me", "k", "a")).isEqualTo(new Answered(ANSWER));
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        // given
        here.release(((Granted) claim("me", "k", "a")).attempt()).await().atMost(LIMIT);

        // when, then
        assertThat(claim("me", "k", "a")).isInstanceOf(Granted.class);
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        // given
        keep(claim("me", "k", "a"));
        keep(claim("me", "l", "a"));
        execute("update idempotency_key set expires_at = expires_at - interval '24 hours'");

        // when, then even with another request, and before anybody has cleaned up
        assertThat(claim("me", "k", "b")).isInstanceOf(Granted.class);
        here.dropExpired().await().atMost(LIMIT);
        assertThat(pool.query("select key from idempotency_key")
                        .execute()
                        .await()
                        .atMost(LIMIT))
                .extracting(row -> row.getString("key"))
                .containsExactly("k");
    }

    private Claim claim(String caller, String key, String request) {
        return claim(user(caller), key, request);
    }

    private Claim claim(CallerId caller, String key, String request) {
        return here.claim(caller, key, hash(request)).await().atMost(LIMIT);
    }

    private static CallerId user(String name) {
        return new CallerId(CallerId.Source.USERS_FILE, "", name);
    }

    private void keep(Claim claim) {
        here.keep(((Granted) claim).attempt(), ANSWER).await().atMost(LIMIT);
    }

    private static byte[] hash(String request) {
        return Sha256.of(request.getBytes(StandardCharsets.UTF_8));
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().atMost(LIMIT);
    }
}
