package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.utils.SdkAutoCloseable;

class ClientPoolTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(-1);

    private final List<String> closed = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final ClientPool<String, Client> pool = new ClientPool<>(this::open, Clock.systemUTC());

    private record Client(String name, List<String> closed) implements SdkAutoCloseable {
        @Override
        public void close() {
            closed.add(name);
        }
    }

    @Test
    void aClientIsOpenedOncePerKey() {
        call("eu-west-1", CompletableFuture.completedFuture("a"));
        call("eu-west-1", CompletableFuture.completedFuture("b"));
        call("eu-west-2", CompletableFuture.completedFuture("c"));
        assertThat(opened).containsExactly("eu-west-1", "eu-west-2");
    }

    @Test
    void onlyIdleClientsAreClosed() {
        CompletableFuture<String> underWay = new CompletableFuture<>();
        call("busy", underWay);
        call("idle", CompletableFuture.completedFuture("done"));

        pool.sweep(Duration.ofMinutes(1));
        assertThat(closed).isEmpty();

        pool.sweep(AT_ONCE);
        assertThat(closed).containsExactly("idle");

        underWay.complete("done");
        pool.sweep(AT_ONCE);
        assertThat(closed).containsExactly("idle", "busy");
        assertThat(pool.size()).isZero();
    }

    @Test
    void aFailedOrAbandonedCallGivesItsClientBack() {
        call("failed", CompletableFuture.failedFuture(new IllegalStateException()));
        pool.call("left", client -> new CompletableFuture<String>())
                .subscribe()
                .with(item -> {})
                .cancel();
        pool.sweep(AT_ONCE);
        assertThat(closed).containsExactlyInAnyOrder("failed", "left");
    }

    private void call(String key, CompletableFuture<String> answer) {
        pool.call(key, client -> answer).subscribe().with(item -> {}, failure -> {});
    }

    private Client open(String key) {
        opened.add(key);
        return new Client(key, closed);
    }
}
