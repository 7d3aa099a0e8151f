package io.muster.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A GraphQL request whose body is withheld, so that it is under way for as long as a test wants. */
final class SlowCall implements AutoCloseable {

    private static final String BODY = "{\"query\": \"{ __typename }\"}";

    private final Socket socket;

    private SlowCall(Socket socket) {
        this.socket = socket;
    }

    static SlowCall begin(URI service) {
        try {
            SlowCall call = new SlowCall(new Socket(service.getHost(), service.getPort()));
            call.send("POST /graphql HTTP/1.1\r\nHost: " + service.getAuthority()
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + BODY.length()
                    + "\r\n\r\n");
            return call;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the body, and returns the whole answer. */
    String finish() {
        try {
            send(BODY);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
