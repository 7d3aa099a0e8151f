package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.platform.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.sts.model.StsException;

class CachedCredentialsTest {

    private final TurnedClock clock = new TurnedClock("2026-11-01T00:00:00Z");
    private final List<CompletableFuture<ProvenCredentials>> fetches = new ArrayList<>();
    private final CachedCredentials credentials = new CachedCredentials(this::fetch, clock);

    @Test
    void areFetchedOnceHoweverManyWait() {
        // given
        List<CompletableFuture<? extends AwsCredentialsIdentity>> waiting = new ArrayList<>();

        // when, then
        for (int i = 0; i < 100; i++) {
            waiting.add(credentials.resolveIdentity());
        }
        assertThat(fetches).hasSize(1);
        fetches.get(0).complete(until(clock.instant().plus(Duration.ofHours(1))));
        assertThat(waiting).allMatch(CompletableFuture::isDone);
    }

    @Test
    void areFetchedAgainShortlyBeforeTheyExpire() {
        // given
        assertThat(credentials.resolveIdentity()).isNotDone();
        fetches.get(0).complete(until(clock.instant().plus(Duration.ofHours(1))));

        // when, then
        clock.advance(Duration.ofMinutes(54));
        assertThat(credentials.resolveIdentity()).isDone();
        assertThat(fetches).hasSize(1);

        // when, then
        clock.advance(Duration.ofMinutes(2));
        assertThat(credentials.idle()).isTrue();
        assertThat(credentials.resolveIdentity()).isNotDone();
        assertThat(fetches).hasSize(2);
    }

    /** The clock here is ahead of that of AWS, or the answer's expiry is wrong. */
    @Test
    void thatHaveExpiredWhenTheyAreFetchedAreKeptForAMinute() {
        assertThat(credentials.resolveIdentity()).isNotDone();
        fetches.get(0).complete(until(clock.instant().minus(Duration.ofHours(1))));

        clock.advance(Duration.ofSeconds(59));
        assertThat(credentials.resolveIdentity()).isDone();
        assertThat(fetches).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        assertThat(credentials.resolveIdentity()).isNotDone();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aFailureIsToldAndNotKept() {
        // when, then
        CompletableFuture<? extends AwsCredentialsIdentity> first = credentials.resolveIdentity();
        fetches.get(0).completeExceptionally(new IllegalStateException("denied"));
        assertThatThrownBy(first::join).hasRootCauseMessage("denied");

        // when, then
        CompletableFuture<? extends AwsCredentialsIdentity> second = credentials.resolveIdentity();
        fetches.get(1).complete(until(clock.instant().plus(Duration.ofHours(1))));
        assertThat(second.join().accessKeyId()).isEqualTo("key");
    }

    @ParameterizedTest
    @MethodSource
    void aRefusalStandsForTheWorkThatMetIt(int status, String code, int fetchesOfTheWork) {
        CompletableFuture<ProvenCredentials> first = credentials.proven("scan 1");
        Throwable refusal = StsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
        fetches.get(0).completeExceptionally(new CompletionException(refusal));
        assertThat(first).isCompletedExceptionally();

        CompletableFuture<ProvenCredentials> again = credentials.proven("scan 1");
        assertThat(fetches).hasSize(fetchesOfTheWork);
        assertThat(again.isCompletedExceptionally()).isEqualTo(fetchesOfTheWork == 1);

        if (fetchesOfTheWork == 1) {
            assertThat(credentials.proven("scan 2")).isNotDone();
            assertThat(fetches).as("another piece of work asks for itself").hasSize(2);
        }
    }

    static Stream<Arguments> aRefusalStandsForTheWorkThatMetIt() {
        return Stream.of(
                argumentSet("denied", 403, "AccessDenied", 1),
                argumentSet("no such session", 400, "ValidationError", 1),
                argumentSet("too many requests", 400, "Throttling", 2),
                argumentSet("the caller's own credentials", 403, "ExpiredToken", 2),
                argumentSet("a fault of AWS", 500, "InternalFailure", 2));
    }

    @Test
    void thatThereAreNoneStandsForTheWorkThatMetIt() {
        CompletableFuture<ProvenCredentials> first = credentials.proven("scan 1");
        fetches.get(0)
                .completeExceptionally(new CompletionException(SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain")));
        assertThat(first).isCompletedExceptionally();

        assertThat(credentials.proven("scan 1")).isCompletedExceptionally();
        assertThat(fetches).hasSize(1);
        assertThat(credentials.proven("scan 2")).isNotDone();
    }

    @Test
    void aRefusalStandsForAShortTime() {
        // given
        CompletableFuture<ProvenCredentials> first = credentials.proven("scan 1");
        fetches.get(0)
                .completeExceptionally(StsException.builder().statusCode(403).build());
        assertThat(first).isCompletedExceptionally();

        // when, then
        clock.advance(Duration.ofSeconds(29));
        assertThat(credentials.proven("scan 1")).isCompletedExceptionally();
        clock.advance(Duration.ofSeconds(2));
        assertThat(credentials.proven("scan 1")).isNotDone();
    }

    @Test
    void whoeverGivesUpWaitingTakesThemFromNobodyElse() {
        credentials.resolveIdentity().cancel(true);
        CompletableFuture<? extends AwsCredentialsIdentity> other = credentials.resolveIdentity();
        fetches.get(0).complete(until(clock.instant().plus(Duration.ofHours(1))));
        assertThat(other.join().accessKeyId()).isEqualTo("key");
    }

    @Test
    void refusedOnesAreRenewedOnceForEachPieceOfWork() {
        // given
        ProvenCredentials refused = fetched();

        // when, then
        assertThat(credentials.renew(refused, "scan 1")).isTrue();
        assertThat(credentials.renew(refused, "scan 1"))
                .as("forgotten by another call")
                .isTrue();
        ProvenCredentials renewed = fetched();
        assertThat(fetches).hasSize(2);

        assertThat(credentials.renew(refused, "scan 1")).as("others are there").isTrue();
        assertThat(credentials.renew(renewed, "scan 1")).as("once is enough").isFalse();
        assertThat(credentials.resolveIdentity()).isDone();
        assertThat(fetches).hasSize(2);

        assertThat(credentials.renew(renewed, "scan 2")).isTrue();
        fetched();
        assertThat(fetches).hasSize(3);
    }

    /** Each valid for another time, so that no two are equal. */
    private ProvenCredentials fetched() {
        CompletableFuture<ProvenCredentials> fetched = credentials.proven("work");
        fetches.get(fetches.size() - 1).complete(until(clock.instant().plus(Duration.ofMinutes(60L + fetches.size()))));
        return fetched.join();
    }

    private CompletableFuture<ProvenCredentials> fetch() {
        fetches.add(new CompletableFuture<>());
        return fetches.get(fetches.size() - 1);
    }

    private static ProvenCredentials until(Instant end) {
        AwsCredentialsIdentity identity = AwsSessionCredentials.builder()
                .accessKeyId("key")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(end)
                .build();
        return new ProvenCredentials(identity, "aws");
    }
}
