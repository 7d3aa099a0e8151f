package io.muster.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restart is asked for where the login has been refused for long without a break, and in no other case. */
class LoginAcceptedTest {

    private final Throwable refused =
            new CompletionException(new PgException("password authentication failed", "FATAL", "28P01", ""));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final LoginAccepted login = new LoginAccepted(clock.withZone(ZoneOffset.UTC));

    /** Failures of a check by which PostgreSQL does not say that the login is refused. */
    static Stream<Throwable> otherFailures() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new TimeoutException(),
                new PgException("the database system is starting up", "FATAL", "57P03", ""),
                new PgException("too many clients", "FATAL", "53300", ""),
                new PgException("no such database", "FATAL", "3D000", ""));
    }

    @Test
    void aLoginThatIsRefusedForLongNeedsARestart() {
        // when
        login.failed(refused);
        pass(LoginAccepted.PATIENCE);
        login.failed(refused);

        // then
        assertThat(status()).isEqualTo(Status.DOWN);
    }

    @Test
    void aLoginThatIsRefusedForAWhileDoesNot() {
        // when
        login.failed(refused);
        pass(LoginAccepted.PATIENCE.minusMillis(1));
        login.failed(refused);

        // then
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void anAnswerBeginsTheTimeAnew() {
        // given
        login.failed(refused);

        // when
        login.answered();
        pass(LoginAccepted.PATIENCE);
        login.failed(refused);

        // then
        assertThat(status()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void aDatabaseThatIsAwayNeverNeedsARestart(Throwable away) {
        // when
        login.failed(away);
        pass(Duration.ofDays(1));
        login.failed(away);

        // then
        assertThat(status()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void aDatabaseThatIsAwayInBetweenBeginsTheTimeAnew(Throwable away) {
        // given
        login.failed(refused);

        // when
        login.failed(away);
        pass(LoginAccepted.PATIENCE);
        login.failed(refused);

        // then
        assertThat(status()).isEqualTo(Status.UP);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Status status() {
        return login.call().await().indefinitely().getStatus();
    }
}
