package io.muster.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Nullable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks graphql-transport-ws, so far as these tests need it. */
final class GraphQlSocket implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    /** The HTTP status that an opening is answered with: 101 where it is let in. */
    static int opening(URI address, @Nullable String authorization) {
        try {
            open(address, authorization, new GraphQlSocket()).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** The first answer to the document. */
    static String ask(URI address, String authorization, String query) throws InterruptedException {
        GraphQlSocket listener = new GraphQlSocket();
        WebSocket socket = open(address, authorization, listener);
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        listener.next();
        socket.sendText("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + query + "\"}}", true)
                .join();
        String answer = listener.next();
        socket.abort();
        return answer;
    }

    /** The code that the server closes a socket with on which nobody says anything. */
    static int closing(URI address, String authorization) {
        return closing(address, Map.of("Authorization", authorization));
    }

    /** The same of a socket that is opened with the headers. */
    static int closing(URI address, Map<String, String> headers) {
        GraphQlSocket listener = new GraphQlSocket();
        WebSocket socket = open(address, headers, listener);
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        return listener.closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** The code with which a socket is closed that was opened and has begun its conversation. */
    static CompletableFuture<Integer> opened(URI address, String authorization) throws InterruptedException {
        GraphQlSocket listener = new GraphQlSocket();
        WebSocket socket = open(address, authorization, listener);
        socket.sendText("{\"type\":\"connection_init\"}", true).join();
        listener.next();
        return listener.closed;
    }

    private static WebSocket open(URI address, @Nullable String authorization, GraphQlSocket listener) {
        return open(address, authorization == null ? Map.of() : Map.of("Authorization", authorization), listener);
    }

    private static WebSocket open(URI address, Map<String, String> headers, GraphQlSocket listener) {
        WebSocket.Builder builder =
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("graphql-transport-ws");
        headers.forEach(builder::header);
        return builder.buildAsync(address, listener).join();
    }

    /** The next message but pings. */
    private String next() throws InterruptedException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (message != null && message.contains("\"ping\"")) {
            message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(message)
                .as("a message in time; the socket was closed with %s", closed.getNow(null))
                .isNotNull();
        return message;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            messages.add(part.toString());
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        closed.complete(status);
        return null;
    }
}
