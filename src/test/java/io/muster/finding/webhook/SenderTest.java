package io.muster.finding.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.webhook.Outgoing.Event;
import io.muster.finding.webhook.Outgoing.Target;
import io.muster.platform.ServerKeys;
import io.muster.platform.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts over TLS: made to the address that was judged, with the certificate of the host that was named. */
class SenderTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private PfxOptions keys;
    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        ServerKeys.create(file);
        keys = new PfxOptions()
                .setValue(vertx.fileSystem().readFileBlocking(file.toString()))
                .setPassword(ServerKeys.PASSWORD);
        server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys))
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response()
                        .end(request.authority().host() + " "
                                + request.connection().localAddress().hostAddress()));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void theCertificateIsTheNamedHostsAndTheConnectionGoesToTheJudgedAddress() {
        // when
        Outcome outcome = sent("localhost", new HttpClientOptions().setTrustOptions(keys));

        // then
        assertThat(outcome).isEqualTo(new Outcome(true, 200, "localhost 127.0.0.1", null));
    }

    @Test
    void theCertificateOfAnotherHostIsRefused() {
        assertThat(sent("hooks.example.com", new HttpClientOptions().setTrustOptions(keys)))
                .isEqualTo(Outcome.failed("TLS failed: the certificate is not trusted, or not the host's"));
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        assertThat(sent("localhost", new HttpClientOptions()))
                .isEqualTo(Outcome.failed("TLS failed: the certificate is not trusted, or not the host's"));
    }

    /** The next attempt may begin before the connection of the last one is given back. */
    @Test
    void connectionsServeLaterAttempts() {
        // given
        Sender sender = sender(new HttpClientOptions().setTrustOptions(keys));

        // when
        List<Outcome> outcomes =
                Stream.generate(() -> sent(sender, "localhost")).limit(6).toList();

        // then
        assertThat(outcomes).hasSize(6).allMatch(Outcome::delivered);
        assertThat(connections).hasValueLessThanOrEqualTo(2);
    }

    private Outcome sent(String host, HttpClientOptions trust) {
        return sent(sender(trust), host);
    }

    /** To it, every name means this machine. */
    private Sender sender(HttpClientOptions trust) {
        WebhooksConfig config =
                Settings.of(WebhooksConfig.class, Map.of("muster.webhooks.allow-private-networks", "true"));
        Targets targets = new Targets(config, name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        Payloads payloads = new Payloads(Map.of(), Optional.empty());
        return new Sender(vertx, config, targets, payloads, Clock.systemUTC(), trust);
    }

    private Outcome sent(Sender sender, String host) {
        Event event =
                new Event(UUID.randomUUID(), Payloads.TEST, Clock.systemUTC().instant(), 0, "{\"message\": \"m\"}");
        Secret url = new Secret("https://" + host + ":" + server.actualPort() + "/a");
        return sender.send(event, new Target("w", WebhookFormat.JSON, url, null), 1)
                .await()
                .atMost(LIMIT);
    }
}
