package io.muster.graphql.endpoint;

import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A websocket with the pace of its client: messages that it does not read would otherwise pile up in memory. */
final class PacedSession implements GraphQLWebSocketSession, Pace {

    /** RFC 6455, section 5.5: a longer one would break the connection off without a word. */
    private static final int LONGEST_REASON = 123;

    private final ServerWebSocket socket;
    private final Queue<UniEmitter<? super Void>> waiting = new ConcurrentLinkedQueue<>();

    PacedSession(ServerWebSocket socket) {
        this.socket = socket;
        socket.drainHandler(drained -> release());
    }

    @Override
    public Uni<Void> ready() {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(emitter);
            if (socket.isClosed() || !socket.writeQueueFull()) {
                release();
            }
        });
    }

    @Override
    public void hold() {
        socket.pause();
    }

    @Override
    public void goOn() {
        if (!socket.isClosed()) {
            socket.resume();
        }
    }

    private void release() {
        for (UniEmitter<? super Void> next = waiting.poll(); next != null; next = waiting.poll()) {
            next.complete(null);
        }
    }

    @Override
    public void sendMessage(String message) {
        socket.writeTextMessage(message);
    }

    @Override
    public void close(short status, String reason) {
        boolean fits = reason.getBytes(StandardCharsets.UTF_8).length <= LONGEST_REASON;
        socket.close(status, fits ? reason : "");
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }
}
