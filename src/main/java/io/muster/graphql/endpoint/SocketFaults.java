package io.muster.graphql.endpoint;

import io.muster.platform.StructuredLog;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.ServerWebSocket;

/**
 * Closes a websocket whose client sends what cannot be taken, with the code of RFC 6455, section 7.4.1, that says why. Nothing of
 * it is a fault of Muster's, and neither is a connection that broke: the log is told for who debugs a client.
 */
final class SocketFaults {

    private static final StructuredLog LOG = StructuredLog.of(SocketFaults.class);

    private final ServerWebSocket socket;

    private SocketFaults(ServerWebSocket socket) {
        this.socket = socket;
    }

    static void watch(ServerWebSocket socket) {
        SocketFaults faults = new SocketFaults(socket);
        socket.exceptionHandler(faults::on);
        socket.binaryMessageHandler(
                bytes -> faults.close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "A message is a text"));
    }

    private void on(Throwable thrown) {
        LOG.with("failure", thrown.getMessage()).debug("A websocket broke");
        if (thrown instanceof CorruptedWebSocketFrameException corrupted) {
            close(corrupted.closeStatus(), "");
        } else if (thrown
                instanceof IllegalStateException) { // Vert.x drops a message of frames that is too long, and goes on
            close(WebSocketCloseStatus.MESSAGE_TOO_BIG, "The message is too long");
        }
    }

    private void close(WebSocketCloseStatus status, String reason) {
        socket.close((short) status.code(), reason.isEmpty() ? status.reasonText() : reason);
    }
}
