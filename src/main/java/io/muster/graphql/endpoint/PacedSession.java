package io.muster.graphql.endpoint;

import io.smallrye.graphql.websocket.GraphQLWebSocketSession;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.http.ServerWebSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A websocket, and how fast its client reads: what it does not read would otherwise be kept here without end. */
final class PacedSession implements GraphQLWebSocketSession, Pace {

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
        socket.close(status, reason);
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }
}
