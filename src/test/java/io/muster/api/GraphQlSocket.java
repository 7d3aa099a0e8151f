package io.muster.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client that speaks graphql-transport-ws to the running service. */
public final class GraphQlSocket implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private volatile Integer closed;

    private GraphQlSocket(URI service) {
        socket = CLIENT.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://" + service.getAuthority() + "/graphql"), new Listener())
                .join();
    }

    /** A connection to the service under test, which has acknowledged it. */
    public static GraphQlSocket open() {
        return open(underTest());
    }

    /** A connection that the service has acknowledged. */
    public static GraphQlSocket open(URI service) {
        GraphQlSocket socket = new GraphQlSocket(service);
        socket.send(Map.of("type", "connection_init"));
        await().atMost(LIMIT).until(() -> !socket.ofType("connection_ack").isEmpty());
        return socket;
    }

    /** A connection whose client says nothing. */
    public static GraphQlSocket silent() {
        return new GraphQlSocket(underTest());
    }

    private static URI underTest() {
        return URI.create("http://localhost:" + RestAssured.port);
    }

    /** Subscribes; whatever is refused at once is refused when this returns. */
    public void subscribe(String id, String document, Map<String, ?> variables) {
        send(Map.of("type", "subscribe", "id", id, "payload", Map.of("query", document, "variables", variables)));
        int before = ofType("pong").size();
        send(Map.of("type", "ping"));
        await().atMost(LIMIT).until(() -> ofType("pong").size() > before || closed != null);
    }

    public void send(Map<String, ?> message) {
        try {
            sendText(JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public void sendText(String message) {
        sendText(socket, message);
    }

    /** One after the other: a websocket refuses a message while it sends another. */
    private synchronized void sendText(WebSocket to, String message) {
        to.sendText(message, true).join();
    }

    /** The payloads of what was told to a subscription. */
    public List<JsonNode> events(String id) {
        return of(id, "next");
    }

    /** The codes of the errors with which an operation was refused. */
    public List<String> refusals(String id) {
        return of(id, "error").stream()
                .flatMap(errors -> errors.findValuesAsText("code").stream())
                .toList();
    }

    public boolean isComplete(String id) {
        return ofType("complete").stream()
                .anyMatch(message -> message.path("id").asText().equals(id));
    }

    /** The status with which the server closed the connection; null while it has not. */
    public Integer closed() {
        return closed;
    }

    private List<JsonNode> of(String id, String type) {
        return ofType(type).stream()
                .filter(message -> message.path("id").asText().equals(id))
                .map(message -> message.path("payload"))
                .toList();
    }

    private List<JsonNode> ofType(String type) {
        return messages.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(from);
            }
            from.request(1);
            return null;
        }

        private void take(WebSocket from) {
            try {
                JsonNode message = JSON.readTree(text.toString());
                messages.add(message);
                if (message.path("type").asText().equals("ping")) {
                    sendText(from, "{\"type\": \"pong\"}");
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            } finally {
                text.setLength(0);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed = status;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed = -1;
        }
    }
}
