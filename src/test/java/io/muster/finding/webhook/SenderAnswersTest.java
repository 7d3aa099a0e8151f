package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.webhook.Outgoing.Event;
import io.muster.finding.webhook.Outgoing.Target;
import io.muster.platform.Settings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that break off, or never end: the status decides, once it is there. */
class SenderAnswersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch holding = new CountDownLatch(Sender.POOL);
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/hangs" -> hanging.incrementAndGet();
            case "/takes-and-never-ends" -> {
                holding.countDown();
                response.setChunked(true).write("taken");
            }
            case "/takes-and-breaks" ->
                response.setChunked(true)
                        .write("taken")
                        .onComplete(written -> request.connection().close());
            case "/busy-and-breaks" ->
                response.setStatusCode(503)
                        .putHeader("Retry-After", "7")
                        .setChunked(true)
                        .write("busy")
                        .onComplete(written -> request.connection().close());
            default -> response.end("taken");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsTakenByItsStatus() {
        assertThat(sent(sender("20s"), "/takes-and-never-ends")).isEqualTo(new Outcome(true, 200, "taken", null));
    }

    @Test
    void anAnswerThatBreaksOffIsTakenByItsStatus() {
        assertThat(sent(sender("20s"), "/takes-and-breaks")).isEqualTo(new Outcome(true, 200, "taken", null));
    }

    @Test
    void aRefusalThatBreaksOffKeepsItsStatusAndItsPause() {
        assertThat(sent(sender("20s"), "/busy-and-breaks"))
                .isEqualTo(new Outcome(false, 503, "busy", Duration.ofSeconds(7)));
    }

    /** All connections are held by answers without an end: an attempt that got none in time has failed, and must not be made later. */
    @Test
    void anAttemptThatHadNoConnectionInTimeIsNotMadeLater() throws Exception {
        // given
        Sender sender = sender("1s");
        List<CompletableFuture<Outcome>> held = new ArrayList<>();
        for (int i = 0; i < Sender.POOL; i++) {
            held.add(sending(sender, "/takes-and-never-ends").subscribeAsCompletionStage());
        }

        assertThat(holding.await(30, TimeUnit.SECONDS))
                .as("all connections are held")
                .isTrue();

        // when
        Outcome late = sent(sender, "/hangs");

        // then
        assertThat(late).isEqualTo(Outcome.failed("No answer within 1000 ms"));
        assertThat(held).allMatch(one -> one.join().delivered());
        assertThat(sent(sender, "/takes").delivered()).isTrue();
        assertThat(hanging).hasValue(0);
    }

    /** An answer can be there, and at its end, before the thread that asked gets to its next statement. */
    @Test
    void answersThatAreQuickerThanTheThreadThatAskedAreAllTaken() {
        // given
        Sender sender = sender("20s");

        // when
        List<Outcome> outcomes =
                Stream.generate(() -> sent(sender, "/quick")).limit(2_000).toList();

        // then
        assertThat(outcomes).containsOnly(new Outcome(true, 200, "taken", null));
    }

    private Outcome sent(Sender sender, String path) {
        return sending(sender, path).await().atMost(LIMIT);
    }

    private Uni<Outcome> sending(Sender sender, String path) {
        Event event =
                new Event(UUID.randomUUID(), Payloads.TEST, Clock.systemUTC().instant(), 0, "{\"message\": \"m\"}");
        Secret url = new Secret("http://127.0.0.1:" + server.actualPort() + path);
        return sender.send(event, new Target("w", WebhookFormat.JSON, url, null), 1);
    }

    private Sender sender(String timeout) {
        WebhooksConfig config = Settings.of(
                WebhooksConfig.class,
                Map.of(
                        "muster.webhooks.allow-private-networks", "true",
                        "muster.webhooks.allow-http", "true",
                        "muster.webhooks.timeout", timeout));
        Targets targets = new Targets(config, name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        Payloads payloads = new Payloads(Map.of(), Optional.empty());
        return new Sender(vertx, config, targets, payloads, Clock.systemUTC(), new HttpClientOptions());
    }
}
