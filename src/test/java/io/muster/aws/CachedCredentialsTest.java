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
    private final List<CompletableFuture<AwsCredentialsIdentity>> fetches = new ArrayList<>();
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

    private CompletableFuture<AwsCredentialsIdentity> fetch() {
        fetches.add(new CompletableFuture<>());
        return fetches.get(fetches.size() - 1);
    }

    private static AwsCredentialsIdentity until(Instant end) {
        return AwsSessionCredentials.builder()
                .accessKeyId("key")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(end)
                .build();
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
