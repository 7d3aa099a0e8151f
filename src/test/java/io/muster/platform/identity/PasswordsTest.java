package io.muster.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.platform.AuthConfig;
import io.muster.platform.Caller;
import io.muster.platform.Settings;
import io.muster.platform.TurnedClock;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final TurnedClock clock = new TurnedClock("2026-11-24T00:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RefusedIdentities refused = new RefusedIdentities(meters, clock);

    /** The hash of "x" as crypt(3) makes it; the three names are of one algorithm. */
    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void hashesOfOtherProgramsAreUnderstood(String prefix) {
        String hash = prefix + "10$wGbHCqGJzTbTNPc3pRdvqOGjIdM//.dXkTAlBdobsRk8EW7yRzR42";
        assertThat(Bcrypt.matches("x", hash)).isTrue();
        assertThat(Bcrypt.matches("y", hash)).isFalse();
        assertThat(Bcrypt.matches("", hash)).isFalse();
    }

    @Test
    void whatBcryptWouldCutOffIsNoMatch() {
        String longest = "p".repeat(Bcrypt.LONGEST);
        String hash = BcryptUtil.bcryptHash(longest, 4);
        assertThat(Bcrypt.matches(longest, hash)).isTrue();
        assertThat(Bcrypt.matches(longest + "q", hash)).isFalse();
    }

    @Test
    void aProofIsOfOneUserOnePasswordAndAMinute() {
        // given
        ProvenPasswords proven = new ProvenPasswords(clock);
        proven.remember("ann", "one");

        // then
        assertThat(proven.isProven("ann", "one")).isTrue();
        assertThat(proven.isProven("ann", "two")).isFalse();
        assertThat(proven.isProven("bob", "one")).isFalse();

        // when
        clock.advance(Duration.ofMinutes(1));

        // then
        assertThat(proven.isProven("ann", "one")).isFalse();
        assertThat(proven.wasProven("ann", "one")).isTrue();
        assertThat(proven.wasProven("ann", "two")).isFalse();

        // when
        clock.advance(Duration.ofHours(12));

        // then
        assertThat(proven.wasProven("ann", "one")).isFalse();
    }

    /** 400 guesses at a user's password, as fast as they come: it takes half a minute to compare them. */
    @Test
    void guessesLockNobodyOut(@TempDir Path directory) throws IOException {
        // given
        StaticUsers users = users(directory, "ann:" + BcryptUtil.bcryptHash("right", 10) + ":viewer:*");
        users.authenticate("ann", "right").await().atMost(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(5));

        // when
        AtomicInteger refusals = new AtomicInteger();
        for (int i = 0; i < 400; i++) {
            users.authenticate(i % 2 == 0 ? "ann" : "nobody" + i, "guess" + i)
                    .subscribe()
                    .with(found -> {}, tooMany -> refusals.incrementAndGet());
        }

        // then, at once
        AtomicReference<Optional<Caller>> answer = new AtomicReference<>();
        users.authenticate("ann", "right").subscribe().with(answer::set);
        assertThat(answer.get()).isPresent();
        assertThat(refusals).hasValueGreaterThan(100);
        assertThat(meters.counter("muster.identities.refused", "reason", "TOO_MANY_PASSWORDS")
                        .count())
                .isEqualTo(refusals.get());
        users.stop();
    }

    @Test
    void aFailedLoginIsCounted(@TempDir Path directory) throws IOException {
        // given
        StaticUsers users = users(directory, "ann:" + BcryptUtil.bcryptHash("right", 10) + ":viewer:*");

        // when
        for (String name : List.of("ann", "bob")) {
            assertThat(users.authenticate(name, "wrong").await().atMost(Duration.ofMinutes(1)))
                    .isEmpty();
        }

        // then
        assertThat(meters.counter("muster.identities.refused", "reason", "PASSWORD")
                        .count())
                .isEqualTo(2);
        users.stop();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 10.0.0.1", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2", "::ffff:10.0.0.1, ::ffff:10.0.0.1"})
    void guessesAreCountedByNetwork(String address, String network) {
        assertThat(Networks.of(address)).isEqualTo(network);
    }

    @Test
    void manyCallsAtOnceAreAllAnswered(@TempDir Path directory) throws IOException {
        // given
        StaticUsers users = users(directory, "ann:" + BcryptUtil.bcryptHash("right", 10) + ":viewer:*");

        // when
        List<Optional<Caller>> answers = IntStream.range(0, 100)
                .mapToObj(i -> users.authenticate("ann", i % 10 == 9 ? "wrong" : "right")
                        .subscribeAsCompletionStage())
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        // then
        assertThat(answers).filteredOn(Optional::isPresent).hasSize(90);
        users.stop();
    }

    @Test
    void passwordsThatAnybodyWouldTryAreFound(@TempDir Path directory) throws IOException {
        StaticUsers users = users(
                directory,
                "ann:" + BcryptUtil.bcryptHash("ann", 10) + ":viewer:*",
                "bob:" + BcryptUtil.bcryptHash("changeme", 10) + ":viewer:*",
                "cho:" + BcryptUtil.bcryptHash("k7-Zq", 10) + ":viewer:*");
        AuthConfig auth = Settings.of(AuthConfig.class, Map.of());

        assertThat(new DefaultUserPassword(auth, users).find())
                .hasValueSatisfying(
                        fault -> assertThat(fault.what()).contains("ann, bob").doesNotContain("cho"));
        users.stop();
    }

    private StaticUsers users(Path directory, String... lines) throws IOException {
        Path file = Files.write(directory.resolve("users"), List.of(lines));
        return new StaticUsers(
                Settings.of(AuthConfig.class, Map.of("muster.auth.users-file", file.toString())), clock, refused);
    }
}
