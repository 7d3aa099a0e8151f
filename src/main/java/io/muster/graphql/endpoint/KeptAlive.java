package io.muster.graphql.endpoint;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** Sends pings, so that proxies do not close an idle websocket, and closes one whose client does not answer them. */
final class KeptAlive {

    /** Proxies close connections without traffic; the usual limit is a minute. */
    private static final long PAUSE = 20_000;

    private static final int MOST_UNANSWERED = 3;
    private static final short GOING_AWAY = 1001;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final long timer;
    private int unanswered;

    KeptAlive(Vertx vertx, ServerWebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
        this.timer = vertx.setPeriodic(PAUSE, tick -> ping());
        socket.pongHandler(pong -> heard());
    }

    /** A message of the client has arrived. */
    void heard() {
        unanswered = 0;
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void ping() {
        if (unanswered >= MOST_UNANSWERED) {
            socket.close(GOING_AWAY, "No answer to pings");
            return;
        }
        unanswered++; // on the event loop alone
        socket.writePing(Buffer.buffer("alive"));
    }
}
