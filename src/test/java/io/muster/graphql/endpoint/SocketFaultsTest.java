package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The codes of RFC 6455, section 7.4.1, that a websocket is closed with when its client sends what cannot be taken. */
class SocketFaultsTest {

    private static final short PROTOCOL_ERROR = 1002;
    private static final short UNSUPPORTED_DATA = 1003;
    private static final short TOO_BIG = 1009;

    private static Vertx vertx;
    private static HttpServer server;
    private static WebSocketClient client;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        client = vertx.createWebSocketClient();
        server = done(vertx.createHttpServer()
                .requestHandler(request -> request.toWebSocket().onSuccess(SocketFaultsTest::serve))
                .listen(0, "127.0.0.1"));
    }

    private static void serve(ServerWebSocket socket) {
        SocketFaults.watch(socket);
        socket.textMessageHandler(socket::writeTextMessage);
    }

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a frame that is too long", TOO_BIG, socket -> socket.writeFinalTextFrame("x".repeat(70_000))),
                fault("a message of frames that is too long", TOO_BIG, socket -> frames(socket, 10)),
                fault("bytes", UNSUPPORTED_DATA, socket -> socket.writeFinalBinaryFrame(Buffer.buffer("{}"))),
                fault(
                        "a frame that goes on with nothing",
                        PROTOCOL_ERROR,
                        socket -> socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("{}"), true))));
    }

    private static Arguments fault(String name, short code, Consumer<WebSocket> sent) {
        return argumentSet(name, code, sent);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void closeTheSocketWithTheirCode(short code, Consumer<WebSocket> sent) {
        WebSocket socket = open();
        CompletableFuture<Short> closed = new CompletableFuture<>();
        socket.closeHandler(end -> closed.complete(socket.closeStatusCode()));
        sent.accept(socket);
        assertThat(closed.orTimeout(1, TimeUnit.MINUTES).join()).isEqualTo(code);
    }

    @Test
    void aMessageOfFramesIsTaken() {
        WebSocket socket = open();
        CompletableFuture<String> echo = new CompletableFuture<>();
        socket.textMessageHandler(echo::complete);
        frames(socket, 4);
        assertThat(echo.orTimeout(1, TimeUnit.MINUTES).join()).hasSize(200_000);
        done(socket.close());
    }

    private static void frames(WebSocket socket, int number) {
        String part = "x".repeat(50_000);
        socket.writeFrame(WebSocketFrame.textFrame(part, false));
        for (int i = 1; i < number; i++) {
            socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(part), i == number - 1));
        }
    }

    private static WebSocket open() {
        return done(client.connect(server.actualPort(), "127.0.0.1", "/"));
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }
}
