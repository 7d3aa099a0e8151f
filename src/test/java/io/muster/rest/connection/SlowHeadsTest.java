package io.muster.rest.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.api.RawConnection;
import io.muster.platform.ServerKeys;
import io.muster.platform.Settings;
import io.muster.rest.HttpConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowHeadsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String CALL = "GET /ok HTTP/1.1\r\nHost: muster\r\n\r\n";
    private static final String HALF = "GET /ok HTTP/1.1\r\nHo";
    private static final String STREAM = "GET /stream HTTP/1.1\r\nHost: muster\r\n\r\n";
    private static final String HANDSHAKE = """
            GET /socket HTTP/1.1\r
            Host: muster\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;
    private static final String FRAME = "\u0081\u0082\0\0\0\0hi";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
    /** GET http://x/ok, in the words of RFC 7541: entries of the static table, and literals. */
    private static final String HEAD = "\u0082\u0086\4\3/okA\1x";

    @TempDir
    Path keys;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LinkedBlockingQueue<HttpServerResponse> streams = new LinkedBlockingQueue<>();
    private HttpServer server;
    private boolean tls;

    @AfterEach
    void stop() {
        await().atMost(LIMIT).until(vertx.close()::isComplete);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyAHeadThatIsLateEndsItsConnection(boolean overTls) throws Exception {
        // given
        serve(overTls);
        RawConnection idle = connect(CALL);
        idle.readUntil("ok");
        RawConnection stream = connect(STREAM);
        stream.readUntil("begun");
        stream.send(HALF);
        RawConnection websocket = connect(HANDSHAKE);
        websocket.readUntil("\r\n\r\n");
        websocket.send(FRAME);
        websocket.readUntil("hi");
        RawConnection http2 = connect(PREFACE + SETTINGS + frame(1, 5, 1, HEAD));
        http2.readUntil("ok");
        http2.send(frame(6, 0, 0, "12345678"));
        RawConnection upload = connect("POST /ok HTTP/1.1\r\nHost: muster\r\nContent-Length: 4\r\n\r\n");

        // when
        RawConnection silent = connect("");
        RawConnection half = connect(HALF);
        RawConnection second = connect(CALL);
        second.readUntil("ok");
        second.send(HALF);
        RawConnection http2Half = connect(PREFACE + SETTINGS + frame(1, 1, 1, HEAD));
        RawConnection http2Second = connect(PREFACE + SETTINGS + frame(1, 5, 1, HEAD));
        http2Second.readUntil("ok");
        http2Second.send(frame(1, 5, 3, HEAD).substring(0, 11));
        List<RawConnection> late = List.of(silent, half, second, http2Half, http2Second);

        // then
        assertThat(late).allMatch(RawConnection::ends);
        assertThat(registry.get("muster.http.slow.heads").counter().count()).isEqualTo(late.size());
        idle.send(CALL);
        idle.readUntil("ok");
        websocket.send(FRAME);
        websocket.readUntil("hi");
        http2.send(frame(1, 5, 3, HEAD));
        http2.readUntil("ok");
        upload.send("1234");
        upload.readUntil("ok");
        streams.take().end("over");
        stream.readUntil("over");
        assertThat(stream.ends())
                .as("the half head behind the answer is due now")
                .isTrue();
    }

    private void serve(boolean overTls) throws Exception {
        tls = overTls;
        HttpServerOptions options = new HttpServerOptions().setUseAlpn(false);
        if (overTls) {
            ServerKeys.create(keys.resolve("keys.p12"));
            options.setSsl(true)
                    .setKeyCertOptions(new PfxOptions()
                            .setPath(keys.resolve("keys.p12").toString())
                            .setPassword(ServerKeys.PASSWORD))
                    .setUseAlpn(true);
        }
        Router router = Router.router(vertx);
        router.route().handler(SlowHeads::watch);
        router.route("/ok").handler(SlowHeadsTest::whole);
        router.route("/stream").handler(this::stream);
        router.route("/socket")
                .handler(call -> call.request()
                        .toWebSocket()
                        .onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage)));
        server = vertx.createHttpServer(options).requestHandler(router);
        await().atMost(LIMIT).until(server.listen(0, "localhost")::isComplete);
        HttpConfig config = Settings.of(HttpConfig.class, Map.of("muster.http.head-time", "2s"));
        new SlowHeads(vertx, null, config, registry).watchPort(server.actualPort());
    }

    private static void whole(RoutingContext call) {
        call.request().body().onSuccess(body -> call.end("ok"));
    }

    private void stream(RoutingContext call) {
        call.response().setChunked(true).write("begun");
        streams.add(call.response());
    }

    private RawConnection connect(String words) throws IOException {
        RawConnection connection = RawConnection.open(server.actualPort(), tls, words.startsWith("PRI"));
        connection.send(words);
        return connection;
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0" + (char) stream + payload;
    }
}
