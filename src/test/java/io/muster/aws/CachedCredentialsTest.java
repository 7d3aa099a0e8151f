package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class CachedCredentialsTest {

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final List<CompletableFuture<ProvenCredentials>> fetches = new ArrayList<>();
    private final CachedCredentials credentials = new CachedCredentials(this::fetch, new MovableClock());

    @Test
    void areFetchedOnceHoweverManyWait() {
        List<CompletableFuture<? extends AwsCredentialsIdentity>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(credentials.resolveIdentity());
        }
        assertThat(fetches).hasSize(1);
        fetches.get(0).complete(until(now.plus(Duration.ofHours(1))));
        assertThat(waiting).allMatch(CompletableFuture::isDone);
    }

    @Test
    void areFetchedAgainShortlyBeforeTheyExpire() {
        assertThat(credentials.resolveIdentity()).isNotDone();
        fetches.get(0).complete(until(now.plus(Duration.ofHours(1))));

        now = now.plus(Duration.ofMinutes(54));
        assertThat(credentials.resolveIdentity()).isDone();
        assertThat(fetches).hasSize(1);

        now = now.plus(Duration.ofMinutes(2));
        assertThat(credentials.idle()).isTrue();
        assertThat(credentials.resolveIdentity()).isNotDone();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aFailureIsToldAndNotKept() {
        CompletableFuture<? extends AwsCredentialsIdentity> first = credentials.resolveIdentity();
        fetches.get(0).completeExceptionally(new IllegalStateException("denied"));
        assertThatThrownBy(first::join).hasRootCauseMessage("denied");

        CompletableFuture<? extends AwsCredentialsIdentity> second = credentials.resolveIdentity();
        fetches.get(1).complete(until(now.plus(Duration.ofHours(1))));
        assertThat(second.join().accessKeyId()).isEqualTo("key");
    }

    @Test
    void whoeverGivesUpWaitingTakesThemFromNobodyElse() {
        credentials.resolveIdentity().cancel(true);
        CompletableFuture<? extends AwsCredentialsIdentity> other = credentials.resolveIdentity();
        fetches.get(0).complete(until(now.plus(Duration.ofHours(1))));
        assertThat(other.join().accessKeyId()).isEqualTo("key");
    }

    @Test
    void refusedOnesAreRenewedOnceForEachPieceOfWork() {
        ProvenCredentials refused = fetched();

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
        CompletableFuture<ProvenCredentials> fetched = credentials.proven();
        fetches.get(fetches.size() - 1).complete(until(now.plus(Duration.ofMinutes(60L + fetches.size()))));
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

    private final class MovableClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
